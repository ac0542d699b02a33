import SourceText
import Testing

@Suite struct `Rendering a diagnostic` {
  @Test func `puts the caret under the UTF-8 column`() {
    let diagnostic = Diagnostic(
      .error, "unknown tab 'concice'", file: "notes/fit.md",
      at: SourcePosition(line: 42, column: 7), length: 7, hint: "did you mean 'concise'?")
    #expect(
      diagnostic.rendered(over: "%%tab concice") == """
        notes/fit.md:42:7: error: unknown tab 'concice'
         42 | %%tab concice
            |       ^~~~~~~
        hint: did you mean 'concise'?
        """)
  }
}
