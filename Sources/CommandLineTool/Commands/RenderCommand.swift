internal import Execution
internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern render`: runs chapters and writes their pages.
  func render(_ settings: Settings) async throws -> ExitStatus {
    guard let search = search(settings.paths) else { return .usage }
    let hasBookErrors = report(search.diagnostics)
    guard try settings.tabs.isEmpty || knowsTabs(settings.tabs, in: notebooks(of: search.books))
    else {
      return .usage
    }
    guard settings.single == nil || canBeSingle(search.books, settings) else { return .usage }
    let total = search.books.reduce(0) { $0 + $1.chapters.count }
    let job = RenderJob(settings, self, total: total, told: search.diagnostics)
    let folders = try outputFolders(for: search.books, settings) {
      book throws(OutputFolder.Problem) in
      guard let name = book.book.output else { return Self.defaultOutput }
      guard FileSystem.staysInside(name, of: book.path) else {
        throw .leavesFolder(path: name, folder: book.path)
      }
      return Path.join(book.path, name)
    }
    try await withLiveDisplay(isQuiet: settings.isQuiet, { job.display }) {
      for (book, folder) in zip(search.books, folders) where !Task.isCancelled {
        let press = try engines.press(book)
        try Task.checkCancellation()
        let chosen = settings.single.map { press.single(as: Path.name(of: $0)) } ?? press
        try await job.render(book, with: chosen, into: folder)
      }
    }
    let page = job.finish()
    if settings.opensPage, let page { open(page) }
    return hasBookErrors || job.hasFailures ? .failure : .success
  }

  /// The books and chapters that `paths` mean; complains when there are none.
  func search(_ paths: [String]) -> ChapterSearch? {
    do {
      return try ChapterSearch(paths)
    } catch {
      var hint = error.hint
      if case .missing(let path) = error { hint = nearestFile(to: path) }
      complain(error.message, hint: hint)
      return nil
    }
  }

  /// All chapters of `books` that can be read; throws when the task is cancelled.
  func notebooks(of books: [BookFolder]) throws -> [Notebook] {
    try books.flatMap { folder in
      try folder.chapters.compactMap { chapter in
        try Task.checkCancellation()
        return (try? FileSystem.read(chapter.path)).map {
          engines.parse($0, chapter.path, folder.book.tabs)
        }
      }
    }
  }

  /// The folder for each book's pages: what `-o` says, else `usual`.
  ///
  /// Several books share a folder by each having one of its own in it.
  func outputFolders(
    for books: [BookFolder], _ settings: Settings,
    usual: (BookFolder) throws(OutputFolder.Problem) -> String
  ) throws(OutputFolder.Problem) -> [OutputFolder] {
    if let file = settings.single { return [try OutputFolder(Path.folder(of: file))] }
    var folders: [OutputFolder] = []
    for book in books {
      let base = if let output = settings.output { output } else { try usual(book) }
      let name = Path.name(of: FileSystem.resolved(book.path) ?? book.path)
      let path = books.count > 1 ? Path.join(base, name) : base
      if folders.contains(where: { $0.path == path }) { throw .isShared(path) }
      folders.append(try OutputFolder(path))
    }
    return folders
  }

  /// Whether what was asked for can be one file; complains when it can't.
  private func canBeSingle(_ books: [BookFolder], _ settings: Settings) -> Bool {
    let count = books.reduce(0) { $0 + $1.chapters.count }
    if count != 1 {
      complain(
        "--single makes a file of one chapter, and these are \(count)",
        hint: "name the chapter, as in 'lectern render circles.md --single circles.html'")
    } else if settings.output != nil {
      complain("--single says where the file goes, so there is no folder for --output")
    } else if let file = settings.single, !file.isPageName {
      // A chapter or a picture must not be overwritten by a slip of the completion.
      complain(
        "--single writes an HTML page, and '\(file)' is no name for one",
        hint: "let it end in '.html'")
    } else {
      return true
    }
    return false
  }

  /// Does `work` while the live display is kept up to date.
  func withLiveDisplay(
    isQuiet: Bool, _ display: @escaping @Sendable () -> [String],
    _ work: @escaping @Sendable () async throws -> Void
  ) async throws {
    guard console.errorTraits.isLive, !isQuiet else { return try await work() }
    defer { console.show([]) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while !Task.isCancelled {
          console.show(display())
          try? await Task.sleep(for: .milliseconds(100))
        }
      }
      defer { group.cancelAll() }
      try await work()
    }
  }

  /// Where pages go unless something else is said: a folder of the current one.
  static let defaultOutput = "_site"
}

extension String {
  /// Whether the path is one that an HTML page has.
  fileprivate var isPageName: Bool {
    let name = Path.name(of: self).lowercased()
    return [".html", ".htm"].contains { name.hasSuffix($0) && name != $0 }
  }
}
