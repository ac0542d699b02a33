/// A folder of chapters with what its `book.json` says, or a single chapter's folder without one.
package struct BookFolder: Sendable {
  /// The folder, as it was typed or as it was found above what was typed.
  package let path: String
  /// What `book.json` says.
  package var book: Book
  /// The chapters to work on, in the book's order.
  package var chapters: [ChapterFile]
  /// All chapters of the book in their order; empty for a folder with neither `book.json` nor a table
  /// of contents.
  package var order: [ChapterFile] = []
}

/// Why there is nothing to work on.
package enum ChapterSearchError: Error, Hashable {
  case missing(String)
  case leadsNowhere(String)
  case notAChapter(String)
  case noBookHere
  case noChapters(String)
  case unreadable(FileError)
  case notUTF8(folder: String, name: String)

  /// The problem in words.
  package var message: String { words.onOneLine }

  private var words: String {
    switch self {
    case .missing(let path): "'\(path)' does not exist"
    case .leadsNowhere(let path): "'\(path)' is a link to a file that does not exist"
    case .notAChapter(let path): "'\(path)' is no chapter: the name of a chapter ends in '.md'"
    case .noBookHere: "the current folder holds no book (no \(Book.fileName))"
    case .noChapters(let path): "the folder '\(path)' holds no chapters"
    case .unreadable(let error): error.message
    case .notUTF8(let folder, let name):
      "the folder '\(folder)' holds a file whose name is not UTF-8: '\(name)'"
    }
  }

  /// What to try next, if that is known.
  package var hint: String? {
    switch self {
    case .noBookHere: "name a chapter or a folder, as in 'lectern render notebooks'"
    case .noChapters: "a chapter is a file such as 'circles.md'"
    default: nil
    }
  }
}
