internal import Execution
internal import NotebookModel
internal import Publishing
internal import SourceText

extension BookFolder {
  /// Returns what is wrong with the chapters asked for, in the light of the whole book.
  func review(cores: Int = Machine.cores) async -> [Diagnostic] {
    let asked = Set(chapters.map(\.name))
    let all = order + chapters.filter { !order.contains($0) }
    let site = Site(
      macros: book.macros, folder: path,
      chapters: all.map { Site.Chapter(path: $0.name, title: "") })
    let shelf = Shelf(self)
    let index = BookIndex(of: site) { shelf.notebook(at: $0.path) }
    let review = BookReview(of: site, book: index, isComplete: !order.isEmpty)
    let verdicts = await shelf.verdicts(on: all.map(\.name), by: review, cores: cores)
    let others = review.others(than: verdicts).map { ($0, shelf.notebook(at: $0)) }
    let found = review.complete(
      verdicts, others: Dictionary(others) { first, _ in first }.compactMapValues(\.self))
    let readable = Set(found.map(\.path))
    let marks = marks(of: found.map(\.path).filter(asked.contains), on: shelf)
    return chapters.filter { !readable.contains($0.name) }.compactMap(shelf.whyUnreadable)
      + found.filter { asked.contains($0.path) }.flatMap { verdict in
        (verdict.diagnostics + (marks[verdict.path] ?? [])).sorted {
          ($0.file, $0.position.line, $0.position.column)
            < ($1.file, $1.position.line, $1.position.column)
        }
      }
  }

  /// Returns by chapter what is wrong with what it saves; nothing where there is no compiler to ask.
  private func marks(of names: [String], on shelf: Shelf) -> [String: [Diagnostic]] {
    let library = LibraryBook(module: book.library, chapters: book.chapters, tabs: book.tabs)
    var review: SaveReview?
    var problems: [String: [Diagnostic]] = [:]
    for name in names {
      guard let notebook = shelf.notebook(at: name),
        notebook.cells.contains(where: { $0.kind == .cell && $0.source.contains("@save") })
      else { continue }
      review = review ?? (try? SaveReview(of: library))
      guard let review else { break }
      problems[name] = try? review.problems(of: notebook)
    }
    return problems
  }
}

/// Where the chapters of a book are read from.
private struct Shelf: Sendable {
  private let folder: String
  private let tabs: [String]
  /// The paths of chapters as the author typed them, which diagnostics name.
  private let typed: [String: String]

  init(_ book: BookFolder) {
    folder = book.path
    tabs = book.book.tabs
    typed = Dictionary(book.chapters.map { ($0.name, $0.path) }) { first, _ in first }
  }

  /// Returns the verdicts on those chapters that can be read, in their order.
  ///
  /// Each core takes every so many-th chapter, so only as many chapters as cores are held at once.
  func verdicts(
    on names: [String], by review: BookReview, cores: Int
  ) async -> [BookReview.Verdict] {
    let results = await withTaskGroup(of: [(Int, BookReview.Verdict)].self) { group in
      for core in 0..<min(cores, names.count) {
        group.addTask {
          stride(from: core, to: names.count, by: cores).compactMap { index in
            notebook(at: names[index]).map {
              (index, review.verdict(on: $0, at: names[index]))
            }
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    return results.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Returns the chapter called `name` inside the book, if it can be read.
  func notebook(at name: String) -> Notebook? {
    let path = typed[name] ?? Path.join(folder, name)
    return (try? FileSystem.read(path)).map { Notebook(parsing: $0, path: path, tabs: tabs) }
  }

  /// Returns why a chapter cannot be read.
  func whyUnreadable(_ chapter: ChapterFile) -> Diagnostic? {
    do {
      _ = try FileSystem.read(chapter.path)
      return nil
    } catch {
      let start = SourcePosition(line: 1, column: 1)
      return Diagnostic(.error, error.message, file: chapter.path, at: start)
    }
  }
}
