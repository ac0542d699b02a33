internal import SourceText

extension Workbench {
  /// `lectern new`: makes a book or a chapter from the scaffolds in `templates`.
  func new(_ settings: Settings) throws -> ExitStatus {
    do {
      let name = settings.paths.dropFirst().joined(separator: " ")
      switch settings.paths.first {
      case "book" where settings.paths.count == 2 && !name.isEmpty: try newBook(named: name)
      case "book": throw ScaffoldError.notOneName
      case "chapter": try newChapter(titled: name, in: settings.book)
      case let kind: throw ScaffoldError.unknownKind(kind)
      }
      return .success
    } catch let error as ScaffoldError {
      let status = complain(error)
      return error.isUsage ? .usage : status
    }
  }

  private func newBook(named name: String) throws {
    let place = FileSystem.resolved(name) ?? name
    let title = FileName.title(of: Path.name(of: place))
    let files = try Scaffold(forBookIn: ".").book(titled: title)
    let paths = files.map { Path.join(name, $0.name) }
    if let taken = paths.first(where: { FileSystem.entry(at: $0) != nil }) {
      throw ScaffoldError.exists(taken)
    }
    try FileSystem.createFolder(name)
    for (file, path) in zip(files, paths) { try create(file.text, at: path) }
    console.print("next: lectern render \(name.asShellWord) --open")
  }

  private func newChapter(titled title: String, in book: String?) throws {
    let title = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard title.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw ScaffoldError.noTitle
    }
    let folder = book ?? "."
    guard FileSystem.kind(of: folder) == .folder, let root = ChapterSearch.bookFolder(above: folder)
    else {
      throw ScaffoldError.noBook(folder)
    }
    let text = try Scaffold(forBookIn: root).chapter(titled: title)
    let present = try FileSystem.names(in: folder).names.map { Path.removing(".md", from: $0) }
    let taken = Set(present).union(["index", "readme"])
    let stem = FileName.unused(FileName.stem(of: title), taken: taken)
    try create(text, at: Path.join(folder, stem + ".md"))
    try addToContents(stem, in: folder, below: root)
  }

  /// Makes the file, which must not be there, and says so.
  private func create(_ text: String, at path: String) throws {
    do {
      try FileSystem.create(Array(text.utf8), at: path)
    } catch {
      throw error.isAboutExistence ? ScaffoldError.exists(path) : error
    }
    console.print("made \(path.onOneLine)")
  }

  /// Adds the chapter to the nearest table of contents at or above its folder.
  private func addToContents(_ stem: String, in folder: String, below root: String) throws {
    let home = FileSystem.resolved(root) ?? root
    var place = FileSystem.resolved(folder) ?? folder
    var entry = stem
    var shown = folder
    while true {
      let index = Path.join(shown, "index.md")
      if let bytes = try? FileSystem.read(index),
        !ContentsBlock.blocks(in: bytes, LineTable(bytes)).isEmpty
      {
        guard let added = ContentsBlock.adding(entry, to: bytes) else { return }
        try FileSystem.write(added, to: index)
        return console.print("added '\(entry)' to the contents in \(index)")
      }
      guard place != home else { return }
      entry = Path.name(of: place) + "/" + entry
      place = Path.folder(of: place)
      shown = ChapterSearch.parent(of: shown)
    }
  }
}
