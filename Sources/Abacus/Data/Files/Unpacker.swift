internal import Glibc

/// The program `gzip` at work; it ends with this value at the latest.
final class Unpacker {
  /// Where the unpacked bytes come out.
  let output: Int32
  private let complaints: Int32
  private let path: String
  private var process: pid_t = 0

  /// Starts unpacking what `descriptor` has, from its present place.
  init(_ descriptor: Int32, _ path: String) throws(DataError) {
    var (out, err): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    let hasPipes = unsafe pipe(&out) == 0 && pipe(&err) == 0
    (output, complaints, self.path) = (out[0], err[0], path)
    // The program gets copies of the ends it needs, and no other.
    for end in out + err where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let code = hasPipes ? start([descriptor, out[1], err[1]]) : errno
    for end in [out[1], err[1]] where end >= 0 { close(end) }
    guard code == 0 else {
      throw code == ENOENT ? .noGzip(path) : .file(path, reason: "gzip: " + systemReason(code))
    }
  }

  /// Starts the program with `descriptors` as its input, output and place for complaints.
  private func start(_ descriptors: [Int32]) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (target, source) in descriptors.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
    }
    var words: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("gzip"), strdup("-dc")]
    unsafe words.append(nil)
    defer { unsafe words.forEach { unsafe free($0) } }
    return unsafe posix_spawnp(&process, "gzip", &actions, nil, words, environ)
  }

  deinit {
    // Closing our end would stop it as well, but not where the signal for that is ignored.
    if process > 0 { kill(process, SIGTERM) }
    _ = wait()
    for descriptor in [output, complaints] where descriptor >= 0 { close(descriptor) }
  }

  /// Waits for the program after its last byte.
  func finish() throws(DataError) {
    var text = [UInt8](repeating: 0, count: 4096)
    let count = unsafe read(complaints, &text, text.count)
    guard let status = wait(), status != 0, status != Unpacker.warning else { return }
    let words = String(decoding: text[..<max(count, 0)], as: UTF8.self)
    throw .gzip(path, reason: Unpacker.reason(in: words))
  }

  /// The exit status with which gzip tells that it went on after something odd.
  private static let warning: Int32 = 2 << 8

  /// Waits for the program's end; returns how it ended, once.
  private func wait() -> Int32? {
    guard process > 0 else { return nil }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    process = 0
    return status
  }

  /// What gzip complained about, without its name.
  private static func reason(in text: String) -> String {
    let line = text.split(separator: "\n").first { !$0.isEmpty } ?? "it ended early"
    let words = line.split(separator: ":").last ?? line
    return String(words.drop { $0 == " " })
  }
}
