package import NotebookModel
package import SourceText

/// Says what is wrong with the marks of a book's chapters, without compiling or keeping anything.
///
/// It asks the same reader as a run does, and so the compiler's parser; what a declaration leans on,
/// only a run finds out.
package struct SaveReview: Sendable {
  private let library: BookLibrary

  /// Gets ready; throws where there is no toolchain to ask.
  package init(of book: LibraryBook) throws(EnvironmentError) {
    let reader = SyntaxReader(toolchain: try Toolchain(), cancellation: Cancellation())
    library = BookLibrary(book, reader: SavedReader(reader: reader, cache: nil))
  }

  /// Returns what is wrong with the marks of `notebook`, and with the names that it saves.
  package func problems(of notebook: Notebook) throws(EnvironmentError) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for tab in notebook.tabs.isEmpty ? [""] : notebook.tabs {
      let chapter = try library.saved(by: notebook.path, for: tab)
      let earlier = try library.saved(before: notebook.path, for: tab)
      let found =
        chapter.faults.map { $0.diagnostic(in: notebook.path) }
        + chapter.declarations.twins(of: earlier)
      problems += found.filter { !problems.contains($0) }
    }
    return problems
  }
}

extension [SavedDeclaration] {
  /// What is wrong with those whose name is taken, by one of `earlier` or of these.
  fileprivate func twins(of earlier: [SavedDeclaration]) -> [Diagnostic] {
    var taken: [String: SavedDeclaration] = [:]
    for declaration in earlier {
      for name in declaration.fullNames where taken[name] == nil { taken[name] = declaration }
    }
    return compactMap { declaration in
      let first = declaration.fullNames.lazy.compactMap { taken[$0] }.first
      for name in declaration.fullNames where taken[name] == nil { taken[name] = declaration }
      return first.map { first in
        declaration.problem(
          "its name is taken",
          hint: "it is saved at \(first.path):\(first.line), too; save a name once")
      }
    }
  }
}

extension SavedDeclaration {
  /// What no other declaration may be called; what is private to its chapter takes no name.
  ///
  /// Names, and for functions all that tells overloads apart.
  fileprivate var fullNames: [String] {
    var depth = 0
    let head = CellToken.all(of: source).prefix { token in
      if token.text == "(" { depth += 1 }
      if token.text == ")" { depth -= 1 }
      return depth > 0 || token.text != "{"
    }
    let words = head.filter { $0.kind != .newline && $0.kind != .comment }.map(\.text)
    guard !isExtension, !words.contains("private"), !words.contains("fileprivate") else {
      return []
    }
    return title.hasPrefix("func ") ? [words.joined(separator: " ")] : names
  }
}
