internal import CellOutput
internal import Execution
internal import Glibc
internal import SourceText
internal import Synchronization

/// One thing that Lectern needs, how to look for it, and how to mend it.
struct Checkup: Sendable {
  /// What was found.
  enum Finding: Sendable {
    case fine(String)
    case broken(String, mend: String)
  }

  let name: String
  let look: @Sendable (Workbench) async -> Finding
}

extension Checkup {
  /// Everything `doctor` looks at, in order.
  static let all = [toolchain, runtime, templates, cache, machine, cell, confinement]

  private static let oldestCompiler = (6, 2)

  static let toolchain = Checkup(name: "Swift toolchain") { bench in
    let mend = "install Swift 6.2 or later from swift.org and put its 'usr/bin' into PATH"
    let toolchain: Toolchain
    do throws(EnvironmentError) {
      toolchain = try Toolchain(environment: bench.environment)
    } catch {
      return .broken(error.message, mend: error.hint ?? mend)
    }
    let path = toolchain.frontend
    guard let run = Child.run(path, ["--version"], seconds: 30), run.status == 0,
      let version = version(in: run.output)
    else { return .broken("'\(path)' does not tell its version", mend: mend) }
    let text = "Swift \(version.0).\(version.1), \(path)"
    return version >= oldestCompiler ? .fine(text) : .broken("\(text) is too old", mend: mend)
  }

  /// The major and minor number after the word `version`.
  static func version(in text: String) -> (Int, Int)? {
    let words = text.split { $0 == " " || $0 == "\n" }
    guard let place = words.firstIndex(of: "version"), place + 1 < words.count else { return nil }
    let numbers = words[place + 1].split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
  }

  static let runtime = Checkup(name: "kernel and Abacus") { _ in
    do throws(EnvironmentError) {
      return .fine(try RuntimeImage().kernel)
    } catch {
      return .broken(error.message, mend: error.hint ?? "build the package again")
    }
  }

  static let templates = Checkup(name: "templates") { _ in
    Installation.current.templates.map { .fine($0) }
      ?? .broken(
        "no folder of templates",
        mend: "keep the package where it was built, or install "
          + "its 'templates' as share/lectern/templates")
  }

  static let cache = Checkup(name: "cache") { _ in
    let folder = CacheFolder.name
    let place = FileSystem.kind(of: folder) == nil ? "." : folder
    return FileSystem.kind(of: place) == .folder && FileSystem.isWritable(place)
      ? .fine("\(folder) can be written")
      : .broken(
        "\(folder) cannot be written here", mend: "run lectern in a folder that belongs to you")
  }

  static let machine = Checkup(name: "machine") { _ in
    let gibibytes = Double(Machine.memory) / 1_073_741_824
    return .fine("\(count(Machine.cores, "core")), \(Int(gibibytes.rounded())) GiB of memory")
  }

  static let cell = Checkup(name: "a small cell") { bench in
    let source = "```swift .input\nimport Abacus\n1 + 1\n```\n"
    let folder = "/tmp/lectern-doctor-\(getpid())"
    let cache = CacheFolder(folder)
    defer { _ = try? cache.remove() }
    let feed = Feed([bench.engines.parse(Array(source.utf8), "doctor.md", [])])
    let found = Mutex<ChapterRun?>(nil)
    let clock = ContinuousClock()
    let start = clock.now
    do {
      var options = RunOptions(jobs: 1, cacheDirectory: folder)
      options.isFresh = true
      options.cellTimeout = 60
      try await bench.engines.run({ feed.next() }, options) { event in
        if case .finished(let run) = event { found.withLock { $0 = run } }
      }
    } catch {
      return .broken("cannot be run: \(error)", mend: "mend what is listed above first")
    }
    let time = Seconds.text((clock.now - start) / .seconds(1))
    let run = found.withLock { $0 }
    if let problem = run?.diagnostics.first {
      return .broken("fails: \(problem.message)", mend: "mend what is listed above first")
    }
    let results = run?.results.values.flatMap { $0.values } ?? []
    return results.contains { $0.outputs.contains(.echo("2")) }
      ? .fine("compiled and ran in \(time)")
      : .broken("'1 + 1' is not 2", mend: "try 'lectern clean' and run the doctor again")
  }
}

extension Workbench {
  /// `lectern doctor`: looks at everything that Lectern needs.
  func doctor() async throws -> ExitStatus {
    let colour = console.outputTraits.usesColour
    let width = Checkup.all.map(\.name.count).max() ?? 0
    var broken = 0
    for checkup in Checkup.all {
      let name = checkup.name + String(repeating: " ", count: width - checkup.name.count)
      switch await checkup.look(self) {
      case .fine(let text):
        console.print("\(Ink.green("ok  ", if: colour))  \(name)  \(text)")
      case .broken(let text, let mend):
        broken += 1
        console.print("\(Ink.red("fail", if: colour))  \(name)  \(text)")
        console.print("      \(String(repeating: " ", count: width))  \(mend)")
      }
    }
    console.print(broken == 0 ? "all is well" : "\(count(broken, "thing")) to mend")
    return broken == 0 ? .success : .failure
  }
}
