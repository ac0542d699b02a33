import Markdown

extension Block {
  /// The names of the labels in the block's text.
  var labels: [String] { content.flatMap(\.labels) }

  /// The names of the labels, if the paragraph holds nothing else.
  var onlyLabels: [String]? {
    let holdsNothingElse = content.allSatisfy { !$0.labels.isEmpty || $0.isSpace }
    return kind == .paragraph && holdsNothingElse && !labels.isEmpty ? labels : nil
  }

  /// The image of a paragraph that holds one image and its roles, and nothing else.
  var onlyImage: Inline? {
    guard kind == .paragraph else { return nil }
    let visible = content.filter { inline in
      if case .role = inline.kind { return false }
      return !inline.isSpace
    }
    guard visible.count == 1, case .image? = visible.first?.kind else { return nil }
    return visible[0]
  }

  /// Whether the block is a table.
  var isTable: Bool { if case .table = kind { true } else { false } }

  /// Whether the paragraph begins as the caption of a table does.
  var isCaption: Bool {
    guard kind == .paragraph, case .text(let text)? = content.first?.kind else { return false }
    return text.hasPrefix(":") && !text.hasPrefix("::")
  }
}

extension Inline {
  /// The name of the label, if the inline is one, or those inside it.
  var labels: [String] {
    if case .role("label", let name) = kind { [name] } else { children.flatMap(\.labels) }
  }

  /// Whether the inline shows nothing but space.
  var isSpace: Bool {
    switch kind {
    case .softBreak, .lineBreak: true
    case .text(let text): text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    default: false
    }
  }
}

extension [Inline] {
  /// The text a reader sees, on one line and without markup or roles.
  var words: String {
    let text = map { inline in
      switch inline.kind {
      case .text(let text), .code(let text), .math(let text, _): text
      case .softBreak, .lineBreak: " "
      case .html, .role, .footnoteReference: ""
      default: inline.children.words
      }
    }
    return text.joined().split(separator: " ").joined(separator: " ")
  }
}
