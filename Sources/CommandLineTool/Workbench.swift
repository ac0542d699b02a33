internal import Execution
internal import NotebookModel
internal import SourceText
internal import Synchronization

/// What a command works with.
package struct Workbench: Sendable {
  /// Where everything printed goes.
  package let console: Console
  /// The stages that do the work.
  package let engines: Engines
  /// The variables of the process.
  package let environment: [String: String]
  /// Whether there is anything to wind up.
  let beginning = Beginning()
  private let reports = ReportMemory()

  /// Creates a workbench.
  package init(console: Console, engines: Engines, environment: [String: String] = [:]) {
    self.console = console
    self.engines = engines
    self.environment = environment
  }
}

extension Workbench {
  /// Says on standard error that the command cannot be done, and why.
  func complain(_ message: String, hint: String? = nil) {
    let colour = console.errorTraits.usesColour
    console.print("lectern: \(Ink.red("error:", if: colour)) \(message)", to: .error)
    if let hint { console.print("\(Ink.cyan("hint:", if: colour)) \(hint)", to: .error) }
  }

  /// Prints diagnostics on standard error; returns whether there is an error among them.
  @discardableResult
  func report(_ diagnostics: [Diagnostic]) -> Bool {
    let printer = DiagnosticPrinter(usesColour: console.errorTraits.usesColour)
    let text = printer.text(diagnostics)
    if !text.isEmpty { console.write((reports.isFirst ? "" : "\n") + text, to: .error) }
    return diagnostics.contains { $0.severity == .error }
  }

  /// The one chapter that `path` names, with its book; complains when there is none.
  func chapter(at path: String) -> (notebook: Notebook, book: Book)? {
    if FileSystem.kind(of: path) == .folder {
      complain("'\(path)' is a folder, where a chapter is needed")
      return nil
    }
    do {
      let search = try ChapterSearch([path])
      report(search.diagnostics)
      let book = search.books.first?.book ?? Book()
      return (engines.parse(try FileSystem.read(path), path, book.tabs), book)
    } catch let error as ChapterSearchError {
      complain(error.message, hint: error.hint ?? nearestFile(to: path))
    } catch {
      _ = complain(error)
    }
    return nil
  }

  /// A hint at a chapter whose name is close to that of `path`, which does not exist.
  func nearestFile(to path: String) -> String? {
    if FileSystem.kind(of: "\(path).md") == .file { return "did you mean '\(path).md'?" }
    let folder = Path.folder(of: path)
    guard FileSystem.entry(at: path) == nil, let names = try? FileSystem.names(in: folder).names
    else { return nil }
    let candidates = names.filter { name in
      name.hasSuffix(".md") || FileSystem.kind(of: Path.join(folder, name)) == .folder
    }
    return nearest(to: Path.name(of: path), in: candidates)
      .map { "did you mean '\(Path.join(folder, $0))'?" }
  }

  /// How chapters of `book` are run.
  func runOptions(_ settings: Settings, _ book: Book) -> RunOptions {
    var options = RunOptions(
      jobs: settings.jobs ?? Machine.cores, cacheDirectory: CacheFolder.name)
    options.tabs = settings.tabs
    options.isFresh = settings.isFresh
    if let seconds = book.cellTimeout { options.cellTimeout = seconds }
    if let seconds = book.chapterTimeout { options.chapterTimeout = seconds }
    if let size = book.memoryLimit { options.memoryLimit = Int(size * 1_048_576) }
    if let size = book.outputLimit { options.outputLimit = Int(size * 1024) }
    options.library = LibraryBook(
      module: book.library, chapters: book.chapters, tabs: book.tabs)
    return options
  }

  /// Complains about tabs that none of the `notebooks` declares; returns whether all are known.
  func knowsTabs(_ tabs: [String], in notebooks: [Notebook]) -> Bool {
    let known = notebooks.flatMap(\.tabs)
    let lowercased = Set(known.map { $0.lowercased() })
    for tab in tabs where !lowercased.contains(tab.lowercased()) {
      let all = known.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      complain(
        "no chapter has a tab '\(tab)'",
        hint: spellingHint(for: tab, in: all)
          ?? (all.isEmpty ? nil : "the tabs are \(all.joined(separator: ", "))"))
      return false
    }
    return true
  }
}

/// Whether diagnostics were printed before: an empty line parts the next ones from them.
private final class ReportMemory: Sendable {
  private let hasReported = Atomic(false)

  /// True when it is asked for the first time, and never again.
  var isFirst: Bool { !hasReported.exchange(true, ordering: .relaxed) }
}
