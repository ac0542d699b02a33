import Markdown

/// Formulas that stand in the text of a notebook without dollars, as MathJax allows it.
enum BareFormulas {
  /// The environments that are formulas by themselves.
  private static let environments = ["align", "equation", "eqnarray", "gather", "multline"]
    .flatMap { [$0, $0 + "*"] }

  /// Returns `text` with `$$` around each paragraph that is such an environment and nothing else.
  static func enclosed(in text: String) -> String {
    guard text.contains("\\begin{") else { return text }
    var bytes = Array(text.utf8)
    for range in formulas(in: Document(parsing: bytes).blocks, of: bytes).reversed() {
      bytes.insert(contentsOf: "$$".utf8, at: range.upperBound)
      bytes.insert(contentsOf: "$$".utf8, at: range.lowerBound)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func formulas(in blocks: [Block], of bytes: [UInt8]) -> [Range<Int>] {
    blocks.flatMap { block in
      guard block.kind == .paragraph else { return formulas(in: block.children, of: bytes) }
      let text = bytes[block.bytes]
      let end = (text.lastIndex { $0 > 0x20 } ?? text.startIndex - 1) + 1
      let isFormula = environments.contains { name in
        text.starts(with: "\\begin{\(name)}".utf8)
          && text[..<end].suffix(name.utf8.count + 6).elementsEqual("\\end{\(name)}".utf8)
      }
      return isFormula ? [text.startIndex..<end] : []
    }
  }
}
