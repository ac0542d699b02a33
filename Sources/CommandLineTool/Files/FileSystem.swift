internal import Glibc
internal import Synchronization

/// Why a file could not be read, written, or removed.
package struct FileError: Error, Hashable {
  /// What was tried: `read`, `write`, `list`, `create`, `remove`.
  package let action: String
  /// The path it was tried on.
  package let path: String
  /// The system's reason, as `errno` has it, or `isNoFile`.
  package let code: Int32

  /// The code for a pipe or a device where a file has to be; the system has none for it.
  static let isNoFile: Int32 = -1

  /// The code for a file that is larger than what it holds can be.
  static let isTooLarge: Int32 = -2

  /// Whether something was in the way.
  var isAboutExistence: Bool { code == EEXIST }

  /// The failure as a sentence, lower case, without a full stop.
  package var message: String {
    "cannot \(action) '\(path.onOneLine)': \(reason)"
  }

  private var reason: String {
    switch code {
    case Self.isNoFile: return "it is no file"
    case Self.isTooLarge: return "it is too large to be what its name says"
    default:
      let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
      return words.prefix(1).lowercased() + words.dropFirst()
    }
  }
}

/// The few things the tool asks of the file system.
enum FileSystem {
  /// What a path leads to.
  enum Kind { case file, folder, other }

  /// What `path` leads to, symbolic links followed; `nil` when there is nothing.
  static func kind(of path: String) -> Kind? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return kind(of: status)
  }

  /// What `path` is, symbolic links not followed, and when it was last used or changed.
  static func entry(at path: String) -> (kind: Kind, used: Double)? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    let used = max(status.st_atim.tv_sec, status.st_mtim.tv_sec)
    return (kind(of: status), Double(used))
  }

  private static func kind(of status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// Whether files can be made in, and removed from, the folder at `path`.
  static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK | X_OK) == 0 }

  /// Whether `path` is a program.
  static func isExecutable(_ path: String) -> Bool {
    unsafe kind(of: path) == .file && access(path, X_OK) == 0
  }

  /// The absolute path without links or dots, or `nil` when it leads nowhere.
  static func resolved(_ path: String) -> String? {
    guard let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// Whether `name` leads from `folder` to somewhere inside it, whatever symbolic links there are on
  /// the way; what is not there yet is inside.
  static func staysInside(_ name: String, of folder: String) -> Bool {
    guard let home = resolved(folder), Path.resolved(name, in: "") != nil else { return false }
    var place = folder
    for part in name.split(separator: "/") {
      place = Path.join(place, String(part))
      guard entry(at: place) != nil else { return true }
      guard let real = resolved(place), Path.relative(real, to: home) != nil else { return false }
    }
    return true
  }

  /// The bytes of the file at `path`.
  ///
  /// A pipe or a device is refused: it may never come to an end, or never begin. So is a file of more
  /// than `limit` bytes.
  static func read(_ path: String, atMost limit: Int = .max) throws(FileError) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw FileError(action: "read", path: path, code: errno) }
    defer { close(file) }
    var status = stat()
    unsafe fstat(file, &status)
    guard kind(of: status) != .other else {
      throw FileError(action: "read", path: path, code: FileError.isNoFile)
    }
    guard status.st_size <= limit else {
      throw FileError(action: "read", path: path, code: FileError.isTooLarge)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(4096, Int(status.st_size) + 1))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe Glibc.read(file, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw FileError(action: "read", path: path, code: errno)
      }
    }
  }

  /// Puts `bytes` in the place of the file at `path`, all or nothing.
  ///
  /// A reader, and a crash at any moment, sees the old file or the new one.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    // Several tasks may write one file, each by a name of its own.
    let turn = writes.wrappingAdd(1, ordering: .relaxed).newValue
    let name = ".lectern-\(getpid())-\(turn)-\(Path.name(of: path)).tmp"
    let temporary = Path.join(Path.folder(of: path), name)
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { throw FileError(action: "write", path: path, code: errno) }
    var code = writeAll(bytes, to: file)
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, unsafe rename(temporary, path) != 0 { code = errno }
    guard code == 0 else {
      unsafe unlink(temporary)
      throw FileError(action: "write", path: path, code: code)
    }
  }

  /// How many files were written.
  private static let writes = Atomic<Int>(0)

  /// Makes a file of `bytes` at `path`, where nothing may be yet.
  static func create(_ bytes: [UInt8], at path: String) throws(FileError) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError(action: "create", path: path, code: errno) }
    var code = writeAll(bytes, to: file)
    if close(file) != 0, code == 0 { code = errno }
    guard code == 0 else { throw FileError(action: "write", path: path, code: code) }
  }

  /// Writes `bytes` to the descriptor `file`; returns `errno`, or 0 when all was written.
  static func writeAll(_ bytes: [UInt8], to file: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&ready, 1, 1000)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Makes the folder at `path`, and those above it.
  static func createFolder(_ path: String) throws(FileError) {
    if unsafe mkdir(path, 0o755) == 0 || (errno == EEXIST && kind(of: path) == .folder) { return }
    let code = errno
    let parent = Path.folder(of: path)
    guard code == ENOENT, parent != path else {
      throw FileError(action: "create folder", path: path, code: code)
    }
    try createFolder(parent)
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw FileError(action: "create folder", path: path, code: errno)
    }
  }

  /// The names in the folder at `path` in the order of their bytes; a name that is not UTF-8 comes
  /// in the second list, repaired.
  static func names(
    in path: String
  ) throws(FileError) -> (names: [String], unreadable: [String]) {
    guard let folder = unsafe opendir(path) else {
      throw FileError(action: "list", path: path, code: errno)
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    var unreadable: [String] = []
    while let entry = unsafe readdir(folder) {
      let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
        unsafe Array($0.prefix { $0 != 0 })
      }
      if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
      if let name = String(validating: bytes, as: UTF8.self) {
        names.append(name)
      } else {
        unreadable.append(String(decoding: bytes, as: UTF8.self))
      }
    }
    return (names.sorted(), unreadable.sorted())
  }

  /// Removes the file or the empty folder at `path`; a link, not what it leads to.
  static func remove(_ path: String, isFolder: Bool) throws(FileError) {
    let code = unsafe isFolder ? rmdir(path) : unlink(path)
    guard code == 0 || errno == ENOENT else {
      throw FileError(action: "remove", path: path, code: errno)
    }
  }
}
