internal import Glibc

/// What tells one version of a file from another without reading it.
struct FileIdentity: Hashable, Sendable, CustomStringConvertible {
  let path: String
  let size: Int
  /// Nanoseconds since 1970.
  let modified: Int

  /// The identity of the file at `path`, or `nil` when there is none.
  init?(of path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.path = path
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
  }

  var description: String { "\(path):\(size):\(modified)" }

  /// Whether there is a program at `path`.
  static func isExecutable(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    return unsafe access(path, X_OK) == 0
  }
}
