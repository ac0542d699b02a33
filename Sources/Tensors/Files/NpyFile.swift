import Glibc

/// Whole files, read and written with the C library.
enum NpyFile {
  /// Returns the bytes of the file at `path`.
  static func read(_ path: String) throws(NpyError) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { throw failure(path) }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&part, 1, part.count, file)
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    guard unsafe ferror(file) == 0 else { throw failure(path) }
    return bytes
  }

  /// Replaces the file at `path` by `bytes`.
  static func write(_ bytes: [UInt8], to path: String) throws(NpyError) {
    guard let file = unsafe fopen(path, "wb") else { throw failure(path) }
    let written = unsafe fwrite(bytes, 1, bytes.count, file)
    let error = written == bytes.count ? nil : failure(path)
    guard unsafe fclose(file) == 0 else { throw failure(path) }
    if let error { throw error }
  }

  private static func failure(_ path: String) -> NpyError {
    .file(path, reason: unsafe String(cString: strerror(errno)))
  }
}
