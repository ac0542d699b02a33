package import SourceText

/// Finds the books and chapters that paths on the command line mean.
package struct ChapterSearch {
  /// The books found, each with the chapters asked for.
  package private(set) var books: [BookFolder] = []
  /// What is wrong with books and their tables of contents.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Looks up `paths`; without any, the book in the current folder.
  package init(_ paths: [String]) throws(ChapterSearchError) {
    if paths.isEmpty, !Book.isIn(".") { throw .noBookHere }
    for path in paths.isEmpty ? ["."] : paths { try add(path) }
  }

  private mutating func add(_ path: String) throws(ChapterSearchError) {
    switch FileSystem.kind(of: path) {
    case nil: throw FileSystem.entry(at: path) == nil ? .missing(path) : .leadsNowhere(path)
    case .folder: try addFolder(path)
    default:
      guard path.hasSuffix(".md") else { throw .notAChapter(path) }
      let parent = Path.folder(of: path)
      let folder = Self.bookFolder(above: parent) ?? parent
      add([ChapterFile(path: path, name: Self.name(of: path, in: folder))], in: folder)
    }
  }

  private mutating func addFolder(_ path: String) throws(ChapterSearchError) {
    let book = Self.bookFolder(above: path) ?? path
    var contents = TableOfContents(folder: book)
    let names = try contents.chapters()
    diagnostics += contents.diagnostics
    let prefix = Self.name(of: path, in: book)
    let wanted = prefix.isEmpty ? names : names.filter { $0.hasPrefix(prefix + "/") }
    guard !wanted.isEmpty else { throw .noChapters(path) }
    add(wanted.map { Self.chapter($0, in: book) }, in: book)
  }

  private mutating func add(_ chapters: [ChapterFile], in folder: String) {
    let identity = FileSystem.resolved(folder) ?? folder
    let known = books.firstIndex { FileSystem.resolved($0.path) ?? $0.path == identity }
    guard let known else {
      var book = BookFolder(path: folder, book: readBook(in: folder), chapters: chapters)
      if Book.isIn(folder) || TableOfContents.isIn(folder) {
        var contents = TableOfContents(folder: folder)
        book.order = ((try? contents.chapters()) ?? []).map { Self.chapter($0, in: folder) }
      }
      book.book.chapters = (book.order.isEmpty ? chapters : book.order).map(\.path)
      books.append(book)
      return
    }
    let names = Set(books[known].chapters.map(\.name))
    books[known].chapters += chapters.filter { !names.contains($0.name) }
    if books[known].order.isEmpty {
      books[known].book.chapters = books[known].chapters.map(\.path)
    }
  }

  private static func chapter(_ name: String, in folder: String) -> ChapterFile {
    ChapterFile(path: Path.join(folder, name), name: name)
  }

  private mutating func readBook(in folder: String) -> Book {
    let path = Path.join(folder, Book.fileName)
    guard Book.isIn(folder) else { return Book() }
    do {
      let bytes = try FileSystem.read(path, atMost: Book.largestFile)
      let (book, problems) = Book.reading(bytes, path: path)
      diagnostics += problems
      return book
    } catch {
      diagnostics.append(
        Diagnostic(.error, error.message, file: path, at: SourcePosition(line: 1, column: 1)))
      return Book()
    }
  }

  /// The nearest folder at or above `folder` that holds a `book.json`, if there is one.
  static func bookFolder(above folder: String) -> String? {
    var candidate = folder
    let depth = FileSystem.resolved(folder)?.split(separator: "/").count ?? 0
    for _ in 0...depth {
      if Book.isIn(candidate) { return candidate }
      candidate = parent(of: candidate)
    }
    return nil
  }

  /// The folder above, with `..` where the text of the path ends.
  static func parent(of folder: String) -> String {
    let last = Path.name(of: folder)
    if last == ".." { return folder + "/.." }
    if last == "." { return folder == "." ? ".." : Path.folder(of: folder) + "/.." }
    return Path.folder(of: folder)
  }

  /// The path of `path` inside `folder`, by where both really are.
  private static func name(of path: String, in folder: String) -> String {
    let parent = FileSystem.kind(of: path) == .folder ? path : Path.folder(of: path)
    guard let base = FileSystem.resolved(folder), let inside = FileSystem.resolved(parent),
      let way = Path.relative(inside, to: base)
    else { return Path.name(of: path) }
    if parent == path { return way }
    return way.isEmpty ? Path.name(of: path) : way + "/" + Path.name(of: path)
  }
}
