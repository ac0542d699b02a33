import Foundation
import Testing

/// Who may import whom, among our own targets; a row may import what stands to its right.
private let table: [String: Set<String>] = [
  "lectern": ["CommandLineTool"],
  "CommandLineTool": [
    "Publishing", "Checking", "Jupyter", "Execution", "NotebookModel", "Templates", "CellOutput",
    "Markup", "SourceText",
  ],
  "Checking": ["Execution", "NotebookModel", "CellOutput", "SourceText"],
  "Publishing": [
    "NotebookModel", "Templates", "MathML", "Markdown", "Markup", "CellOutput", "SourceText",
  ],
  "Jupyter": ["NotebookModel", "Markdown", "CellOutput", "SourceText"],
  "Templates": ["Markup", "SourceText"],
  "Execution": ["ChildProcess", "NotebookModel", "CellOutput", "SourceText"],
  "NotebookModel": ["Markdown", "SourceText"],
  "Markdown": ["Markup", "SourceText"],
  "MathML": ["Markup", "SourceText"],
  "SourceText": [], "Markup": [], "CellOutput": [], "AbacusKernels": [], "ChildProcess": [],
  "lectern-kernel": ["Abacus", "AbacusKernels", "CellSupport", "KernelChannel", "ChildProcess"],
  "lectern-bench": ["Execution", "NotebookModel", "Markdown", "NeuralNetworks", "Tensors"],
  "CellSupport": ["CellOutput", "KernelChannel"],
  "KernelChannel": [],
  "Abacus": ["CellSupport", "CellOutput", "Plotting", "NeuralNetworks", "Tensors"],
  "NeuralNetworks": ["Tensors"],
  "Tensors": ["AbacusKernels"],
  "Plotting": ["CellOutput", "Markup"],
]

/// The targets that do without Foundation: cells load them, or everything stands on them.
private let withoutFoundation: Set = [
  "SourceText", "Markup", "CellOutput", "Markdown", "MathML", "CellSupport", "Abacus",
  "NeuralNetworks", "Tensors", "Plotting",
]

private let sources = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

@Suite struct `The house` {
  @Test func `has a row for every target`() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: sources.path)
    #expect(Set(targets) == Set(table.keys))
  }

  @Test(arguments: table.keys.sorted())
  func `keeps each target's imports to its row`(target: String) throws {
    let allowed = try #require(table[target])
    for (file, module) in try imports(of: target) {
      if table[module] != nil {
        #expect(allowed.contains(module), "\(file) imports \(module)")
      }
      if module == "Foundation" {
        #expect(!withoutFoundation.contains(target), "\(file) imports Foundation")
      }
    }
  }

  @Test(arguments: table.keys.sorted())
  func `tells in each target's folder where to start`(target: String) throws {
    let readme = try String(
      contentsOf: sources.appending(path: target).appending(path: "README.md"), encoding: .utf8)
    #expect(readme.split(separator: "\n").count > 1)
  }

  /// The modules that the target's Swift files import, with the files.
  private func imports(of target: String) throws -> [(file: String, module: String)] {
    let folder = sources.appending(path: target)
    let files = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return try files.filter { $0.hasSuffix(".swift") }.flatMap {
      (file: String) -> [(file: String, module: String)] in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword < 3, keyword + 1 < words.count,
          words[..<keyword].allSatisfy({ $0.hasPrefix("@") || levels.contains(String($0)) })
        else { return nil }
        return (file, String(words[keyword + 1]))
      }
    }
  }

  private let levels: Set = ["public", "package", "internal", "private", "fileprivate"]
}
