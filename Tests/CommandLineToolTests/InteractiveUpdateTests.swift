import Foundation
import Testing

@Suite(.timeLimit(.minutes(20))) struct `lectern test --update --interactive` {
  private static let chapter = """
    ```{.swift .input}
    print("one")
    ```

    ```{.swift .input}
    print("two")
    ```

    ```{.swift .input}
    print("three")
    ```

    """

  /// Answers with `answers`, and returns what was accepted of the three cells.
  private func accepted(_ answers: String) throws -> [String] {
    let place = try TemporaryFolder(["c.md": Self.chapter])
    let terminal = try Terminal()
    let running = try start(["test", "c.md", "-u", "-i"], in: place.path, input: terminal.user)
    try terminal.type(answers)
    let ended = try running.wait()
    #expect(ended.error.contains("accept this? [y]es, [n]o, [a]ll, [q]uit: "))
    let text = place.read("c.expected.md") ?? ""
    let words = ["one", "two", "three"].filter { text.contains("\n\($0)\n") }
    #expect(ended.status == (words.count == 3 ? 0 : 1))
    return words
  }

  @Test(arguments: [
    ("y\nn\ny\n", ["one", "three"]), ("n\na\n", ["two", "three"]), ("what\nyes\nq\n", ["one"]),
    ("\u{4}", []),
  ])
  func `accepts what it was told to`(answers: String, words: [String]) throws {
    #expect(try accepted(answers) == words)
  }
}

/// A pseudo-terminal: what is typed on one end is read at the other.
private struct Terminal {
  private let keys: FileHandle
  let user: FileHandle

  init() throws {
    // What `posix_openpt`, `unlockpt` and `ptsname` do on Linux; Swift does not import them.
    let keys = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (lock, number): (Int32, Int32) = (0, 0)
    #expect(unsafe ioctl(keys, UInt(0x4004_5431), &lock) == 0)
    #expect(unsafe ioctl(keys, UInt(0x8004_5430), &number) == 0)
    let name = "/dev/pts/\(number)"
    self.keys = FileHandle(fileDescriptor: keys, closeOnDealloc: true)
    user = FileHandle(fileDescriptor: unsafe open(name, O_RDWR | O_NOCTTY), closeOnDealloc: true)
  }

  func type(_ text: String) throws { try keys.write(contentsOf: Data(text.utf8)) }
}
