import NotebookModel
import SourceText
import Testing

/// A mistake an author can make, and the diagnostic it must give.
struct Mistake: Sendable, CustomTestStringConvertible {
  var text: String
  var place: String
  var message: String
  var hint: String?

  var testDescription: String { message }

  init(_ text: String, _ place: String, _ message: String, hint: String? = nil) {
    (self.text, self.place, self.message, self.hint) = (text, place, message, hint)
  }
}

/// A Swift cell with `lines`, which begin on line 2.
private func cell(_ lines: String) -> String { "```{.swift .input}\n\(lines)\n```" }

@Suite struct `Strict errors` {
  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x23, 0, 0x20, 0], "1:1: the file is UTF-16, and a chapter has to be UTF-8"),
      ([0xFE, 0xFF, 0, 0x23], "1:1: the file is UTF-16, and a chapter has to be UTF-8"),
      (
        Array("# a\ncaf".utf8) + [0xE9, 0x0A, 0xE9],
        "2:4: what stands here is not UTF-8, as a chapter has to be"
      ),
      ([0xEF, 0xBB, 0xBF, 0x23], nil), ([0x61, 0], nil), ([], nil),
    ] as [([UInt8], String?)])
  func `tell of a file in another encoding`(bytes: [UInt8], expected: String?) {
    let told = Notebook(parsing: bytes, path: "a.md").diagnostics.map {
      "\($0.position.line):\($0.position.column): \($0.message)"
    }
    #expect(told == [expected].compactMap(\.self))
  }

  static let cellMistakes = [
    Mistake(cell("%%tabs a"), "2:1", "unknown directive '%%tabs'", hint: "did you mean '%%tab'?"),
    Mistake(cell("%matplotlib inline"), "2:1", "unknown directive '%matplotlib'"),
    Mistake(cell("#@hid\n1"), "2:1", "unknown directive '#@hid'", hint: "did you mean '#@hide'?"),
    Mistake(
      cell("%%cell no-run, hide_input"), "2:16", "unknown option 'hide_input'",
      hint: "did you mean 'hide-input'?"),
    Mistake(
      cell("%%cell same-as=x"), "2:8", "'same-as=x' names no tab of this cell"),
    Mistake(
      "```{.swift .input}\ntab.interact_select('one', 'two')\n```\n\n"
        + cell("%%tab all\n%%cell same-as=too"), "7:8",
      "'same-as=too' names no tab of this cell, which belongs to 'one', 'two'",
      hint: "did you mean 'two'?"),
    Mistake(cell("%%cell no-run no-run"), "2:15", "option 'no-run' stands twice"),
    Mistake(cell("%%cell no-echo\n%%cell no-run"), "3:1", "'%%cell' stands twice in this cell"),
    Mistake(
      cell("%%cell expect-error, expect-diagnostic=\"x\""), "2:22",
      "'expect-error' and 'expect-diagnostic' cannot both hold"),
    Mistake(cell("%%cell ignore-output, rtol=1e-3"), "2:23", "'ignore-output' and 'rtol' cannot"),
    Mistake(
      cell("%%cell timeout=soon"), "2:8", "'timeout' must be a positive number, not 'soon'"),
    Mistake(cell("%%cell timeout=0"), "2:8", "'timeout' must be a positive number, not '0'"),
    Mistake(cell("%%cell timeout"), "2:8", "'timeout' must be a positive number"),
    Mistake(cell("%%cell rtol=-1"), "2:8", "'rtol' must be a number not below zero, not '-1'"),
    Mistake(cell("%%cell no-echo=yes"), "2:8", "'no-echo' takes no value"),
    Mistake(cell("%%cell label="), "2:8", "'label' needs a text: label=\"…\""),
    Mistake(cell("%%cell caption=\"open"), "2:16", "this quotation has no closing quote"),
    Mistake(
      cell("let x = 1\n%%cell no-run"), "3:1", "'%%cell' must stand before the cell's source"),
    Mistake(cell("let x = 1\n  // @tab a"), "3:3", "'// @tab' must stand before the cell's source"),
    Mistake("text\n\n~~~swift .input\n1", "3:1", "this cell has no closing fence"),
    Mistake("```\ntext", "1:1", "this code block has no closing fence"),
    Mistake(
      "```{.swift .inptu}\n1\n```", "1:12", "unknown class '.inptu'", hint: "did you mean '.input'?"
    ),
    Mistake("```{.swift .input .foo}\n1\n```", "1:19", "unknown class '.foo'"),
    Mistake("```{.swift .input\n1\n```", "1:4", "'{' has no matching '}'"),
    Mistake(
      "```{.python .input}\n%%cell timeout=3\n```", "2:8",
      "'timeout' means nothing here: cells in python are shown and never run"),
    Mistake("```{.r .input}\n%%solution a\n```", "2:1", "'%%solution' means nothing here"),
  ]

  static let tabMistakes = [
    Mistake(
      cell("%%tab concice"), "2:7",
      "unknown tab 'concice'; this chapter's tabs are 'scratch', 'concise'",
      hint: "did you mean 'concise'?"),
    Mistake(cell("%%tab  scratch , SCRATCH"), "2:18", "tab 'SCRATCH' stands twice"),
    Mistake(cell("%%tab all, scratch"), "2:7", "'all' is every tab already"),
    Mistake(cell("%%tab"), "2:1", "'%%tab' names no tab"),
    Mistake(cell("%%tab scratch\n#@tab concise"), "3:1", "'#@tab' stands twice in this cell"),
    Mistake(
      ":begin_tab:`concice`\n\n:end_tab:", "1:13", "unknown tab 'concice'",
      hint: "did you mean 'concise'?"),
    Mistake(":begin_tab:\n\n:end_tab:", "1:1", "':begin_tab:' names no tab"),
    Mistake("text\n:begin_tab:`concise`\nmore", "2:1", "':begin_tab:' has no ':end_tab:' after it"),
    Mistake("text\n:end_tab:", "2:1", "':end_tab:' has no ':begin_tab:' before it"),
    Mistake(
      ":begin_tab:`scratch`\n:begin_tab:`concise`\n:end_tab:", "2:1",
      "the ':begin_tab:' of line 1 is still open"),
  ]

  static let declarationMistakes = [
    Mistake(
      cell("%load_ext d2lbok.tab\ntab.interact_select('a')"), "2:11",
      "unknown extension 'd2lbok.tab'", hint: "did you mean 'd2lbook.tab'?"),
    Mistake(cell("tab.interact_select(['a', 'A'])"), "2:28", "tab 'A' stands twice"),
    Mistake(cell("tab.interact_select(['a', 'all'])"), "2:28", "a tab cannot be called 'all'"),
    Mistake(cell("tab.interact_select([])"), "2:1", "no tab is declared here"),
    Mistake(cell("tab.interact_select('a)"), "2:21", "this quotation has no closing quote"),
    Mistake(
      cell("tab.interact_select('a')\nlet x = 1"), "3:1",
      "only 'tab.interact_select([…])' may stand here"),
    Mistake(
      cell("tab.interact_select('a')") + "\n" + cell("tab.interact_select('b')"), "4:1",
      "tabs are declared on line 1 already"),
  ]

  static let exerciseMistakes = [
    Mistake(cell("%%exercise"), "2:1", "'%%exercise' needs the exercise's name"),
    Mistake(
      cell("%%exercise a point=2"), "2:14",
      "unknown option 'point' of '%%exercise'; known are 'points'", hint: "did you mean 'points'?"),
    Mistake(
      cell("%%exercise a points=none"), "2:14", "'points' must be a positive number, not 'none'"),
    Mistake(
      cell("%%exercise a\n%%solution a"), "3:1", "'%%solution' gives this cell a second role"),
    Mistake(
      cell("%%exercise acuracy") + "\n" + cell("%%check accuracy"), "5:9",
      "no exercise is named 'accuracy'", hint: "did you mean 'acuracy'?"),
    Mistake(
      cell("%%exercise a") + "\n" + cell("%%exercise a"), "5:12",
      "'%%exercise a' stands twice in the same tab"),
  ]

  @Test(arguments: cellMistakes)
  func `in a cell`(mistake: Mistake) { expect(mistake, tabs: []) }

  @Test(arguments: tabMistakes)
  func `about tabs`(mistake: Mistake) { expect(mistake, tabs: ["scratch", "concise"]) }

  @Test(arguments: declarationMistakes)
  func `in a declaration`(mistake: Mistake) { expect(mistake, tabs: []) }

  @Test(arguments: exerciseMistakes)
  func `about exercises`(mistake: Mistake) { expect(mistake, tabs: []) }

  private func expect(_ mistake: Mistake, tabs: [String]) {
    let found = notebook(mistake.text, tabs: tabs).diagnostics
    #expect(found.map { "\($0.position.line):\($0.position.column)" } == [mistake.place])
    #expect(found.first?.message.hasPrefix(mistake.message) ?? false, "\(found)")
    #expect(found.first?.hint == mistake.hint)
  }

  @Test func `all errors of a file are reported at once, in order`() {
    let found = notebook(
      """
      :end_tab:
      ```{.swift .input}
      %%cell hide-inptu, timeout=x
      %%tab é
      ```
      ```
      """
    ).diagnostics
    #expect(
      found.map { "\($0.position.line):\($0.position.column)" } == [
        "1:1", "3:8", "3:20", "4:7", "6:1",
      ])
    #expect(found.map(\.length) == [9, 10, 9, 2, 3])
  }

  @Test(arguments: [
    "```swift\n%%tab x\n```", "`%%tab x`\n\n%%cell nothing",
    "````\n```swift .input\n%%x\n```\n````",
    "```swift .input\nlet s = \"\"\"\n%%tab a\n\"\"\"\n```",
    "```swift .input\nf() // @save\n#@save\n```",
    "```python .input\n%matplotlib inline\n```",
    "```{.python .input}\ntab.interact_select([\n  'a'])\n#required_libs(\"x\")\n```",
  ])
  func `what only looks like a mistake is none`(text: String) {
    #expect(notebook(text).diagnostics.isEmpty)
  }
}
