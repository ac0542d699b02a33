import Markup
import MathML
import TestSupport
import Testing

@Suite struct `A hostile formula` {
  @Test(arguments: [
    "{", "}", "x^", "x^{", "x_{", "\\frac", "\\frac{", "\\sqrt", "\\sqrt[", "\\left(", "\\hat",
    "\\begin{matrix}", "\\begin{array}{", "\\text{", "\\text{$", "\\displaystyle", "\\color{red}",
    "\\not", "\\mathbf{", "\\operatorname{", "\\substack{", "'", "1", "a", "&", "\\\\", "\\\\[",
    "\\over", "\\limits", "\\x", "$", "#1", "\\bf", "\\middle|", "%\n", "\\", "a&", "\\hline",
    "\\newcommand", "\\newcommand\\x", "\\def\\x{", "\\overset", "\\kern", "\\big", "-", "é", "~",
  ])
  func `is answered in linear time`(piece: String) {
    func convert(_ tex: String) {
      var converter = MathConverter()
      _ = converter.convert(tex, isDisplay: true)
    }
    let small = String(repeating: piece, count: 25_000), large = small + small
    let ratio = growth(floor: 0.05, limit: 3) {
      convert(small)
    } large: {
      convert(large)
    }
    #expect(ratio < 3, "\(piece)")
  }

  @Test func `of closed groups is too deep, and says so`() {
    for (open, close) in [("{", "}"), ("x^{", "}"), ("\\frac{", "}{}"), ("\\left(", "\\right)")] {
      let tex = String(repeating: open, count: 50_000) + String(repeating: close, count: 50_000)
      var converter = MathConverter()
      let formula = converter.convert(tex, isDisplay: true)
      #expect(formula.errors.map(\.message) == ["the formula nests deeper than 100 levels"])
    }
  }

  @Test func `of random pieces never stops the converter`() {
    let pieces = [
      "{", "}", "^", "_", "&", "\\\\", "$", "#1", "x", "2", "+", "'", "[", "]", "\\frac", "\\sqrt",
      "\\left", "\\right", "(", ")", "\\begin{cases}", "\\end{cases}", "\\text{", "\\over", "\\sum",
      "\\limits", "\\not", "\\mathbf", "\\newcommand", "\\a", "\\hline", " ", "\\tag", "\\middle",
      "\\hat", "\\color", "{red}", "\\kern", "\\operatorname", "\\xrightarrow", "\\genfrac",
    ]
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      let length = Int.random(in: 1...12, using: &generator)
      let tex = (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      var converter = MathConverter()
      let formula = converter.convert(tex, isDisplay: true)
      #expect(formula.errors.isEmpty != formula.html.markup.hasPrefix("<code"), "\(tex)")
      let bytes = tex.utf8.count
      #expect(formula.errors.allSatisfy { $0.range.upperBound <= bytes }, "\(tex)")
    }
  }
}
