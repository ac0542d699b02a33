import CellOutput
import CommandLineTool
import Execution
import Testing

@Suite struct `Printing what cells put out` {
  /// What the events of one chapter print, in order, with what went to standard error in `«»`.
  private func print(_ tabs: [String], headings: Bool = true, _ events: [RunEvent]) -> [String] {
    var printer = RunPrinter(tabs: tabs, showsHeadings: headings)
    return events.map { event in
      printer.apply(event).map { $0.stream == .error ? "«\($0.text)»" : $0.text }.joined()
    }
  }

  private func planned(_ tab: String, _ cells: Int) -> RunEvent {
    .planned(chapter: "c.md", tab: tab, cells: cells)
  }

  private func output(_ tab: String, _ output: Output) -> RunEvent {
    .output(chapter: "c.md", tab: tab, cell: 0, output)
  }

  private func ended(_ tab: String, _ outputs: [Output] = []) -> RunEvent {
    .ended(chapter: "c.md", tab: tab, cell: 0, CellResult(.finished, outputs: outputs))
  }

  @Test func `the first tab prints as it goes, the others wait for their turn`() {
    let printed = print(
      ["a", "b"],
      [
        planned("b", 1), planned("a", 1),
        output("b", .text(.standardOutput, "from b\n")),
        output("a", .text(.standardOutput, "from a\n")),
        ended("b"), ended("a"),
      ])
    #expect(
      printed == ["── a ──\n", "", "", "from a\n", "", "── b ──\nfrom b\n"])
  }

  @Test func `streams stay apart and values stand on lines of their own`() {
    let printed = print(
      [""], headings: false,
      [
        planned("", 1), output("", .text(.standardOutput, "half")),
        output("", .text(.standardError, " and")), output("", .echo("42")), ended(""),
      ])
    #expect(printed.joined() == "half« and»\n42\n")
  }

  @Test func `a cell from the cache prints what it printed before`() {
    let outputs: [Output] = [.text(.standardOutput, "x\n"), .echo("1")]
    #expect(
      print([""], headings: false, [planned("", 1), ended("", outputs)]).joined() == "x\n1\n")
  }

  @Test func `a figure is shown by its plain form, or by its title`() {
    let plain = Display([
      Display.Representation(mime: "image/svg+xml", bytes: []),
      Display.Representation(mime: "text/plain", bytes: Array("Figure: 1 panel".utf8)),
    ])
    let titled = Display("image/svg+xml", "<svg/>", figure: FigureData(title: "Loss", panels: []))
    let printed = print(
      [""], headings: false,
      [
        planned("", 1), output("", .display(plain)), output("", .display(titled)),
        output("", .display(Display("image/png", ""))), ended(""),
      ])
    #expect(printed.joined() == "Figure: 1 panel\n[figure: Loss]\n[image/png]\n")
  }

  @Test func `a figure that changes while its cell runs is printed once`() {
    let curve = Display([Display.Representation(mime: "image/svg+xml", bytes: [])], id: "board-1")
    let printed = print(
      [""], headings: false,
      [
        planned("", 2), output("", .display(curve)), output("", .display(curve)), ended(""),
        output("", .display(curve)), ended(""),
      ])
    #expect(printed == ["", "[image/svg+xml]\n", "", "", "[image/svg+xml]\n", ""])
  }

  @Test func `what a cell tells of its progress is not printed`() {
    let printed = print(
      [""], headings: false,
      [planned("", 1), output("", .display(Display(status: "half"))), ended("", [.echo("1")])])
    #expect(printed == ["", "", "1\n"])
  }

  @Test func `an error that was expected is content`() {
    let failure = Output.failure(Failure(.crash, "index out of range"))
    let printed = print(
      [""], headings: false, [planned("", 1), output("", failure), ended("", [failure])])
    #expect(printed.joined() == "error, as expected: index out of range\n")
  }

  @Test func `what a tab left behind is printed when the chapter is over`() {
    let finished = RunEvent.finished(
      ChapterRun(path: "c.md", results: [:], diagnostics: [], cachedTabs: []))
    let printed = print(
      ["a", "b"], headings: false,
      [planned("a", 5), output("b", .text(.standardOutput, "b\n")), finished])
    #expect(printed == ["", "", "b\n"])
  }
}
