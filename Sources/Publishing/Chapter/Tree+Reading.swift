import Markdown
import NotebookModel

extension Notebook {
  /// The cells that are code blocks of the tree, by the line they begin on.
  var codeCellsByLine: [Int: Cell] {
    let code = cells.filter { $0.kind != .prose }
    return Dictionary(code.map { ($0.lines.lowerBound, $0) }) { first, _ in first }
  }
}

extension Cell {
  /// Whether what the cell draws is a numbered figure.
  var isFigure: Bool { options.label != nil || options.caption != nil }
}

extension Block {
  /// Whether the paragraph holds labels and nothing else.
  var isLabels: Bool {
    kind == .paragraph && content.contains { $0.isRole("label") }
      && content.allSatisfy { $0.isRole("label") || $0.isBlank }
  }

  /// Whether the paragraph holds labels of what is before it, and nothing else.
  var showsNothing: Bool {
    kind == .paragraph && !content.isEmpty
      && content.allSatisfy { $0.isRole("label") || $0.isRole("eqlabel") || $0.isBlank }
  }

  /// Whether the paragraph names files of references, and holds nothing else.
  var namesBibliography: Bool {
    kind == .paragraph && content.contains { $0.isRole("bibliography") }
      && content.allSatisfy { $0.isRole("bibliography") || $0.isBlank }
  }

  /// Whether the block is a table of contents.
  var isContents: Bool {
    guard case .codeBlock(let info, _, _) = kind else { return false }
    return info.split(separator: " ").first == "toc"
  }

  /// The image of a paragraph that holds one image, its label and its size, and nothing else.
  var figureImage: Inline? {
    guard kind == .paragraph else { return nil }
    let visible = content.filter { !$0.isBlank && !$0.isFigureRole }
    guard visible.count == 1, let image = visible.first, case .image = image.kind else {
      return nil
    }
    return image
  }
}

extension Inline {
  /// Whether the inline is the role `name`.
  func isRole(_ name: String) -> Bool {
    guard case .role(name, _) = kind else { return false }
    return true
  }

  /// The argument of a role; empty for all else.
  var argument: String {
    guard case .role(_, let argument) = kind else { return "" }
    return argument
  }

  /// Whether the inline shows nothing but space.
  var isBlank: Bool {
    switch kind {
    case .softBreak, .lineBreak: true
    case .text(let text): text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    default: false
    }
  }

  /// Whether the inline is a role that belongs to the figure it stands beside.
  fileprivate var isFigureRole: Bool {
    ["label", "width", "height"].contains { isRole($0) }
  }
}

extension [Inline] {
  /// The arguments of the roles called `name`, in order.
  func roles(_ name: String) -> [String] { filter { $0.isRole(name) }.map(\.argument) }

  /// The text a reader sees, on one line and without markup.
  var title: String { plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension String {
  /// The text without blanks at either end.
  var trimmed: String {
    let rest = drop { $0.isWhitespace }
    return rest.lastIndex { !$0.isWhitespace }.map { String(rest[...$0]) } ?? ""
  }

  /// The text as an id, as GitHub makes it of a heading: in lower case, blanks as `-`, and of all
  /// else only letters, digits, `_` and `-`.
  ///
  /// Links to a heading lead there on GitHub as they do on the page.
  var slug: String {
    var slug = String.UnicodeScalarView()
    for scalar in lowercased().unicodeScalars {
      if scalar == " " {
        slug.append("-")
      } else if scalar == "-" || scalar.properties.isAlphabetic
        || Self.wordCategories.contains(scalar.properties.generalCategory)
      {
        slug.append(scalar)
      }
    }
    return String(slug)
  }

  private static let wordCategories: Set<Unicode.GeneralCategory> = [
    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation,
  ]
}
