import CellOutput
import Foundation
import Jupyter
import NotebookModel
import Testing

/// What nbformat's schema for 4.5 asks of each kind of object: the members it has, all of them
/// required, and those it may have besides.
private struct Shape {
  var required: Set<String>
  var optional: Set<String> = []

  static let notebook = Shape(required: ["cells", "metadata", "nbformat", "nbformat_minor"])
  static let cells = [
    "markdown": Shape(required: common, optional: ["attachments"]),
    "raw": Shape(required: common, optional: ["attachments"]),
    "code": Shape(required: common.union(["outputs", "execution_count"])),
  ]
  static let outputs = [
    "stream": Shape(required: ["output_type", "name", "text"]),
    "display_data": Shape(required: ["output_type", "data", "metadata"]),
    "execute_result": Shape(
      required: ["output_type", "data", "metadata", "execution_count"]),
    "error": Shape(required: ["output_type", "ename", "evalue", "traceback"]),
  ]
  private static let common: Set = ["cell_type", "id", "metadata", "source"]

  func fits(_ object: [String: Any]) -> Bool {
    let names = Set(object.keys)
    return names.isSuperset(of: required) && names.isSubset(of: required.union(optional))
  }
}

@Suite struct `An exported notebook in the eyes of nbformat's schema` {
  private static let everything: [Output] = [
    .text(.standardOutput, "a\u{1B}[1mb\n"), .text(.standardError, "c"), .echo("1"),
    .display(Display("image/svg+xml", "<svg/>")), .display(Display("text/html", "<b>")),
    .display(Display([.init(mime: "application/json", bytes: Array("{\"a\": [1]}".utf8))])),
    .display(Display([.init(mime: "application/json", bytes: Array("{oops".utf8))])),
    .display(Display([])), .failure(Failure(.timeout, "took too long")),
  ]

  @Test func `has the members it may have, whatever cells put out`() throws {
    for tab in [nil, "scratch", "concise"] {
      let notebook = Notebook(
        parsing: Array(`A round trip through Jupyter`.tabbed.utf8), path: "a.md")
      let results = Dictionary(
        uniqueKeysWithValues: notebook.cells.map {
          ($0.index, CellResult(.finished, outputs: Self.everything))
        })
      try check(
        try exported(
          `A round trip through Jupyter`.tabbed, tab: tab,
          results: ["scratch": results, "concise": [:]]))
    }
  }

  @Test(arguments: `A round trip through Jupyter`.chapters)
  func `has them for chapters that are hard to keep`(chapter: String) throws {
    try check(try exported(chapter))
  }

  private func check(_ file: [String: Any]) throws {
    #expect(Shape.notebook.fits(file))
    let cells = try #require(file["cells"] as? [[String: Any]])
    var ids: Set<String> = []
    for cell in cells {
      let type = try #require(cell["cell_type"] as? String)
      #expect(try #require(Shape.cells[type]).fits(cell), "\(cell.keys)")
      let id = try #require(cell["id"] as? String)
      #expect(id.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil)
      #expect(ids.insert(id).inserted)
      #expect(cell["source"] is [String])
      let tags = (cell["metadata"] as? [String: Any])?["tags"] as? [String] ?? []
      #expect(Set(tags).count == tags.count && tags.allSatisfy { !$0.contains(",") })
      for output in cell["outputs"] as? [[String: Any]] ?? [] {
        let type = try #require(output["output_type"] as? String)
        #expect(try #require(Shape.outputs[type]).fits(output), "\(output.keys)")
        for (mime, content) in output["data"] as? [String: Any] ?? [:] {
          #expect(mime.hasSuffix("json") || content is [String] || content is String)
        }
      }
    }
  }
}
