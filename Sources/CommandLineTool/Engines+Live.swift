internal import Execution
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
    press: { try Press(printing: $0) })
}

extension Press {
  /// The press of a book: Lectern's templates, under those in the book's own `templates` folder.
  init(printing folder: BookFolder) throws(FileError) {
    let own = Path.join(folder.path, "templates")
    let folders = [FileSystem.kind(of: own) == .folder ? own : nil, Installation.current.templates]
    let chapters = folder.order.isEmpty ? folder.chapters : folder.order
    var site = Site(
      title: folder.book.title, author: folder.book.author, language: folder.book.language,
      folder: folder.path, chapters: chapters.map { Site.Chapter(path: $0.name, title: $0.title) })
    site.theme = Site.Theme(rawValue: folder.book.theme) ?? .auto
    site.repository = folder.book.repository.map {
      Site.Repository(address: $0, folder: Self.wayInRepository(to: folder.path))
    }
    let publisher = Publisher(
      site: site, templates: TemplateLibrary(folders: folders.compactMap { $0 }))

    var shared = publisher.sharedFiles.map { File(name: $0.path, bytes: $0.bytes) }
    let hasIndex = chapters.contains { $0.name == "index.md" }
    if !hasIndex, chapters.count > 1 {
      let page = publisher.index()
      shared.append(File(name: page.path, bytes: page.bytes))
    }
    if let index = Self.searchIndex(of: chapters, in: site, tabs: folder.book.tabs) {
      shared.append(index)
    }
    self.init(shared: shared, diagnostics: publisher.diagnostics) { notebook, chapter, run in
      let page = publisher.page(for: notebook, at: chapter.name, results: run?.results ?? [:])
      var sheet = Sheet(
        files: [File(name: page.path, bytes: page.bytes)], diagnostics: page.diagnostics)
      for asset in page.assets {
        sheet.files.append(
          File(name: asset.destination, bytes: try FileSystem.read(asset.source)))
      }
      return sheet
    }
  }
}

extension Press {
  /// The index that pages search, of all chapters of the book, whichever are rendered.
  private static func searchIndex(
    of chapters: [ChapterFile], in site: Site, tabs: [String]
  ) -> File? {
    guard site.isSearchable else { return nil }
    var index = SearchIndex()
    for (file, chapter) in zip(chapters, site.chapters) {
      guard let bytes = try? FileSystem.read(file.path) else { continue }
      index.add(
        Notebook(parsing: bytes, path: file.path, tabs: tabs),
        at: Site.pagePath(for: chapter.path), title: chapter.title)
    }
    return File(name: SearchIndex.path, bytes: index.script)
  }

  /// The way from the top of the repository that `folder` lies in to it; empty when there is none.
  fileprivate static func wayInRepository(to folder: String) -> String {
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
