internal import Markdown
package import NotebookModel

/// What the labels of a chapter stand for, in words.
package struct LabelTable: Sendable {
  /// What a label stands for.
  package struct Label: Hashable, Sendable {
    /// What `numref` and `eqref` say: `Figure 2`, `(3)`, or the title where nothing is numbered.
    package var reference: String
    /// What `ref` says: the title or caption.
    package var title: String
    /// The address of the notebook it is in; empty for the same one.
    package var address = ""

    /// Creates the meaning of a label.
    package init(reference: String, title: String, address: String = "") {
      self.reference = reference
      self.title = title
      self.address = address
    }
  }

  /// By name, what the labels stand for; of equal ones the first counts.
  package private(set) var labels: [String: Label] = [:]
  private var figures = 0
  private var tables = 0
  private var equations = 0
  private var heading = ""
  private let cells: [Int: Cell]

  /// Finds the labels of `notebook`.
  package init(of notebook: Notebook) {
    let code = notebook.cells.filter { $0.kind != .prose }
    cells = Dictionary(code.map { ($0.lines.lowerBound, $0) }) { first, _ in first }
    walk(notebook.document.blocks)
  }

  /// The meaning of `label`.
  package subscript(label: String) -> Label? {
    get { labels[label] }
    set { labels[label] = newValue }
  }
}

extension LabelTable {
  private mutating func walk(_ blocks: [Block]) {
    var before: Label?
    for (index, block) in blocks.enumerated() {
      if let labels = block.onlyLabels {
        add(labels, before ?? place)
        continue
      }
      before = meaning(of: block, before: index + 1 < blocks.count ? blocks[index + 1] : nil)
      add(block.labels, before ?? place)
      if let label = cells[block.lines.lowerBound]?.options.label, let before {
        add([label], before)
      }
      addEquations(in: block.content)
      walk(block.children)
    }
  }

  /// What a label on `block` stands for, if it is more than a place.
  private mutating func meaning(of block: Block, before next: Block?) -> Label? {
    switch block.kind {
    case .heading:
      heading = block.content.words
      return Label(reference: heading, title: heading)
    case .table:
      tables += 1
      return numbered("Table", tables)
    case .paragraph:
      // A caption that stands before its table.
      if block.content.words.hasPrefix(":"), case .table? = next?.kind {
        return numbered("Table", tables + 1)
      }
      guard let image = block.onlyImage else { return nil }
      figures += 1
      return numbered("Figure", figures, title: image.children.words)
    case .codeBlock:
      guard let options = cells[block.lines.lowerBound]?.options,
        options.label != nil || options.caption != nil
      else { return nil }
      figures += 1
      return numbered("Figure", figures, title: options.caption ?? "")
    default: return nil
    }
  }

  private func numbered(_ word: String, _ number: Int, title: String = "") -> Label {
    let reference = "\(word) \(number)"
    return Label(reference: reference, title: title.isEmpty ? reference : title)
  }

  private var place: Label { Label(reference: heading, title: heading) }

  private mutating func add(_ names: [String], _ label: Label) {
    for name in names where labels[name] == nil { labels[name] = label }
  }

  private mutating func addEquations(in content: [Inline]) {
    for inline in content {
      if case .role("eqlabel", let name) = inline.kind {
        equations += 1
        add([name], numbered: "(\(equations))")
      }
      addEquations(in: inline.children)
    }
  }

  private mutating func add(_ names: [String], numbered number: String) {
    add(names, Label(reference: number, title: number))
  }
}

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
}

extension Inline {
  /// The name of the label, if the inline is one.
  fileprivate var labels: [String] {
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
      case .html, .role: ""
      default: inline.children.words
      }
    }
    return text.joined().split(separator: " ").joined(separator: " ")
  }
}
