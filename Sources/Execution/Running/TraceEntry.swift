/// A call in a trace: a place in a loaded library.
struct TraceEntry: Hashable, Sendable {
  /// The library's path.
  let library: String
  /// The offset in it.
  let offset: UInt64

  init(library: String, offset: UInt64) {
    self.library = library
    self.offset = offset
  }

  /// Reads the kernel's form: path, tab, offset in hexadecimal.
  init?(line: String) {
    guard let tab = line.lastIndex(of: "\t"),
      let offset = UInt64(line[line.index(after: tab)...], radix: 16)
    else { return nil }
    self.init(library: String(line[..<tab]), offset: offset)
  }
}
