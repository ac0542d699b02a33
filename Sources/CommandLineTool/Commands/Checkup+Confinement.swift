internal import CellOutput
internal import Execution
internal import Glibc
internal import NotebookModel

extension Checkup {
  /// Whether answers to exercises can be kept from doing harm; rendering does not need it.
  static let confinement = Checkup(name: "confinement") { bench in
    let folder = "/tmp/lectern-doctor-confined-\(getpid())"
    let cache = CacheFolder(folder)
    defer { _ = try? cache.remove() }
    let source = "```swift .input\nlet one = 1\n```\n"
    let notebook = bench.engines.parse(Array(source.utf8), "doctor.md", [])
    let mend = "mend what is listed above first"
    guard let cell = notebook.cells.first(where: { $0.kind == .cell }),
      let examine = try? bench.engines.examine(RunOptions(jobs: 1, cacheDirectory: folder))
    else { return .broken("cannot be tried", mend: mend) }
    var question = ExamQuestion(answer: [cell], checks: [], index: 0, notebook, "")
    question.isConfined = true
    let attempt = await examine(question)
    guard attempt.answer.first?.status == .finished else {
      return .broken("a confined cell does not run", mend: mend)
    }
    let lacking = attempt.lacking.map { "no \($0), so that they could \(dangers[$0] ?? "do more")" }
    return .fine(
      lacking.isEmpty
        ? "graded answers are kept in their folders, by Landlock and seccomp"
        : "graded answers are not fully confined: this system has "
          + lacking.joined(separator: "; and "))
  }

  /// What an answer could do on a system that lacks something.
  private static let dangers = [
    "landlock": "read and write files",
    "seccomp": "start programs, use the network, and speak to Lectern as its checks do",
  ]
}
