import Foundation
import NotebookModel
import TestSupport
import Testing

@Suite struct `Inspecting a notebook` {
  static let chapter = """
    # Points

    ```{.swift .input}
    %load_ext lectern.tab
    tab.interact_select("scratch", "concise")
    ```

    ```{.swift .input n=3}
    %%tab concise
    %%cell hide-input, timeout=2.5, caption="Two \\"moons\\""
    plot(x)
    ```
    ```{.python .input}
    plot(x)
    ```
    ```swift .input
    %%tab all
    %%check accuracy points=1 name="ties count once" hidden
    expect(a == b, "…")
    ```

    """

  @Test func `the summary shows each cell and its source`() throws {
    let notebook = Notebook(parsing: Array(Self.chapter.utf8), path: "points.md")
    try expectGolden(notebook.summary, "points.txt")
  }

  @Test func `the JSON says the same`() throws {
    let notebook = Notebook(parsing: Array(Self.chapter.utf8), path: "points.md")
    try expectGolden(notebook.json, "points.json")
  }

  @Test func `the JSON is JSON, whatever the file holds`() throws {
    let text = "```swift .input\n\u{0}\u{1F}\"\\\u{2028}\t/é🙂\n%%tab x\n```"
    let json = notebook(text).json
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let cells = object?["cells"] as? [[String: Any]]
    #expect(cells?.first?["source"] as? String == "\u{0}\u{1F}\"\\\u{2028}\t/é🙂\n%%tab x")
    #expect((object?["diagnostics"] as? [Any])?.count == 1)
  }
}
