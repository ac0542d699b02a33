import Foundation
import Testing

@Suite(.timeLimit(.minutes(20))) struct `Exercises that are done` {
  private static let chapter = """
    ```{.swift .input}
    let large = [UInt8](repeating: 1, count: 200 << 20)
    ```

    ```{.swift .input}
    %%exercise sum
    func sum(_ numbers: [UInt8]) -> Int { 0 }
    ```

    ```{.swift .input}
    %%check sum name="two"
    expect(sum([1, 2]) == 3)
    ```

    """
  private static let answer = """
    ```{.swift .input}
    %%exercise sum
    var own = large
    own[0] = 2
    func sum(_ numbers: [UInt8]) -> Int { numbers.reduce(0) { $0 + Int($1) } }
    ```

    """

  @Test func `leave no process behind`() throws {
    var files = ["a.md": Self.chapter]
    let names = (0..<8).map { "s\($0).md" }
    for name in names { files[name] = Self.answer }
    let place = try TemporaryFolder(files)
    let result = try lectern(["exercises", "grade", "a.md"] + names, in: place.path)
    let left = processes(in: place.path)
    #expect(left.isEmpty)
    let rows = names.map { "\($0): 1 of 1 point\n" }.joined()
    #expect(result.output.hasPrefix(rows + "graded 8 submissions in "))
  }

  /// The processes that work in `folder`.
  private func processes(in folder: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { process in
      let place = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(process)/cwd")
      return place?.hasPrefix(folder) ?? false
    }
  }
}
