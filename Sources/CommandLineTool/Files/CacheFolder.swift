internal import Glibc

/// The folder of what was computed before, which `clean` may remove.
package struct CacheFolder: Sendable {
  /// The folder's usual name.
  package static let name = ".lectern"

  /// Why a cache was left alone.
  package enum Problem: Error, Hashable {
    case isNotOurs(String)
    case isNoFolder(String)
    case failed(FileError)

    /// The problem in words.
    package var message: String {
      switch self {
      case .isNotOurs(let path):
        "'\(path)' does not carry Lectern's mark (\(CacheFolder.tagName)), so it is left alone"
      case .isNoFolder(let path): "'\(path)' is no folder, so there is no cache in it"
      case .failed(let error): error.message
      }
    }
  }

  /// What a removal came to.
  package struct Removal: Hashable, Sendable {
    /// How many files went.
    package var files = 0
    /// How many bytes they held.
    package var bytes = 0

    /// Creates the removal of `files` files with `bytes` bytes.
    package init(files: Int = 0, bytes: Int = 0) {
      self.files = files
      self.bytes = bytes
    }
  }

  /// The mark: a file by which back-up programs know a cache (bford.info/cachedir), and by which
  /// `clean` knows its own.
  static let tagName = "CACHEDIR.TAG"
  private static let tag = """
    Signature: 8a477f597d28d172789f06886806bc55
    # This folder is Lectern's cache. It may be removed at any time: lectern clean

    """

  /// The folder's path.
  package let path: String

  /// Creates the value for the cache at `path`; the folder need not be there.
  package init(_ path: String) { self.path = path }

  /// Makes the folder with its mark, unless they are there.
  package func create() throws(FileError) {
    try FileSystem.createFolder(path)
    let mark = Path.join(path, Self.tagName)
    if FileSystem.kind(of: mark) == nil { try FileSystem.write(Array(Self.tag.utf8), to: mark) }
  }

  /// Removes the cache, or of it what was not used since `time` (seconds since 1970).
  package func remove(unusedSince time: Double? = nil) throws(Problem) -> Removal {
    switch FileSystem.entry(at: path)?.kind {
    case nil: return Removal()
    case .folder: break
    default: throw .isNoFolder(path)
    }
    let mark = try? FileSystem.read(Path.join(path, Self.tagName))
    guard mark == Array(Self.tag.utf8) else { throw .isNotOurs(path) }
    var removal = Removal()
    do {
      try Self.remove(path, usedBefore: time, isTop: true, &removal)
    } catch {
      throw .failed(error)
    }
    return removal
  }

  /// Removes what is in a folder, never following links, the mark last.
  private static func remove(
    _ folder: String, usedBefore time: Double?, isTop: Bool, _ removal: inout Removal
  ) throws(FileError) {
    let listing = try FileSystem.names(in: folder)
    var isEmpty = listing.unreadable.isEmpty
    for name in listing.names where !(isTop && name == tagName) {
      let path = Path.join(folder, name)
      guard let entry = FileSystem.entry(at: path) else { continue }
      if entry.kind == .folder {
        try remove(path, usedBefore: time, isTop: false, &removal)
        isEmpty = isEmpty && FileSystem.entry(at: path) == nil
      } else if let time, entry.used >= time {
        isEmpty = false
      } else {
        removal.files += 1
        removal.bytes += FileSystem.size(of: path)
        try FileSystem.remove(path, isFolder: false)
      }
    }
    guard isEmpty else { return }
    if isTop { try FileSystem.remove(Path.join(folder, tagName), isFolder: false) }
    try FileSystem.remove(folder, isFolder: true)
  }
}

extension FileSystem {
  /// How many bytes the file at `path` holds, links not followed.
  static func size(of path: String) -> Int {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
