internal import Glibc

/// Reading and writing whole files by way of the system.
enum FileContent {
  /// The content of the open file `descriptor`, from its start.
  static func all(of descriptor: Int32) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return [] }
    let size = Int(status.st_size)
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let read = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + count }, size - count, count)
        guard read > 0 else { break }
        count += read
      }
    }
  }

  /// The content of the file at `path`, or `nil` when it can't be read.
  static func read(_ path: String) -> [UInt8]? {
    // A pipe with a name would wait for a writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return all(of: descriptor)
  }

  /// Writes `bytes` to a new file at `path`; the error number when that fails.
  static func write(_ bytes: [UInt8], to path: String) -> Int32? {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    return append(bytes, to: descriptor) ? nil : errno
  }

  /// Writes `bytes` at the position of the open file `descriptor`; false when that fails.
  static func append(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// Writes `bytes` so that whoever reads `path` sees the old content or the whole new one.
  static func replace(_ path: String, with bytes: [UInt8]) -> Int32? {
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    if let error = write(bytes, to: temporary) {
      unsafe unlink(temporary)  // A full disk should not get fuller.
      return error
    }
    guard unsafe rename(temporary, path) != 0 else { return nil }
    let error = errno
    unsafe unlink(temporary)
    return error
  }
}
