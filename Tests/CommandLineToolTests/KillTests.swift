import Foundation
import Testing

@Suite struct `Being killed` {
  private static let chapter = """
    # Numbers

    ```{.swift .input}
    %load_ext lectern.tab
    tab.interact_select(['one', 'two'])
    ```

    ```{.swift .input}
    %%tab all
    var total = 0
    for i in 0..<10 { total += i; print(i) }
    ```

    ```{.swift .input}
    %%tab one
    import Foundation
    let child = Process()
    child.executableURL = URL(filePath: "/bin/sleep")
    child.arguments = ["0.2"]
    try child.run()
    child.waitUntilExit()
    "one: \\(total)"
    ```

    ```{.swift .input}
    %%tab two
    "two: \\(total)"
    ```

    """

  @Test(.timeLimit(.minutes(20)))
  func `at any moment leaves no process, no half-written page and no wrong cache`() throws {
    let place = try TemporaryFolder(["numbers.md": Self.chapter])
    let whole = try TemporaryFolder(["numbers.md": Self.chapter])
    let undisturbed = try lectern(["render", "numbers.md"], in: whole.path)
    try #require(undisturbed.status == 0, "\(undisturbed.error)")
    let page = try #require(whole.read("_site/numbers.html"))
    #expect(page.contains("one: 45"))

    for round in 0..<20 {
      let isFresh = round % 2 == 0
      let running = try start(
        ["render", "numbers.md"] + (isFresh ? ["--fresh"] : []), in: place.path)
      usleep(.random(in: 0...1_500_000))  // Not by awaiting, which other tests may hold up.
      kill(running.process.processIdentifier, [SIGKILL, SIGKILL, SIGTERM, SIGHUP][round % 4])
      _ = try running.wait()
      try expectNoProcess(in: place.path)
      if let left = place.read("_site/numbers.html") {
        #expect(left.hasSuffix("</html>\n"), "round \(round)")
      }
      let next = try lectern(["render", "numbers.md"], in: place.path)
      #expect(next.status == 0, "round \(round): \(next.error)")
      #expect(place.read("_site/numbers.html") == page, "round \(round)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: place["_site"])
    #expect(!left.contains { $0.hasSuffix(".tmp") })
  }

  /// Waits a moment for what was killed to be gone; nothing may work in `folder` after that.
  private func expectNoProcess(in folder: String) throws {
    var left: [String] = []
    for _ in 0..<50 {
      let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc")
        .filter { Int($0) != nil }
      left = processes.filter { process in
        let place = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/\(process)/cwd")
        return place?.hasPrefix(folder) ?? false
      }
      if left.isEmpty { return }
      usleep(20_000)
    }
    Issue.record("processes left: \(left)")
  }
}
