internal import Markdown

extension Notebook {
  /// The titles of the headings that `line` stands under, outermost first.
  package func headings(above line: Int) -> [String] {
    var open: [(level: Int, title: String)] = []
    for block in document.blocks {
      guard block.lines.lowerBound < line else { break }
      guard case .heading(let level) = block.kind else { continue }
      open.removeAll { $0.level >= level }
      open.append((level, block.content.map(\.plainText).joined().trimmed))
    }
    return open.map(\.title)
  }
}

extension Inline {
  /// What a reader sees of it as plain text; roles such as labels are not seen.
  fileprivate var plainText: String {
    switch kind {
    case .text(let text), .code(let text), .math(let text, _): text
    case .softBreak, .lineBreak: " "
    case .html, .role: ""
    default: children.map(\.plainText).joined()
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.dropLast(start.reversed().prefix { $0 == " " }.count))
  }
}
