import Markup
import MathML
import Testing

@Suite struct `What can't be converted` {
  /// Returns the errors of `tex` as words, each after the bytes it is about.
  private func errors(_ tex: String) -> [String] {
    var converter = MathConverter()
    return converter.convert(tex, isDisplay: true).errors.map {
      "\($0.range): \($0.message)" + ($0.hint.map { "; \($0)" } ?? "")
    }
  }

  @Test(arguments: [
    (
      #"é \fraq{1}{2}"#,
      "3..<8: there is no command '\\fraq' in mathematics; did you mean '\\frac'?"
    ),
    (#"\aplha"#, "0..<6: there is no command '\\aplha' in mathematics; did you mean '\\alpha'?"),
    (
      #"\begin{alinged}x\end{alinged}"#,
      "0..<6: there is no environment 'alinged' in mathematics; did you mean 'aligned'?"
    ),
    (#"\frac{1}"#, "0..<5: '\\frac' lacks its argument"),
    (#"x^"#, "1..<2: '^' lacks its argument"),
    (#"{a"#, "0..<1: '{' is not closed by '}'"),
    (#"a}"#, "1..<2: '}' closes no '{'"),
    (#"\left( a"#, "0..<5: '\\left' is not closed by '\\right'"),
    (#"a \right)"#, "2..<8: '\\right' closes no '\\left'"),
    (#"\left x"#, "0..<5: '\\left' is not followed by a delimiter"),
    (#"\begin{cases} a"#, "0..<6: '\\begin{cases}' is not closed by '\\end{cases}'"),
    (
      #"\begin{cases}a\end{array}"#, "14..<18: '\\begin{cases}' is closed by '\\end{array}'"
    ),
    (#"a_1_2"#, "3..<4: a second '_' on the same base; put braces around the base or the script"),
    (#"a & b"#, "2..<3: '&' belongs in an environment of rows"),
    (
      #"1 \over 2 \over 3"#,
      "10..<15: a second '\\over' in the same group; put braces around one of the fractions"
    ),
    (#"x \limits_i"#, "2..<9: '\\limits' must follow an operator"),
    (
      #"\hspace{3 apples}"#,
      "0..<7: '3 apples' is not a length; write a number and a unit, as in '2pt'"
    ),
    (
      #"\color{"}x"#,
      "0..<6: '\"' is not a color; write a name of CSS or six digits, as in '#2266aa'"
    ),
    (#"\begin{array}{lx}\end{array}"#, "15..<16: 'x' is not a column of an array"),
    (#"\text{a"#, "5..<6: '{' is not closed by '}'"),
    (#"#"#, "0..<1: '#' belongs in a macro; write '\\#' for the character"),
    (#"\def\x{\x\x}\x"#, "12..<14: the macro '\\x' does not come to an end"),
    (#"\newcommand{x}{y}"#, "0..<11: '\\newcommand' does not define a macro this way"),
  ])
  func `is said with its place`(tex: String, error: String) { #expect(errors(tex) == [error]) }

  @Test func `does not hide the unknown commands that follow`() {
    #expect(errors(#"\foox + \barx"#).count == 2)
  }

  @Test func `shows its source, escaped`() {
    var converter = MathConverter()
    #expect(
      converter.convert(#"\x<b>"#, isDisplay: false).html.markup
        == #"<code class="math missing">\x&lt;b&gt;</code>"#)
  }

  @Test(arguments: [#"\text{<b>}"#, #"\mathrm{<}"#, #"\operatorname{<b>}"#, #"\tag{<b>}"#, "<b>"])
  func `markup stays text`(tex: String) {
    var converter = MathConverter()
    let markup = converter.convert(tex, isDisplay: true).html.markup
    #expect(!markup.contains("<b>"))
    #expect(markup.contains("&lt;"))
  }
}
