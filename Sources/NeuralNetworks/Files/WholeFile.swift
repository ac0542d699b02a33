import Glibc

/// Whole files, read and written with the C library.
enum WholeFile {
  /// What the system says went wrong.
  struct Failure: Error {
    let reason: String
  }

  /// Returns the bytes of the file at `path`.
  static func read(_ path: String) -> Result<[UInt8], Failure> {
    guard let file = unsafe fopen(path, "rb") else { return .failure(failure) }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe fread(&part, 1, part.count, file)
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return unsafe ferror(file) == 0 ? .success(bytes) : .failure(failure)
  }

  /// Replaces the file at `path` by `bytes`; returns what went wrong, or nil.
  static func write(_ bytes: [UInt8], to path: String) -> String? {
    guard let file = unsafe fopen(path, "wb") else { return failure.reason }
    let written = unsafe fwrite(bytes, 1, bytes.count, file)
    let reason = written == bytes.count ? nil : failure.reason
    return unsafe fclose(file) == 0 ? reason : reason ?? failure.reason
  }

  private static var failure: Failure { Failure(reason: unsafe String(cString: strerror(errno))) }
}
