import Markup
import MathML
import Testing

@Suite struct `A macro` {
  /// Returns the markup of the last of `formulas`, converted one after the other.
  private func last(_ formulas: String..., macros: [String: Macro] = [:]) -> String {
    var converter = MathConverter(macros: macros)
    return formulas.reduce("") { converter.convert($1, isDisplay: false).html.markup }
  }

  @Test(arguments: [
    #"\newcommand{\R}{\mathbb{R}} \R"#, #"\newcommand\R{\mathbb R}\R"#,
    #"\def\R{\mathbb{R}}\R"#, #"\def\B#1{\mathbb{#1}} \B R"#,
    #"\newcommand{\B}[1]{\mathbb{#1}}\B{R}"#, #"\newcommand{\B}[1][R]{\mathbb{#1}}\B"#,
    #"\let\B=\mathbb \B{R}"#, #"\renewcommand{\Re}{\mathbb{R}}\Re"#,
  ])
  func `stands for its text`(tex: String) { #expect(last(tex) == "<math><mi>ℝ</mi></math>") }

  @Test func `holds in the formulas that follow`() {
    #expect(last(#"\newcommand{\R}{\mathbb{R}}"#, #"\R"#) == "<math><mi>ℝ</mi></math>")
  }

  @Test func `comes from the book`() {
    let macros = ["B": Macro(#"\mathbb{#1}"#)]
    #expect(last(#"\B{R}"#, macros: macros) == "<math><mi>ℝ</mi></math>")
  }

  @Test func `takes options and several arguments`() {
    let tex = #"\newcommand{\p}[2][a]{#1/#2}"#
    #expect(last(tex, #"\p[b]{c}"#) == last("b/c"))
    #expect(last(tex, #"\p{c}"#) == last("a/c"))
  }

  @Test func `can name an operator`() {
    #expect(last(#"\DeclareMathOperator{\tr}{tr}\tr"#) == "<math><mi>tr</mi></math>")
  }
}
