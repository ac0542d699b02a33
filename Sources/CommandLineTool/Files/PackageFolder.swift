/// A folder that holds an exported package and nothing else.
struct PackageFolder {
  /// Why a package cannot be written.
  enum Problem: Error, Hashable {
    case isNotOurs(String)
    case noRuntime

    /// The problem in words.
    var message: String {
      switch self {
      case .isNotOurs(let path):
        "the folder '\(path)' was not written by 'lectern export', so it is left alone"
      case .noRuntime: "the sources of Abacus, which the library needs, are not installed"
      }
    }
  }

  /// The list of files written here, by which we know the folder as ours.
  private static let listName = ".lectern-package"

  /// The folder's path, as it was typed.
  let path: String
  private let folder: OutputFolder
  private let earlier: Set<String>

  /// Opens the folder at `path`: one that is not there, is empty, or was written before.
  init(_ path: String) throws {
    self.path = path
    let list = try? FileSystem.read(Path.join(path, Self.listName))
    if list == nil, FileSystem.kind(of: path) == .folder,
      try !FileSystem.names(in: path).names.isEmpty
    {
      throw Problem.isNotOurs(path)
    }
    earlier = Set(
      String(decoding: list ?? [], as: UTF8.self).split(separator: "\n").map(String.init))
    folder = try OutputFolder(path)
  }

  /// Writes `files`, and removes those that were written before and are no more.
  func write(_ files: [Press.File]) throws {
    let names = Set(files.map(\.name))
    let all = earlier.union(names).sorted().map { $0 + "\n" }.joined()
    try FileSystem.write(Array(all.utf8), to: Path.join(path, Self.listName))
    for file in files { try folder.write(file.bytes, as: file.name) }
    for name in earlier.subtracting(names) where Path.staysInside(name) {
      try FileSystem.remove(Path.join(path, name), isFolder: false)
    }
    let list = names.sorted().map { $0 + "\n" }.joined()
    try FileSystem.write(Array(list.utf8), to: Path.join(path, Self.listName))
  }
}
