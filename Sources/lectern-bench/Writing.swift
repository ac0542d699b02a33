import Glibc

/// Writes `line` to standard output (1) or error (2) at once, so that it can be watched.
func write(_ line: String, to descriptor: Int32 = 1) {
  var bytes = Array("\(line)\n".utf8)[...]
  while !bytes.isEmpty {
    let written = unsafe bytes.withUnsafeBytes {
      unsafe write(descriptor, $0.baseAddress, $0.count)
    }
    guard written > 0 else { return }
    bytes = bytes.dropFirst(written)
  }
}
