import CellOutput
import Execution
import Testing

@Suite struct `What a cell prints` {
  @Test func `keeps its order across both streams, displays and echoes`() async throws {
    let results = try await Chapter.results(
      of: """
        import Foundation
        import CellOutput
        print("a", terminator: "")
        FileHandle.standardError.write(Data("b".utf8))
        print("c")
        fputs("d\\n", stderr)
        display(markdown: "*e*")
        print("f")
        7
        """)
    #expect(
      results[0].outputs == [
        .text(.standardOutput, "a"), .text(.standardError, "b"), .text(.standardOutput, "c\n"),
        .text(.standardError, "d\n"),
        .display(Display("text/markdown", "*e*")), .text(.standardOutput, "f\n"), .echo("7"),
      ])
  }

  @Test func `is cut after the limit, and the program goes on`() async throws {
    let results = try await Chapter.results(
      of: """
        let line = String(repeating: "x", count: 99)
        for _ in 0..<1_000_000 { print(line) }
        """, "print(\"still here\")")
    #expect(results.map(\.status) == [.finished, .finished])
    let text = results[0].text
    #expect(text.utf8.count < (1 << 20) + 100)
    #expect(text.utf8.count > 1 << 20)
    #expect(text.contains("the output was cut here, after 1 MiB"))
    #expect(results[1].text == "still here\n")
  }

  @Test func `may be displays without end, which are cut too`() async throws {
    let results = try await Chapter.results(
      of: """
        let wide = String(repeating: "x", count: 10_000)
        for _ in 0..<200 { display(html: wide) }
        """, "print(\"still here\")"
    ) { $0.outputLimit = 10_000 }
    #expect(results.map(\.status) == [.finished, .finished])
    #expect(results[0].outputs.count == 65)
    #expect(results[0].text.contains("the output was cut here"))
    #expect(results[1].text == "still here\n")
  }

  @Test func `may come in one very long piece`() async throws {
    let results = try await Chapter.results(
      of: "print(String(repeating: \"é\", count: 400_000))",
      "import Foundation\nFileHandle.standardOutput.write(Data(repeating: 97, count: 900_000))")
    #expect(results[0].text == String(repeating: "é", count: 400_000) + "\n")
    #expect(results[1].text.utf8.count == 900_000)
  }

  @Test func `may be no UTF-8`() async throws {
    let results = try await Chapter.results(
      of: "import Foundation\nFileHandle.standardOutput.write(Data([104, 105, 0xFF, 0xFE, 10]))")
    #expect(results[0].text == "hi\u{FFFD}\u{FFFD}\n")
  }

  @Test func `is complete up to a trap`() async throws {
    let results = try await Chapter.results(
      of: "for i in 0..<1000 { print(i) }\nprint(\"end\", terminator: \"\")\nfatalError(\"now\")")
    #expect(results[0].text.hasPrefix("0\n1\n"))
    #expect(results[0].text.hasSuffix("999\nend"))
    #expect(results[0].failure?.message == "now")
    #expect(results[0].failure?.line == 4)
  }

  @Test func `may be sent to a file`() async throws {
    let results = try await Chapter.results(
      of: "import Foundation\nprint(1)\nfreopen(\"out.txt\", \"w\", stdout)\nprint(2)",
      "try String(contentsOfFile: \"out.txt\", encoding: .utf8)")
    #expect(results[0].text == "1\n")
    #expect(results[1].echo == "\"2\\n\"")
  }

  @Test func `between two cells belongs to the second`() async throws {
    let results = try await Chapter.results(
      of: """
        import Foundation
        Thread.detachNewThread { usleep(1000); print("late") }
        """, "%%cell expect-diagnostic=\"cannot find\"\nprint(nope)", "usleep(300_000);")
    #expect(results.map(\.text).joined() == "late\n")
  }

  @Test func `may come from threads and from programs it starts`() async throws {
    let results = try await Chapter.results(
      of: """
        import Foundation
        let group = DispatchGroup()
        for i in 0..<4 { DispatchQueue.global().async(group: group) { print("thread \\(i)") } }
        group.wait()
        print("joined")
        """,
      """
      print("before")
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = ["-c", "echo out; echo err >&2"]
      try shell.run()
      shell.waitUntilExit()
      print("after")
      """)
    #expect(results[0].text.split(separator: "\n").count == 5)
    #expect(results[0].text.hasSuffix("joined\n"))
    #expect(
      results[1].outputs == [
        .text(.standardOutput, "before\nout\n"), .text(.standardError, "err\n"),
        .text(.standardOutput, "after\n"),
      ])
  }
}

@Suite struct `A cell` {
  @Test func `that reads standard input gets the end of file`() async throws {
    let results = try await Chapter.results(of: "readLine() == nil")
    #expect(results[0].echo == "true")
  }

  @Test func `may be empty or hold only a comment`() async throws {
    let results = try await Chapter.results(of: "", "// nothing here\n/* nor here */", "1")
    #expect(results.map(\.status) == [.finished, .finished, .finished])
    #expect(results[2].echo == "1")
  }

  @Test func `may be two thousand lines long`() async throws {
    let lines = (0..<1999).map { "print(\($0))" }.joined(separator: "\n")
    let results = try await Chapter.results(of: lines + "\nlet last = 1", "last")
    #expect(results[0].text.split(separator: "\n").count == 1999)
    #expect(results[1].echo == "1")
  }

  @Test func `may wait at its top level`() async throws {
    let results = try await Chapter.results(
      of: """
        func answer(_ n: Int) async -> Int { await Task.yield(); return n * 2 }
        func risky() async throws -> String { "fine" }
        @MainActor func main() -> Int { 5 }
        """, "let y = await answer(21)\ny", "print(await answer(1), try await risky())",
      "let z: String = try await risky()\nawait main()",
      "for await n in AsyncStream<Int>(unfolding: { nil }) { print(n) }\nif await answer(1) == 2 { print(\"two\") }",
      "await answer(y)",
      "struct Late: Error {}\nfunc fails() async throws { throw Late() }\ntry await fails()")
    #expect(results[1].echo == "42")
    #expect(results[2].text == "2 fine\n")
    #expect(results[3].echo == "5")
    #expect(results[4].text == "two\n")
    #expect(results[5].echo == "84")
    #expect(results[6].failure?.message == "error thrown: Late()")
  }

  @Test func `may show values in their own way`() async throws {
    let results = try await Chapter.results(
      of: """
        import CellOutput
        struct Table: Displayable { var display: Display { Display("text/html", "<table></table>") } }
        Table()
        """, "display(Table())\nprint(1)")
    #expect(results[0].outputs == [.display(Display("text/html", "<table></table>"))])
    #expect(results[1].outputs.count == 2)
  }

  @Test func `may be shown again in its place, or only to who waits`() async throws {
    let results = try await Chapter.results(
      of: """
        import CellOutput
        func show(_ text: String) {
          display(Display([.init(mime: "text/html", bytes: Array(text.utf8))], id: "live"))
        }
        show("0")
        print("a", terminator: "")
        show("1")
        display(Display("text/x-lectern-status", "half done"))
        print("b")
        """, "show(\"2\")")
    let live = { (text: String) in
      Output.display(Display([.init(mime: "text/html", bytes: Array(text.utf8))], id: "live"))
    }
    #expect(results[0].outputs == [live("1"), .text(.standardOutput, "ab\n")])
    #expect(results[1].outputs == [live("2")])
  }
}
