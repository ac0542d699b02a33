import Glibc

/// Prints how much time has passed and how much memory is taken.
struct Gauge: Sendable {
  private let name: String
  private let start = ContinuousClock.now

  init(_ name: String) { self.name = name }

  /// Prints the seconds since the start, and the resident memory now and at its highest, in MiB.
  func read(_ point: String) {
    let seconds = (ContinuousClock.now - start).seconds.cents
    write(
      #"{"memory": "\#(name)", "point": "\#(point)", "seconds": \#(seconds), "#
        + #""resident": \#(residentMemory.cents), "peak": \#(peakMemory.cents)}"#)
  }

  private var peakMemory: Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }

  /// The second number in `/proc/self/statm` counts the pages that are in memory.
  private var residentMemory: Double {
    guard let file = unsafe fopen("/proc/self/statm", "r") else { return .nan }
    defer { unsafe fclose(file) }
    var text = [CChar](repeating: 0, count: 128)
    let count = unsafe fread(&text, 1, text.count - 1, file)
    let words = String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      .split(separator: " ")
    guard words.count > 1, let pages = Double(words[1]) else { return .nan }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / Double(1 << 20)
  }
}
