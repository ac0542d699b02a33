internal import Glibc
internal import NotebookModel
internal import Synchronization

/// A book whose chapters save declarations for the chapters after them.
package struct LibraryBook: Sendable {
  /// The module that saved declarations make up, unless the book says otherwise.
  package static let usualModule = "BookLibrary"

  /// The module's name.
  package var module: String
  /// The paths of the chapters in their order.
  package var chapters: [String]
  /// The tabs of chapters that declare none.
  package var tabs: [String]

  /// Creates a book.
  package init(module: String = usualModule, chapters: [String], tabs: [String] = []) {
    self.module = module
    self.chapters = chapters
    self.tabs = tabs
  }
}

/// What the chapters of a book saved, read as far as somebody asks.
final class BookLibrary: Sendable {
  let book: LibraryBook
  private let reader: SavedReader
  private let positions: [String: Int]
  private let known = Mutex<[Key: SavedChapter]>([:])

  private struct Key: Hashable {
    var position: Int
    var tab: String
  }

  init(_ book: LibraryBook, reader: SavedReader) {
    self.book = book
    self.reader = reader
    positions = Dictionary(
      book.chapters.enumerated().map { (Self.resolved($1), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What the chapters before the one at `path` saved for `tab`, in order.
  ///
  /// A chapter that the book's order leaves out may use all of the library; no path asks for that.
  func saved(before path: String?, for tab: String) throws(EnvironmentError) -> [SavedDeclaration] {
    let end = path.flatMap { positions[Self.resolved($0)] } ?? book.chapters.count
    var declarations: [SavedDeclaration] = []
    for position in 0..<end { declarations += try saved(at: position, for: tab).declarations }
    return declarations
  }

  /// What the chapter at `path` saves for `tab`.
  func saved(by path: String, for tab: String) throws(EnvironmentError) -> SavedChapter {
    guard let position = positions[Self.resolved(path)] else { return SavedChapter(path: path) }
    return try saved(at: position, for: tab)
  }

  /// The tabs that chapters which save something declare, in order.
  func tabs() -> [String] {
    var tabs: [String] = []
    for path in book.chapters {
      guard let bytes = FileContent.read(path), bytes.firstRange(of: Array("@save".utf8)) != nil
      else { continue }
      for tab in Notebook(parsing: bytes, path: path, tabs: book.tabs).tabs
      where !tabs.contains(where: { $0.lowercased() == tab.lowercased() }) {
        tabs.append(tab)
      }
    }
    return tabs
  }

  private func saved(at position: Int, for tab: String) throws(EnvironmentError) -> SavedChapter {
    let key = Key(position: position, tab: tab.lowercased())
    if let chapter = known.withLock({ $0[key] }) { return chapter }
    let path = book.chapters[position]
    var chapter = SavedChapter(path: path)
    if let bytes = FileContent.read(path), bytes.firstRange(of: Array("@save".utf8)) != nil {
      chapter = try reader.saved(
        by: Notebook(parsing: bytes, path: path, tabs: book.tabs), for: key.tab)
    }
    known.withLock { $0[key] = chapter }
    return chapter
  }

  private static func resolved(_ path: String) -> String {
    guard let found = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }
}
