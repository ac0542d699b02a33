import CellOutput
import Execution
import SourceText
import Testing

@Suite struct `Tabs` {
  private static let declaration = """
    ```{.swift .input}
    %load_ext lectern.tab
    tab.interact_select(['one', 'two'])
    ```

    """

  @Test func `are programs of their own`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let run = try await chapter.run(
      Self.declaration
        + Chapter.markdown([
          "%%tab all\nvar n = 1", "%%tab one\nn += 10", "%%tab two\nn += 20\nfatalError(\"two\")",
          "%%tab all\nif tab.selected(\"one\") {\n  print(\"in one\")\n} else {\n  print(undefined)\n}\nn",
        ]))
    let one = try #require(run.results["one"])
    let two = try #require(run.results["two"])
    #expect(
      one.sorted { $0.key < $1.key }.map(\.value.status) == Array(repeating: .finished, count: 3))
    #expect(one.values.compactMap(\.echo) == ["11"])
    #expect(one.values.map(\.text).joined() == "in one\n")
    #expect(
      two.sorted { $0.key < $1.key }.map(\.value.status) == [.finished, .failed, .notRun])
    #expect(run.diagnostics.map(\.message) == ["two"])
    #expect(run.diagnostics.map(\.position.line) == [16])
  }

  @Test func `may be chosen`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let run = try await chapter.run(
      Self.declaration + Chapter.markdown(["%%tab one\nprint(1)", "%%tab two\nprint(2)"])
    ) { $0.tabs = ["TWO"] }
    #expect(Array(run.results.keys) == ["two"])
  }
}
