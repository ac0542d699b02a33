/// A call in a trace: a place in a loaded library.
struct TraceEntry: Hashable, Sendable {
  /// The library's path.
  let library: String
  /// The offset in it of the instruction, or of some byte of it.
  let offset: UInt64

  /// Reads the kernel's form: path, tab, offset in hexadecimal, and a mark after another tab when
  /// the offset is the instruction's own; otherwise it is that of the instruction behind.
  init?(line: String) {
    let parts = line.split(separator: "\t")
    guard parts.count >= 2, let offset = UInt64(parts[1], radix: 16) else { return nil }
    library = String(parts[0])
    self.offset = parts.count > 2 ? offset : offset - min(offset, 1)
  }
}
