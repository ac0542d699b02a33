import CellOutput
import Execution
import Foundation
import Testing

/// An author's answer that lets others use what is unsafe.
private let unsafeSolution = "func twice(_ x: Int) -> Int { unsafe 2 * x }"

@Suite(.serialized, .timeLimit(.minutes(20))) struct `An attempt` {
  @Test(arguments: [
    ("print(\"flood\")", "the cell put out more than 1 MiB of text, and was ended"),
    (
      "display(html: String(repeating: \"x\", count: 1 << 20))",
      "the cell put out more than 64 MiB of displays, and was ended"
    ),
    (
      // Not so fast that their stacks are more memory than there is before anybody looks.
      "Thread.detachNewThread { Thread.sleep(forTimeInterval: 60) }\n"
        + "Thread.sleep(forTimeInterval: 0.002)",
      "it had more than the 400 threads it may have"
    ),
    (
      "try? Data(count: 8 << 20).write(to: URL(filePath: \"\\(Int.random(in: 0..<9999))\"))",
      "its files took more than the 64 MiB they may have"
    ),
    (
      "try? Data().write(to: URL(filePath: \"\\(Int.random(in: 0...Int.max))\"))",
      "it made more than the 1000 files it may have"
    ),
    (
      "try? FileManager.default.createDirectory(atPath: \"d\", withIntermediateDirectories: true)\n"
        + "_ = FileManager.default.changeCurrentDirectoryPath(\"d\")",
      "it made more than the 1000 files it may have"
    ),
    (
      "memory.append([UInt8](repeating: 1, count: 64 << 20))",
      "the program needed more memory than the"
    ),
  ]) func `ends when it has too much of something`(_ step: String, _ words: String) async throws {
    let exam = try Exam()
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(
      """
      import Foundation
      var memory: [[UInt8]] = []
      print(FileManager.default.currentDirectoryPath)
      func twice(_ x: Int) -> Int { while true { \(step) } }
      """, seconds: 60)
    #expect(attempt.stop == nil)
    let message = try #require(attempt.checks[0].failure?.message)
    #expect(message.hasPrefix(words))
    let folder = try #require(attempt.answer[0].text.split(separator: "\n").first)
    #expect(folder.hasSuffix("/work"))
    #expect(!FileManager.default.fileExists(atPath: String(folder.dropLast(5))))
  }

  @Test func `that removes files and keeps them open has them all the same`() async throws {
    let exam = try Exam(solution: unsafeSolution)
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(
      """
      import Foundation
      let bytes = [UInt8](repeating: 1, count: 8 << 20)
      func twice(_ x: Int) -> Int {
        for _ in 0..<20 {
          let file = open("x", O_CREAT | O_RDWR, 0o600)
          write(file, bytes, bytes.count)
          unlink("x")
        }
        sleep(60)
        return 0
      }
      """, seconds: 40)
    #expect(
      attempt.checks[0].failure?.message == "its files took more than the 64 MiB they may have")
    #expect(attempt.isUnsafe)
  }

  @Test func `that hangs in each of its checks has little time for the rest of them`() async throws
  {
    let exam = try Exam(
      "_ = twice(1)\nexpect(true)", "_ = twice(2)", "_ = twice(3)", "_ = twice(4)")
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(
      "func twice(_ x: Int) -> Int { while x > 1 { sleep(1) }; return 2 }", seconds: 8)
    #expect(attempt.stop == nil)
    #expect(attempt.checks.map(\.isPassed) == [true, false, false, false])
    #expect(
      attempt.checks.map { $0.failure?.message } == [
        nil, "the cell took longer than 8 s",
        "the cell took longer than the 8 s that cells before it left",
        "not run: the checks before it used up the time of 8 s",
      ])
  }

  @Test func `that crashes in each of its checks runs them all`() async throws {
    let exam = try Exam("expect(twice(1) == 2)", "expect(twice(2) == 4)", "expect(twice(3) == 6)")
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt("func twice(_ x: Int) -> Int { [2][x] }")
    #expect(attempt.checks.map { $0.result.status } == [.failed, .failed, .failed])
    #expect(attempt.checks.allSatisfy { $0.failure?.message.hasPrefix("Index out of") ?? false })
  }
}

@Suite(.timeLimit(.minutes(20))) struct `A confined answer` {
  @Test func `neither hears the kernel's commands nor speaks in its name`() async throws {
    let exam = try Exam()
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(
      """
      import Foundation
      for descriptor in [3, 4] {
        for _ in 0..<4 {
          Thread.detachNewThread {
            let handle = FileHandle(fileDescriptor: Int32(descriptor))
            let end = Date() + 1
            while Date() < end {
              if let data = try? handle.read(upToCount: 4096) { print("heard \\(data)") }
              if (try? handle.write(contentsOf: Data("u\\u{0}".utf8))) != nil { print("spoke") }
            }
          }
        }
      }
      print(dup(3), dup(4), dup2(3, 70), dup2(4, 71), fcntl(3, 0), fcntl(4, 0))
      func twice(_ x: Int) -> Int { sleep(1); return 2 * x }
      """)
    #expect(attempt.checks.map(\.isPassed) == [true])
    let texts = attempt.answer.map(\.text) + attempt.checks.map(\.result.text)
    #expect(texts.joined() == "-1 -1 -1 -1 -1 -1\n")
  }

  @Test(arguments: [["landlock"], ["seccomp"], ["landlock", "seccomp"]])
  func `says what the system lacks`(_ names: [String]) async throws {
    let exam = try Exam()
    defer { exam.chapter.remove() }
    let environment = ["LECTERN_LACKS": names.joined(separator: " ")]
    let attempt = try await exam.attempt(Exam.usual, environment: environment)
    #expect(attempt.lacking == names)
    #expect(attempt.checks.map(\.isPassed) == [true])
  }

  #if arch(x86_64)
  /// System calls by number, with arguments, of which none may succeed.
  private static let calls: [(name: String, call: String)] = [
    ("read", "0, 3, 0, 0"), ("write", "1, 4, 0, 0"), ("readv", "19, 3, 0, 0"),
    ("writev", "20, 4, 0, 0"), ("dup", "32, 4"), ("socket", "41, 1, 2, 0"),
    ("sendfile", "40, 4, 3, 0, 1"), ("connect", "42, 1, 0, 0"), ("sendto", "44, 1, 0, 0, 0, 0"),
    ("recvmsg", "47, 3, 0, 0"), ("socketpair", "53, 1, 2, 0"), ("clone", "56, 17, 0"),
    ("fork", "57"), ("vfork", "58"), ("kill group", "62, 0, 0"), ("kill parent", "62, parent, 0"),
    ("kill all", "62, -1, 0"), ("fcntl setown", "72, 1, 8, parent"),
    ("fcntl setsig", "72, 1, 10, 9"), ("ioctl setown", "16, 1, 0x8901, 0"),
    ("ptrace", "101, 0, 0, 0"), ("setsid", "112"), ("capset", "126, 0, 0"),
    ("personality", "135, 0"), ("sched_setscheduler", "144, 0, 0, 0"), ("mlockall", "151, 1"),
    ("prctl death signal", "157, 1, 0"), ("setrlimit", "160, 7, 0"), ("chroot", "161, 0"),
    ("sched_setaffinity", "203, 0, 0, 0"), ("splice", "275, 0, 0, 0, 0, 0"),
    ("unshare", "272, 0"), ("prlimit of another", "302, parent, 7, 1, 0"),
    ("prlimit", "302, 0, 7, 1, 0"), ("memfd_create", "319, name, 0"), ("bpf", "321, 0, 0, 0"),
    ("userfaultfd", "323, 1"), ("pidfd_open", "434, parent, 0"), ("clone3", "435, 0, 0"),
    ("io_uring_setup", "425, 1, 0"), ("memfd_secret", "447, 0"), ("fchmodat2", "452, 0, 0, 0, 0"),
    ("getpid in the other set", "0x40000027"),
  ]

  @Test func `may not call what reaches beyond it`() async throws {
    let exam = try Exam(solution: unsafeSolution)
    defer { exam.chapter.remove() }
    let tries = Self.calls.map { "if call(\($0.call)) >= 0 { print(\"\($0.name)\") }" }
    let files = [
      "/proc/self/mem", "/proc/self/fd/4", "/proc/self/environ", "/dev/shm/x", "/etc/passwd",
      "../x", "/tmp/x",
    ].map {
      "for flags in [O_RDONLY, O_RDWR | O_CREAT] where open(\"\($0)\", flags, 0o600) >= 0 "
        + "{ print(\"\($0)\", flags) }"
    }
    let attempt = try await exam.attempt(
      """
      import Glibc
      let parent = Int(getppid())
      let name = Int(bitPattern: strdup("name"))
      typealias Call = @convention(c) (Int, Int, Int, Int, Int, Int) -> Int
      let entry = unsafeBitCast(dlsym(nil, "syscall"), to: Call.self)
      func call(
        _ n: Int, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0, _ e: Int = 0
      ) -> Int { entry(n, a, b, c, d, e) }
      if call(39) != Int(getpid()) { print("no calls at all") }
      \((tries + files).joined(separator: "\n"))
      func twice(_ x: Int) -> Int { 2 * x }
      """)
    #expect(attempt.stop == nil)
    #expect(attempt.answer[0].text == "")
    #expect(attempt.checks.map(\.isPassed) == [true])
  }
  #endif
}
