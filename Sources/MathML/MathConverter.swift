package import Markup

/// Turns the TeX of formulas into MathML that browsers show without a script.
///
/// It remembers the macros that formulas define, so that a chapter's formulas are converted in
/// file order by one converter.
///
/// Source: *The TeXbook*, chapters 17, 18 and appendix G, for what the TeX means; MathML Core (W3C)
/// for what is written.
package struct MathConverter: Sendable {
  /// The macros that formulas may call, by name without the backslash.
  package private(set) var macros: [String: Macro]

  /// By label, the number that `\ref` and `\eqref` show, and that `\label` puts at its row.
  private let numbers: [String: String]

  /// Creates a converter that knows `macros` besides the commands of TeX, LaTeX and AMS, and the
  /// `numbers` of what labels stand for.
  package init(macros: [String: Macro] = [:], numbers: [String: String] = [:]) {
    self.macros = macros
    self.numbers = numbers
  }

  /// Returns the formula `tex`, the text between the dollars.
  ///
  /// Never fails: what can't be converted is in the result's `errors`, and its source is shown.
  /// Time and memory grow linearly with the length of `tex`.
  package mutating func convert(_ tex: String, isDisplay: Bool) -> Formula {
    var parser = MathParser(TokenStream(Token.tokens(in: tex), macros: macros))
    parser.numbers = numbers
    let node = parser.formula(isDisplay: isDisplay)
    macros = parser.stream.macros
    guard let node, parser.errors.isEmpty else {
      return Formula(html: Self.source(tex, isDisplay: isDisplay), errors: parser.errors)
    }
    let html = MathWriter.math(node, isDisplay: isDisplay)
    return Formula(html: html, labels: parser.labels)
  }

  /// Returns the formula's source, as a page shows what could not be converted.
  private static func source(_ tex: String, isDisplay: Bool) -> HTML {
    isDisplay
      ? "<code class=\"math display missing\">\(tex)</code>"
      : "<code class=\"math missing\">\(tex)</code>"
  }
}

/// A formula that was converted, or why it was not.
package struct Formula: Hashable, Sendable {
  /// A `math` element; where there are errors, the source in a `code` element.
  package var html: HTML
  /// The names that `\label` gives, in order.
  package var labels: [String] = []
  /// What could not be converted, in order.
  package var errors: [MathError] = []
}
