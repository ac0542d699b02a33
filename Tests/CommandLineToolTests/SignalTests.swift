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

  @Test(.timeLimit(.minutes(2)), arguments: [SIGINT, SIGTERM])
  func `writes what is done, says where it stopped, and leaves no process`(signal: Int32)
    async throws
  {
    let place = try TemporaryFolder(["endless.md": Self.endless])
    let running = try start(["render", "endless.md"], in: place.path)
    let kernels = try await children(of: running.process.processIdentifier)
    kill(running.process.processIdentifier, signal)
    let ended = try running.wait()
    #expect(ended.status == 128 + signal)
    #expect(ended.error.contains("endless.md:8"))
    #expect(ended.error.contains("interrupted"))
    #expect(place.read("_site/endless.html")?.contains("begun") == true)
    for kernel in kernels { #expect(!isAlive(kernel)) }
  }

  /// The processes that run the cells, once the endless cell has been running for a moment.
  private func children(of parent: Int32) async throws -> [Int32] {
    while true {
      let kernels = try descendants(of: parent).filter { try seconds(of: $0) > 0.2 }
      if !kernels.isEmpty { return kernels }
      try await Task.sleep(for: .milliseconds(10))
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
    let fields = fields(of: process)
    guard name.hasPrefix("lectern-kernel"), fields.count > 12, let ticks = Double(fields[11]) else {
      return 0
    }
    return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
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
