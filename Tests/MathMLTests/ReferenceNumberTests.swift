import MathML
import Markup
import Testing

@Suite struct `Numbers of equations` {
  private func markup(_ tex: String) -> String {
    var converter = MathConverter(numbers: ["eq:a": "3.1", "eq:b": "3.2", "sec": "2"])
    return converter.convert(tex, isDisplay: true).html.markup
  }

  @Test func `stand at the rows whose labels have them`() {
    let html = markup(#"\begin{align} x \label{eq:a} \\ y \\ z \label{eq:b} \end{align}"#)
    let tag = "<mtd style=\"text-align: right; width: 50%; padding-left: 1em; padding-right: 0\">"
    #expect(html.contains("<mtable displaystyle=\"true\" style=\"width: 100%\">"))
    #expect(html.contains("\(tag)<mtext>(3.1)</mtext></mtd>"))
    #expect(html.contains("\(tag)</mtd>"))
    #expect(html.contains("\(tag)<mtext>(3.2)</mtext></mtd>"))
    #expect(html.ranges(of: "<mtr><mtd style=\"width: 50%\"></mtd>").count == 3)
  }

  @Test func `give way to tags`() {
    #expect(!markup(#"x \label{eq:a} \tag{A}"#).contains("3.1"))
    #expect(!markup(#"x \tag{A} \label{eq:a}"#).contains("3.1"))
  }

  @Test func `are what references in formulas show`() {
    #expect(markup(#"x \eqref{eq:a}"#).contains("<mtext>(3.1)</mtext>"))
    #expect(markup(#"x \ref{ sec }"#).contains("<mtext>2</mtext>"))
  }

  @Test func `that are unknown are errors at the reference`() {
    var converter = MathConverter(numbers: ["eq:a": "1"])
    let formula = converter.convert(#"x \eqref{eq:z}"#, isDisplay: false)
    #expect(formula.errors.map(\.message) == ["unknown label 'eq:z'"])
    #expect(formula.errors.map(\.range) == [2..<8])
  }

  @Test func `do nothing for labels without one`() {
    #expect(markup(#"x \label{other}"#) == markup("x "))
  }
}
