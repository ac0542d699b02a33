internal import Glibc

/// What an attempt had too much of.
enum Excess: Hashable {
  case text(bytes: Int)
  case displays(bytes: Int)
  case disk(bytes: Int)
  case files(count: Int)
  case threads(count: Int)
}

/// How much an attempt may have at once, beside the limits of all programs.
struct Fence: Sendable {
  /// The folder it works in, if it is confined to one.
  var folder: String?

  /// What its files may hold together, in bytes; each may hold a quarter (`confinement.c`).
  static let disk = 64 << 20
  /// How many files and folders it may have.
  static let files = 1000
  /// How many threads; Dispatch starts up to 64 for each of its pools.
  static let threads = 400
  /// What it may have beyond the memory of the chapter before it, in bytes.
  static let memory = 1 << 30

  /// What `process` has too much of; only a thorough look is at its files.
  func excess(of process: pid_t, isThorough: Bool) -> Excess? {
    if Self.threadCount(of: process) > Self.threads { return .threads(count: Self.threads) }
    guard isThorough, let folder else { return nil }
    var use = FolderUse()
    use.add(folder + "/work")
    use.addRemoved(of: process)
    if use.bytes > Self.disk { return .disk(bytes: Self.disk) }
    return use.count > Self.files ? .files(count: Self.files) : nil
  }

  /// A process has a folder for each of its threads.
  private static func threadCount(of process: pid_t) -> Int {
    var status = stat()
    guard unsafe stat("/proc/\(process)/task", &status) == 0 else { return 0 }
    return Int(status.st_nlink) - 2
  }
}

/// What a folder holds, counted up to a little more than is allowed.
private struct FolderUse {
  var count = 0
  var bytes = 0

  /// Adds what is in `folder`; what is too deep for a path to name counts as too many.
  mutating func add(_ folder: String) {
    guard count <= Fence.files, let entries = Folder.entries(of: folder) else { return }
    for name in entries {
      count += 1
      guard count <= Fence.files else { return }
      var status = stat()
      let path = folder + "/" + name
      guard unsafe lstat(path, &status) == 0 else {
        if errno == ENAMETOOLONG { count = Fence.files + 1 }
        continue
      }
      bytes += Int(status.st_blocks) * 512
      if status.st_mode & S_IFMT == S_IFDIR { add(path) }
    }
  }

  /// Adds files that `process` has removed and still has open.
  mutating func addRemoved(of process: pid_t) {
    let folder = "/proc/\(process)/fd"
    for name in Folder.entries(of: folder) ?? [] {
      var status = stat()
      guard unsafe stat(folder + "/" + name, &status) == 0, status.st_nlink == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      bytes += Int(status.st_blocks) * 512
    }
  }
}

/// Reading and removing folders as the system has them.
enum Folder {
  /// The names in the folder at `path`, `nil` when it can't be read.
  static func entries(of path: String) -> [String]? {
    guard let stream = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes the folder at `path` with all it holds, however deep, whoever may enter.
  ///
  /// What is deep is moved up first, as a path has a largest length.
  static func remove(_ path: String) {
    var folders = [path]
    var next = 0
    while next < folders.count {
      let folder = folders[next]
      next += 1
      unsafe chmod(folder, 0o700)
      for name in entries(of: folder) ?? [] {
        let entry = folder + "/" + name
        guard unsafe unlink(entry) != 0 else { continue }
        unsafe chmod(entry, 0o700)
        let place = path + "/.lectern-\(folders.count)"
        folders.append(unsafe rename(entry, place) == 0 ? place : entry)
      }
    }
    for folder in folders.reversed() { unsafe rmdir(folder) }
  }
}
