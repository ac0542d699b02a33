internal import Glibc
internal import SourceText
internal import Synchronization

/// The command-line tool.
package enum Tool {
  /// Does what the words after the program's name ask for.
  package static func run(_ words: [String], _ bench: Workbench) async -> ExitStatus {
    do {
      switch try Invocation(parsing: words) {
      case .help(nil): bench.console.print(Help.overview)
      case .help(let command?): bench.console.print(Help.text(for: command))
      case .version: bench.console.print(Help.version)
      case .command(let command, let settings):
        return try await carryOut(command.name, settings, bench)
      }
      return .success
    } catch let error as UsageError {
      bench.complain(error.message, hint: error.hint)
      return .usage
    } catch is CancellationError {
      return .failure
    } catch let diagnostic as Diagnostic {
      bench.report([diagnostic])
      return .failure
    } catch {
      return bench.complain(error)
    }
  }

  private static func carryOut(
    _ name: Command.Name, _ settings: Settings, _ bench: Workbench
  ) async throws -> ExitStatus {
    switch name {
    case .new: try bench.new(settings)
    case .render: try await bench.render(settings)
    case .test: try await bench.test(settings)
    case .exercises: try await bench.exercises(settings)
    case .run: try await bench.run(settings)
    case .inspect: bench.inspect(settings)
    case .lint: try await bench.lint(settings)
    case .why: try await bench.why(settings)
    case .export: try await bench.export(settings)
    case .import: try bench.importNotebooks(settings)
    case .clean: bench.clean(settings)
    case .doctor: try await bench.doctor()
    }
  }
}

extension Tool {
  /// Runs the tool as a process: reads the process's arguments, heeds its signals, and ends it.
  package static func main(_ engines: Engines) async -> Never {
    let environment = processEnvironment()
    let console = Console.standard(environment: environment)
    let bench = Workbench(console: console, engines: engines, environment: environment)
    let words: [String]
    do {
      words = try arguments()
    } catch {
      bench.complain(error.message, hint: error.hint)
      exit(ExitStatus.usage.rawValue)
    }
    if !readsFirst(words) { bench.beginning.pass() }
    let work = Task { await run(words, bench) }
    let signal = Mutex<Int32?>(nil)
    Interrupts.listen { number in
      if !bench.beginning.isPast {
        console.show([])
        _exit(ExitStatus.interrupted(by: number).rawValue)
      }
      signal.withLock { $0 = number }
      work.cancel()
    }
    let status = await work.value
    console.show([])
    let end = signal.withLock { $0 }.map(ExitStatus.interrupted) ?? status
    exit(end.rawValue)
  }

  /// Whether the words ask for something that reads before it does anything, or does nothing else.
  private static func readsFirst(_ words: [String]) -> Bool {
    guard case .command(let command, _)? = try? Invocation(parsing: words) else { return true }
    return [.lint, .inspect, .why, .render, .test, .export].contains(command.name)
  }

  /// The words after the program's name, all of which must be UTF-8.
  private static func arguments() throws(UsageError) -> [String] {
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { break }
      let bytes = unsafe UnsafeBufferPointer(start: argument, count: strlen(argument))
        .map(UInt8.init(bitPattern:))
      guard let word = String(validating: bytes, as: UTF8.self) else {
        throw .notUTF8(argument: String(decoding: bytes, as: UTF8.self))
      }
      words.append(word)
    }
    return words
  }
}
