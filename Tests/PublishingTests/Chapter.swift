import CellOutput
import Foundation
import Markup
import NotebookModel
import Publishing
import SourceText
import Templates

/// A chapter with made-up outputs, as the tests write it.
struct Chapter {
  var notebook: Notebook
  var results: [String: [Int: CellResult]] = [:]
  var site = Site(folder: "/nowhere")

  /// Reads `text`, which declares the tabs `a` and `b` when it uses them.
  init(_ text: String, tabs: [String] = ["a", "b"]) {
    notebook = Notebook(parsing: Array(text.utf8), path: "chapter.md", tabs: tabs)
  }

  /// The chapter with the `number`th running cell's result in `tab`.
  func with(
    _ outputs: Output..., inCell number: Int = 0, tab: String = "",
    status: CellResult.Status = .finished
  ) -> Chapter {
    var chapter = self
    let cells = notebook.cells.filter { $0.kind == .cell }
    guard cells.indices.contains(number) else { return self }
    let result = CellResult(status, outputs: outputs)
    chapter.results[tab, default: [:]][cells[number].index] = result
    return chapter
  }

  /// The chapter's page, with nothing around its content.
  var page: Page {
    let templates = TemplateLibrary(templates: ["page": "{{content}}"])
    return Publisher(site: site, templates: templates)
      .page(for: notebook, at: "chapter.md", results: results)
  }

  /// The content of the page.
  var html: String { page.html.markup }

  /// The text of the page without its markup.
  var text: String { html.withoutTags }
}

extension String {
  /// The text without tags and with `&`, `<`, `>` and `"` as themselves.
  var withoutTags: String {
    var text = ""
    var isTag = false
    for character in self {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" { isTag = false }
    }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  }

  /// How often `part` stands in the text.
  func count(of part: String) -> Int { ranges(of: part).count }

  /// What stands between the first `start` and the next `end` after it.
  func between(_ start: String, _ end: String) -> String {
    guard let opening = firstRange(of: start) else { return "" }
    let rest = self[opening.upperBound...]
    return String(rest[..<(rest.firstRange(of: end)?.lowerBound ?? rest.endIndex)])
  }
}

/// A running cell of `tabs` (every tab when empty, untagged when `nil`) with further lines.
func cell(_ source: String, tabs: String? = nil, head: String = "") -> String {
  let tabLine = tabs.map { "%%tab \($0)\n" } ?? ""
  return "```{.swift .input}\n\(tabLine)\(head.isEmpty ? "" : head + "\n")\(source)\n```\n\n"
}

/// The templates that come with Lectern.
let shippedTemplates: TemplateLibrary = {
  let tests = URL(filePath: #filePath).deletingLastPathComponent()
  return TemplateLibrary(folders: [tests.appending(path: "../../templates").standardized.path])
}()
