/// Where the tool's own parts lie: beside the program, or beside the package it was built from.
package struct Installation: Sendable {
  /// The folder the program is in; empty when that cannot be found out.
  package let folder: String

  /// Creates the installation of the program at `program`.
  package init(program: String?) { folder = program.map(Path.folder(of:)) ?? "" }

  /// The installation of the program that runs now.
  package static var current: Installation { Installation(program: Machine.program) }

  /// The folder of page layouts and styles: `share/lectern/templates` of an installed tool, the
  /// package's `templates` for one that runs where it was built.
  package var templates: String? {
    let above = (1...5).map { folder + String(repeating: "/..", count: $0) }
    let inPackage = above.filter { FileSystem.kind(of: "\($0)/Package.swift") == .file }
    return first(
      ["\(folder)/../share/lectern/templates"] + inPackage.map { "\($0)/templates" }, of: .folder)
  }

  /// The folder of the runtime's sources, which exported packages take along.
  package var sources: String? {
    let above = (1...5).map { folder + String(repeating: "/..", count: $0) }
    let inPackage = above.filter { FileSystem.kind(of: "\($0)/Package.swift") == .file }
    return first(
      ["\(folder)/../share/lectern/Sources"] + inPackage.map { "\($0)/Sources" }, of: .folder)
  }

  private func first(_ candidates: [String], of kind: FileSystem.Kind) -> String? {
    guard !folder.isEmpty else { return nil }
    return candidates.first { FileSystem.kind(of: $0) == kind }.flatMap(FileSystem.resolved)
  }
}
