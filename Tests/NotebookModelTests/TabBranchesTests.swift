import NotebookModel
import SourceText
import Testing

@Suite struct `Choosing branches of a cell for a tab` {
  let known = ["scratch", "concise"]

  func select(_ tab: String, _ source: String) -> String {
    selectingTab(tab, in: source, known: known).source
  }

  /// The source with spaces at the ends of lines gone, so that expectations can be read.
  func lines(_ source: String) -> [String] {
    source.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.reversed().drop { $0 == " " }.reversed())
    }
  }

  let source = """
    let a = 1
    if tab.selected("scratch") {
      let w = "}"
    } else {
      let w = 2 // }
    }
    print(w)
    """

  @Test func `only the chosen branch is left, in its place`() {
    #expect(
      lines(select("scratch", source)) == [
        "let a = 1", "", "  let w = \"}\"", "", "", "", "print(w)",
      ])
    #expect(
      lines(select("Concise", source)) == [
        "let a = 1", "", "", "", "  let w = 2 // }", "", "print(w)",
      ])
  }

  @Test(arguments: ["scratch", "concise"])
  func `lines and columns stay as they are`(tab: String) {
    let chosen = Array(select(tab, source).utf8)
    let original = Array(source.utf8)
    #expect(chosen.count == original.count)
    for (index, byte) in chosen.enumerated() where byte != UInt8(ascii: " ") {
      #expect(byte == original[index])
    }
  }

  @Test func `an else if is asked in turn, and no branch may be for the tab`() {
    let chain = "if tab.selected(\"scratch\") { a }\nelse if !tab.selected(\"concise\") { b }\nc"
    #expect(lines(select("scratch", chain)) == ["                             a", "", "c"])
    #expect(lines(select("concise", chain)) == ["", "", "c"])
  }

  @Test func `several names and a chain inside the chosen branch`() {
    let nested = """
      if tab.selected("scratch", "concise") {
        if tab.selected("concise") { f { 1 } } else { g() }
      }
      """
    #expect(lines(select("concise", nested)) == ["", "                               f { 1 }", ""])
    #expect(lines(select("scratch", nested))[1].hasSuffix("g()"))
  }

  @Test func `a semicolon after an empty choice goes`() {
    let source = "if tab.selected(\"concise\") { a }; b"
    let blank = String(repeating: " ", count: 29)
    #expect(select("scratch", source) == blank + "     b")
    #expect(select("concise", source) == blank + "a  ; b")
  }

  @Test func `an unknown name is reported at its place`() {
    let (_, diagnostics) = selectingTab(
      "scratch", in: "let é = 0\nif tab.selected(\"concice\") { }", known: known)
    #expect(diagnostics.map(\.position) == [SourcePosition(line: 2, column: 18)])
    #expect(diagnostics.map(\.length) == [7])
    #expect(diagnostics.map(\.hint) == ["did you mean 'concise'?"])
  }

  @Test(arguments: [
    "let x = tab.selected(\"scratch\")",
    "if tab.selected(\"scratch\") && true { }",
    "func f() { if tab.selected(\"scratch\") { } }",
    "if tab.selected(\"scratch\") { } else if y { }",
    "if tab.selected(\"scratch\") { ",
    "let v = if tab.selected(\"scratch\") { 1 } else { 2 }",
  ])
  func `any other use is reported`(source: String) {
    let (same, diagnostics) = selectingTab("scratch", in: source, known: known)
    #expect(same == source)
    #expect(diagnostics.count == 1 && diagnostics[0].message.hasPrefix("'tab.selected(…)' must"))
  }

  @Test(arguments: ["\"if tab.selected(1) { }\"", "// if tab.selected(\"x\") { }", "tab.selected"])
  func `text and comments are left alone`(source: String) {
    #expect(selectingTab("scratch", in: source, known: known).diagnostics.isEmpty)
    #expect(select("scratch", source) == source)
  }

  @Test func `the notebook reports them at the line of the file`() {
    let notebook = notebook(
      """
      - item

        ```swift .input
        %%tab all

        if tab.selected("one") { }
        ```
      """, tabs: ["ones", "two"])
    #expect(notebook.diagnostics.map(\.position) == [SourcePosition(line: 6, column: 20)])
    #expect(notebook.diagnostics.first?.hint == "did you mean 'ones'?")
  }
}
