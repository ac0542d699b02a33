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

    /// What to try next, if that is known.
    package var hint: String? {
      if case .isNotOurs = self { "remove it by hand if that is what you mean" } else { nil }
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

  /// The mark that `Execution` leaves: a file by which back-up programs know a cache
  /// (bford.info/cachedir), and by which `clean` knows its own.
  static let tagName = "CACHEDIR.TAG"
  private static let signature = "Signature: 8a477f597d28d172789f06886806bc55\n"
  /// The files that stay as long as anything else does.
  private static let marks: Set = [tagName, ".gitignore"]

  /// The folder's path.
  package let path: String

  /// Creates the value for the cache at `path`; the folder need not be there.
  package init(_ path: String) { self.path = path }

  /// Removes the cache, or of it what was not used since `time` (seconds since 1970).
  package func remove(unusedSince time: Double? = nil) throws(Problem) -> Removal {
    switch FileSystem.entry(at: path)?.kind {
    case nil: return Removal()
    case .folder: break
    default: throw .isNoFolder(path)
    }
    guard isOurs else { throw .isNotOurs(path) }
    var removal = Removal()
    do {
      try Self.remove(path, usedBefore: time, isTop: true, &removal)
    } catch {
      throw .failed(error)
    }
    return removal
  }

  private var isOurs: Bool {
    let bytes = (try? FileSystem.read(Path.join(path, Self.tagName))) ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix(Self.signature) && text.lowercased().contains("lectern")
  }

  /// Removes what is in a folder, never following links, the mark last.
  private static func remove(
    _ folder: String, usedBefore time: Double?, isTop: Bool, _ removal: inout Removal
  ) throws(FileError) {
    let listing = try FileSystem.names(in: folder)
    var isEmpty = listing.unreadable.isEmpty
    for name in listing.names where !(isTop && marks.contains(name)) {
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
    if isTop {
      for mark in marks.sorted() {
        try FileSystem.remove(Path.join(folder, mark), isFolder: false)
      }
    }
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
