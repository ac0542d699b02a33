internal import Glibc

/// The bytes of a file from first to last, unpacked on the way when they are packed with gzip.
///
/// Unpacking is left to the program `gzip`, which does it at some 300 MB/s beside us, whether or not
/// our own code was compiled with optimization.
final class ByteSource {
  let path: String
  private let descriptor: Int32
  private var unpacker: Unpacker?

  /// Opens the file at `path`.
  init(_ path: String) throws(DataError) {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path, reason: systemReason()) }
    // What is thrown from here on finds all properties set, so that the end closes the file.
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .file(path, reason: systemReason()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .file(path, reason: "it is no file") }
    var start: [UInt8] = [0, 0]
    if unsafe pread(descriptor, &start, 2, 0) == 2, start == [0x1F, 0x8B] {
      unpacker = try Unpacker(descriptor, path)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Returns the next `count` bytes, or what is left when that is less.
  func next(_ count: Int) throws(DataError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(count, 1 << 26))
    var part = [UInt8](repeating: 0, count: min(count, 1 << 20))
    while bytes.count < count {
      let wanted = min(part.count, count - bytes.count)
      let found = unsafe read(unpacker?.output ?? descriptor, &part, wanted)
      if found < 0, errno == EINTR { continue }
      guard found >= 0 else { throw .file(path, reason: systemReason()) }
      if found == 0 {
        try unpacker?.finish()
        break
      }
      bytes += part[..<found]
    }
    return bytes
  }

  /// Returns all bytes that are left.
  func rest() throws(DataError) -> [UInt8] { try next(.max) }
}

/// What the C library says about its last failure.
func systemReason(_ code: Int32 = errno) -> String { unsafe String(cString: strerror(code)) }
