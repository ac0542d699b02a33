internal import Glibc

/// Other programs that the tool starts itself; cells are not run this way.
enum Child {
  /// What became of a program.
  struct Outcome {
    /// The exit status; 128 and the signal for a program that was ended by one.
    let status: Int32
    /// What it printed, on both streams.
    let output: String
  }

  /// Starts a program and does not wait; returns its number, or `nil` when it cannot be started.
  static func start(_ program: String, _ arguments: [String]) -> pid_t? {
    spawn(program, arguments, output: nil)
  }

  /// Runs a program to its end, for `seconds` at most.
  static func run(_ program: String, _ arguments: [String], seconds: Int32) -> Outcome? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let child = spawn(program, arguments, output: ends[1])
    close(ends[1])
    guard let child else { return nil }
    let output = collect(ends[0], until: time(nil) + Int(seconds), child)
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Outcome(status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: output)
  }

  private static func collect(_ end: Int32, until deadline: Int, _ child: pid_t) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      var ready = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      let left = deadline - time(nil)
      if unsafe left <= 0 || poll(&ready, 1, Int32(left * 1000)) == 0 { kill(child, SIGKILL) }
      let count = unsafe read(end, &buffer, buffer.count)
      if count > 0, bytes.count < 1 << 20 { bytes += buffer[..<count] }
      if count == 0 || (count < 0 && errno != EINTR) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func spawn(_ program: String, _ arguments: [String], output: Int32?) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    if let output {
      unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
      unsafe posix_spawn_file_actions_adddup2(&actions, output, 2)
    } else {
      unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    let words = unsafe ([program] + arguments).map { unsafe strdup($0) }
    defer { unsafe words.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, program, &actions, nil, words + [nil], environ)
    return code == 0 ? child : nil
  }
}
