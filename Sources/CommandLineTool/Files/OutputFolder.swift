internal import Glibc
internal import SourceText
internal import Synchronization

/// The folder pages are written into, and the only place `render` writes to besides the cache.
package struct OutputFolder: Sendable {
  /// Why a file cannot be written.
  package enum Problem: Error, Hashable {
    case isNoFolder(String)
    case isNotWritable(String)
    case isShared(String)
    case leavesFolder(path: String, folder: String)
    case failed(FileError)

    /// The problem in words.
    package var message: String {
      switch self {
      case .isNoFolder(let path): "'\(path)' is a file, so no pages can be written into it"
      case .isNotWritable(let path): "the folder '\(path)' cannot be written to"
      case .isShared(let path):
        "two books of the same name would both go to '\(path)'; render them one by one, with -o"
      case .leavesFolder(let path, let folder):
        "'\(path)' leads out of the folder '\(folder)'"
      case .failed(let error): error.message
      }
    }
  }

  /// The list of files written here, so that `clean --all` removes these and nothing else.
  static let listName = ".lectern-pages"

  /// The folder's path, as it was typed.
  package let path: String
  private let resolvedPath: String

  /// Makes the folder at `path`, unless it is there.
  package init(_ path: String) throws(Problem) {
    if let kind = FileSystem.kind(of: path), kind != .folder { throw .isNoFolder(path) }
    do {
      try FileSystem.createFolder(path)
    } catch {
      throw error.code == ENOTDIR ? .isNoFolder(Path.folder(of: path)) : .failed(error)
    }
    guard FileSystem.isWritable(path), let resolved = FileSystem.resolved(path) else {
      throw .isNotWritable(path)
    }
    self.path = path
    resolvedPath = resolved
    removeLeftovers()
  }

  /// Writes `bytes` as the file `name` in the folder, unless it holds just these already.
  ///
  /// - Returns: whether the file changed.
  @discardableResult
  package func write(_ bytes: [UInt8], as name: String) throws(Problem) -> Bool {
    guard Path.staysInside(name), !name.hasPrefix(".lectern-") else {
      throw .leavesFolder(path: name, folder: path)
    }
    let target = Path.join(path, name)
    do {
      try FileSystem.createFolder(Path.folder(of: target))
      guard let parent = FileSystem.resolved(Path.folder(of: target)),
        Path.relative(parent, to: resolvedPath) != nil
      else { throw Problem.leavesFolder(path: name, folder: path) }
      if FileSystem.entry(at: target)?.kind == .file, try FileSystem.read(target) == bytes {
        return false
      }
      try FileSystem.write(bytes, to: target)
      return true
    } catch let error as FileError {
      throw .failed(error)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .isNotWritable(path)
    }
  }

  /// Adds `names` to the list of files that were written here.
  ///
  /// Chapters are done at any time, so the list is read and written by one at a time.
  package func record(_ names: some Sequence<String>) throws(Problem) {
    let names = Set(names)
    try Self.recording.withLock { _ throws(Problem) in
      let text = Self.recorded(in: path).union(names).sorted().map { $0 + "\n" }.joined()
      let list = Path.join(path, Self.listName)
      do throws(FileError) {
        if (try? FileSystem.read(list)) != Array(text.utf8) {
          try FileSystem.write(Array(text.utf8), to: list)
        }
      } catch { throw .failed(error) }
    }
  }

  private static let recording = Mutex(())

  /// The names of the files that `record` put down for the folder at `path`.
  static func recorded(in path: String) -> Set<String> {
    guard let bytes = try? FileSystem.read(Path.join(path, listName)) else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    return Set(lines.filter(Path.staysInside))
  }

  /// Removes what renders that were killed while they wrote have left behind.
  private func removeLeftovers() {
    guard let names = try? FileSystem.names(in: path).names else { return }
    for name in names where name.hasPrefix(".lectern-") && name.hasSuffix(".tmp") {
      let digits = name.dropFirst(".lectern-".count).prefix { $0.isNumber }
      guard let writer = Int32(digits), writer > 0, kill(writer, 0) != 0, errno == ESRCH else {
        continue
      }
      unsafe unlink(Path.join(path, name))
    }
  }
}
