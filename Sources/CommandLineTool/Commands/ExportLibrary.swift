internal import Execution
internal import SourceText

extension Workbench {
  /// `lectern export library`: writes what a book saves as a Swift package.
  func exportLibrary(_ settings: Settings) async throws -> ExitStatus {
    guard let found = search(settings.paths), let book = found.books.first else { return .usage }
    if report(found.diagnostics) { return .failure }
    if settings.tabs.count > 1 {
      complain("a library is that of one tab", hint: "leave '--tab' out to get one for each")
      return .usage
    }
    guard try settings.tabs.isEmpty || knowsTabs(settings.tabs, in: notebooks(of: found.books))
    else {
      return .usage
    }
    beginning.pass()
    let runner = try Runner(runOptions(settings, book.book))
    let library = try await runner.stoppable {
      try runner.libraryPackage(tab: settings.tabs.first, relativeTo: book.path)
    }
    try Task.checkCancellation()
    if report(library.diagnostics) { return .failure }
    guard library.modules.contains(where: { !$0.files.isEmpty }) else {
      complain("no chapter saves anything", hint: "'// @save' behind a declaration saves it")
      return .failure
    }
    let package = ExportedPackage(library, of: book.book)
    let folder = try PackageFolder(settings.output ?? book.book.library)
    try folder.write(try package.files(runtime: Installation.current.sources))
    if !settings.isQuiet {
      console.print("wrote \(count(library.modules.count, "module")) → \(folder.path)")
    }
    return .success
  }
}

/// A Swift package with a book's library and what of the runtime that needs.
struct ExportedPackage {
  private let library: LibraryPackage
  private let book: Book

  init(_ library: LibraryPackage, of book: Book) {
    self.library = library
    self.book = book
  }

  /// The runtime's targets with those they stand on; `Package.swift` has the same rows.
  private static let runtime: [(name: String, dependencies: [String])] = [
    ("Abacus", ["CellSupport", "CellOutput", "Plotting", "NeuralNetworks", "Tensors"]),
    ("CellSupport", ["CellOutput", "KernelChannel"]),
    ("NeuralNetworks", ["Tensors"]), ("Tensors", ["AbacusKernels"]), ("AbacusKernels", []),
    ("Plotting", ["CellOutput", "Markup"]), ("CellOutput", []), ("Markup", []),
    ("KernelChannel", []),
  ]

  /// The runtime's targets that the library stands on.
  private var needed: [(name: String, dependencies: [String])] {
    var names = library.modules.reduce(into: Set<String>()) { $0.formUnion($1.imports) }
    for row in Self.runtime where names.contains(row.name) { names.formUnion(row.dependencies) }
    return Self.runtime.filter { names.contains($0.name) }
  }

  /// The package's files; `runtime` is the folder with the runtime's sources.
  func files(runtime: String?) throws -> [Press.File] {
    var files = [Press.File(name: "Package.swift", bytes: Array(manifest.utf8))]
    for module in library.modules {
      files += module.files.map {
        Press.File(name: "Sources/\(module.name)/\($0.name)", bytes: $0.bytes)
      }
    }
    guard !needed.isEmpty else { return files }
    guard let runtime else { throw PackageFolder.Problem.noRuntime }
    for target in needed {
      try Self.collect(target.name, in: runtime, into: &files)
    }
    return files
  }

  /// Adds the sources in the folder `inside` and those below it.
  private static func collect(
    _ inside: String, in folder: String, into files: inout [Press.File]
  ) throws {
    let suffixes = [".swift", ".c", ".h", ".modulemap"]
    for name in try FileSystem.names(in: Path.join(folder, inside)).names {
      let inner = inside + "/" + name
      switch FileSystem.kind(of: Path.join(folder, inner)) {
      case .folder: try collect(inner, in: folder, into: &files)
      case .file where suffixes.contains(where: name.hasSuffix):
        let bytes = try FileSystem.read(Path.join(folder, inner))
        files.append(Press.File(name: "Sources/" + inner, bytes: bytes))
      default: break
      }
    }
  }

  private var manifest: String {
    let names = Set(needed.map(\.name))
    let modules = library.modules.map { module in
      target(module.name, module.imports.intersection(names).sorted(), "cells")
    }
    let runtime = needed.map { row in
      let isC = ["AbacusKernels", "KernelChannel"].contains(row.name)
      return target(row.name, row.dependencies, isC ? nil : "runtime")
    }
    let products = library.modules.map {
      ".library(name: \"\($0.name)\", targets: [\"\($0.name)\"])"
    }
    return """
      // swift-tools-version: 6.2
      // \(title), \
      written by 'lectern export library': write it anew rather than change it.
      import PackageDescription

      let cells: [SwiftSetting] = [.swiftLanguageMode(.v5)]
      \(names.isEmpty ? "" : Self.runtimeSettings)
      let package = Package(
        name: "\(book.library)",
        products: [
          \(products.joined(separator: ",\n    "))
        ],
        targets: [
          \((modules + runtime).joined(separator: ",\n    "))
        ]
      )

      """
  }

  private var title: String {
    book.title.isEmpty ? "A book's library" : "The library of “\(book.title.oneLine)”"
  }

  private static let runtimeSettings = """
    let runtime: [SwiftSetting] = [
      .swiftLanguageMode(.v6),
      .strictMemorySafety(),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]

    """

  private func target(_ name: String, _ dependencies: [String], _ settings: String?) -> String {
    let list = dependencies.map { "\"\($0)\"" }.joined(separator: ", ")
    return ".target(name: \"\(name)\", dependencies: [\(list)]"
      + (settings.map { ", swiftSettings: \($0)" } ?? "") + ")"
  }
}

extension String {
  fileprivate var oneLine: String { String(map { $0.isNewline ? " " : $0 }) }
}
