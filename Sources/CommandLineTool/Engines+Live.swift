package import Execution
internal import NotebookModel
internal import Publishing
internal import SourceText
internal import Templates

extension Engines {
  /// The stages as they are.
  package static let live = Engines(
    parse: { Notebook(parsing: $0, path: $1, tabs: $2) },
    describe: { notebook, format in format == .json ? notebook.json : notebook.summary },
    run: { next, options, tell in try await Runner(options).run(next, tell: tell) },
    explain: { notebook, options in
      try Runner(options).explain(notebook).table(of: notebook.path)
    },
    press: { try Press(printing: $0) },
    lint: { await $0.review() })

  /// An examiner that runs attempts from snapshots.
  package static let examiner: @Sendable (RunOptions) throws -> Examiner = { options in
    var limits = SnapshotKeeper.Limits()
    limits.count = 48
    let kept = try KeptRunner(options, limits)
    return { question in
      await kept.runner.attempt(
        question.answer, checkedBy: question.checks, at: question.index, of: question.notebook,
        tab: question.tab, from: question.path, isConfined: question.isConfined)
    }
  }
}

/// A runner whose snapshots are gone when it is, even if a thread that is about to end knows them.
private final class KeptRunner: Sendable {
  let runner: Runner
  private let keeper: SnapshotKeeper

  init(_ options: RunOptions, _ limits: SnapshotKeeper.Limits) throws {
    keeper = SnapshotKeeper(limits)
    runner = try Runner(options, keeper: keeper)
  }

  deinit { keeper.removeAll() }
}

extension Press {
  /// The press of a book: Lectern's templates, under those in the book's own `templates` folder.
  init(printing folder: BookFolder) throws(FileError) {
    let own = Path.join(folder.path, "templates")
    let isOwn = FileSystem.kind(of: own) == .folder
    let isInside = FileSystem.staysInside("templates", of: folder.path)
    let folders = [isOwn && isInside ? own : nil, Installation.current.templates]
    let chapters = folder.order.isEmpty ? folder.chapters : folder.order
    var site = Site(
      title: folder.book.title, author: folder.book.author, language: folder.book.language,
      macros: folder.book.macros, folder: folder.path,
      chapters: chapters.map { Site.Chapter(path: $0.name, title: $0.title) })
    site.theme = Site.Theme(rawValue: folder.book.theme) ?? .auto
    site.repository = folder.book.repository.map {
      Site.Repository(address: $0, folder: Self.wayInRepository(to: folder.path))
    }
    // Each chapter is read once for what pages know of all of them; one alone needs no such thing.
    var search = SearchIndex()
    var book = BookIndex()
    if site.isSearchable {
      book = BookIndex(of: site) { chapter in
        let path = Path.join(folder.path, chapter.path)
        guard !Task.isCancelled, let bytes = try? FileSystem.read(path) else { return nil }
        let notebook = Notebook(parsing: bytes, path: path, tabs: folder.book.tabs)
        search.add(notebook, at: Site.pagePath(for: chapter.path), title: chapter.title)
        return notebook
      }
    }
    let publisher = Publisher(
      site: site, templates: TemplateLibrary(folders: folders.compactMap { $0 }), book: book)

    var shared = publisher.sharedFiles.map { File(name: $0.path, bytes: $0.bytes) }
    let hasIndex = chapters.contains { $0.name == "index.md" }
    if !hasIndex, chapters.count > 1 {
      let page = publisher.index()
      shared.append(File(name: page.path, bytes: page.bytes))
    }
    if site.isSearchable { shared.append(File(name: SearchIndex.path, bytes: search.script)) }
    let whole = { @Sendable (notebook: Notebook, chapter: ChapterFile, run: ChapterRun?) in
      let page = publisher.page(
        for: notebook, at: chapter.name, results: run?.results ?? [:], as: .single)
      return Sheet(
        files: [File(name: page.path, bytes: page.bytes)], diagnostics: page.diagnostics)
    }
    let leaving = Diagnostic(
      .error, "the templates lie outside the book's folder, so they are not used", file: own,
      at: SourcePosition(line: 1, column: 1))
    let diagnostics = publisher.diagnostics + (isOwn && !isInside ? [leaving] : [])
    self.init(shared: shared, diagnostics: diagnostics, whole: whole) {
      notebook, chapter, run in
      let page = publisher.page(for: notebook, at: chapter.name, results: run?.results ?? [:])
      var sheet = Sheet(
        files: [File(name: page.path, bytes: page.bytes)], diagnostics: page.diagnostics)
      for asset in page.assets {
        sheet.files.append(
          File(name: asset.destination, bytes: try FileSystem.read(asset.source)))
      }
      return sheet
    }
    showsErrors = true
  }
}

extension Press {
  /// The way from the top of the repository that `folder` lies in to it; empty when there is none.
  private static func wayInRepository(to folder: String) -> String {
    guard let path = FileSystem.resolved(folder) else { return "" }
    var top = path
    while FileSystem.kind(of: Path.join(top, ".git")) == nil {
      guard top.count > 1 else { return "" }
      top = Path.folder(of: top)
    }
    return Path.relative(path, to: top).map { $0.isEmpty ? "" : $0 + "/" } ?? ""
  }
}

extension [CellExplanation] {
  /// A line a cell, tab by tab.
  fileprivate func table(of path: String) -> String {
    var lines: [String] = []
    for (index, cell) in enumerated() {
      if !cell.tab.isEmpty, index == 0 || self[index - 1].tab != cell.tab {
        lines.append("tab \(cell.tab):")
      }
      let verdict = cell.wouldRun ? "runs    " : "is fresh"
      lines.append("  \(path):\(cell.line): \(verdict)  \(cell.reason)")
    }
    return lines.isEmpty ? "\(path) has no cells that run" : lines.joined(separator: "\n")
  }
}
