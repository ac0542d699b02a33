import Foundation
import Testing

@Suite struct `Being told to stop` {
  private static let endless = """
    # Endless

    ```swift .input
    print("begun")
    ```

    ```swift .input
    while true {}
    ```

    """

  @Test(.timeLimit(.minutes(20)), arguments: [SIGINT, SIGTERM])
  func `writes what is done, says where it stopped, and leaves no process`(signal: Int32) throws {
    let place = try TemporaryFolder(["endless.md": Self.endless])
    let running = try start(["render", "endless.md"], in: place.path)
    let kernels = try children(of: running.process.processIdentifier)
    kill(running.process.processIdentifier, signal)
    let ended = try running.wait()
    #expect(ended.status == 128 + signal)
    #expect(ended.error.contains("endless.md:8"))
    #expect(ended.error.contains("interrupted"))
    #expect(place.read("_site/endless.html")?.contains("begun") == true)
    for kernel in kernels { #expect(!isAlive(kernel)) }
  }

  @Test(
    .timeLimit(.minutes(20)),
    arguments: [["lint", "book"], ["render", "book"], ["export", "ipynb", "book"]])
  func `ends what only reads at once, with nothing said or written`(words: [String]) throws {
    let line = "[a](b.md), *c*, ![d](e.png), $\\frac{1}{2}$, :cite:`f`\n\n"
    let place = try TemporaryFolder([
      "book/book.json": "{}", "book/index.md": "# A\n\n```toc\nlarge\nlast\n```\n",
      "book/large.md": "# B\n\n" + String(repeating: line, count: 100_000),
      "book/last.md": "# C\n",
    ])
    let running = try start(words, in: place.path)
    let process = running.process.processIdentifier
    // Not by awaiting: other tests may hold all threads that would wake this one.
    while running.process.isRunning, ticks(of: process) < 10 { usleep(5000) }
    kill(process, SIGINT)
    let ended = try running.wait()
    #expect(ended.status == 130)
    #expect(ended.output.isEmpty)
    #expect(ended.error.isEmpty)
    #expect(!place.exists("_site/last.html"))
  }

  /// The processes that run the cells, once the endless cell has been running for a moment.
  private func children(of parent: Int32) throws -> [Int32] {
    while true {
      let kernels = try descendants(of: parent).filter { try seconds(of: $0) > 0.2 }
      if !kernels.isEmpty { return kernels }
      usleep(10_000)  // Not by awaiting, as above.
    }
  }

  private func descendants(of parent: Int32) throws -> [Int32] {
    let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(
      Int32.init)
    let below = processes.filter {
      fields(of: $0).dropFirst().first.flatMap { Int32($0) } == parent
    }
    return try below + below.flatMap(descendants)
  }

  /// How long the kernel `process` has been computing; 0 for other programs.
  private func seconds(of process: Int32) throws -> Double {
    let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? ""
    guard name.hasPrefix("lectern-kernel") else { return 0 }
    return ticks(of: process) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// How long `process` has been computing, as the system counts.
  private func ticks(of process: Int32) -> Double {
    let fields = fields(of: process)
    return fields.count > 12 ? Double(fields[11]) ?? 0 : 0
  }

  private func isAlive(_ process: Int32) -> Bool {
    let state = fields(of: process).first
    return state != nil && state != "Z"
  }

  /// What `/proc` says about a process after its name: state, parent, …, ticks of computing.
  private func fields(of process: Int32) -> [Substring] {
    let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    guard let end = status.lastIndex(of: ")") else { return [] }
    return status[status.index(after: end)...].split(separator: " ")
  }
}
