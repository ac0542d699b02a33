internal import Checking
internal import Jupyter
internal import NotebookModel
internal import Publishing

/// A chapter as students get it: the copy, what has to lie beside it, and what it cannot bring along.
struct StudentFolder {
  /// A file that the copy needs.
  struct File: Hashable {
    /// Where it is.
    var source: String
    /// Where it belongs, seen from the copy.
    var name: String
  }

  /// The copy, as Markdown.
  let copy: [UInt8]
  /// What has to lie beside it.
  private(set) var files: [File] = []
  /// What the copy lacks, in words.
  private(set) var warnings: [String] = []
  private let book: Book

  /// Finds out what the copy of `notebook`, a chapter of `folder`, is to hold; `saved` tells what a
  /// tab of it has of the book's library.
  init(
    of notebook: Notebook, in folder: BookFolder, saved: (_ tab: String) throws -> String
  ) rethrows {
    book = folder.book
    let name =
      folder.chapters.first { $0.path == notebook.path }?.name ?? Path.name(of: notebook.path)
    let chapters = folder.order.isEmpty ? folder.chapters : folder.order
    let site = Site(
      macros: book.macros, folder: folder.path,
      chapters: chapters.map { Site.Chapter(path: $0.name, title: $0.title) })
    let index = BookIndex(of: site) { chapter in
      let path = Path.join(folder.path, chapter.path)
      return (try? FileSystem.read(path)).map {
        Notebook(parsing: $0, path: path, tabs: folder.book.tabs)
      }
    }
    let detached = DetachedChapter(of: notebook, at: name, site: site, book: index)
    let kept = notebook.cells.filter { $0.kind == .cell && !$0.isAuthors }
    let library = try InlinedLibrary(book.library, of: notebook, kept, saved: saved)
    copy = notebook.studentCopy(
      replacing: detached.edits.map { ($0.range, $0.text) } + library.edits)
    add(detached.files, in: name)
    addData(of: kept, beside: notebook.path)
    addWarnings(lacksLibrary: library.isMissing)
  }

  /// Adds the files of the book that the chapter called `name` shows or links to.
  private mutating func add(_ assets: [Page.Asset], in name: String) {
    let folder = name.contains("/") ? Path.folder(of: name) : ""
    for asset in assets {
      let way = folder.isEmpty ? asset.destination : Path.relative(asset.destination, to: folder)
      if let way {
        files.append(File(source: asset.source, name: way))
      } else {
        warnings.append(
          "'\(asset.destination)' is in another folder of the book than the chapter, so it does "
            + "not go along")
      }
    }
  }

  /// Adds the files that a text in a cell names and that lie beside the chapter or below.
  private mutating func addData(of cells: [Cell], beside chapter: String) {
    let folder = Path.folder(of: chapter)
    for cell in cells {
      let bytes = Array(cell.source.utf8)
      for token in SwiftLexer.tokens(of: bytes) where token.kind == .string {
        let text = String(decoding: bytes[token.bytes], as: UTF8.self)
        guard text.count > 2, text.hasPrefix("\""), text.hasSuffix("\""), text.count < 300 else {
          continue
        }
        let name = String(text.dropFirst().dropLast())
        guard !name.contains("\\"), !name.hasSuffix(".md"), let way = Path.resolved(name, in: ""),
          !way.isEmpty, !files.contains(where: { $0.name == way }),
          FileSystem.kind(of: Path.join(folder, way)) == .file
        else { continue }
        files.append(File(source: Path.join(folder, way), name: way))
      }
    }
  }

  private mutating func addWarnings(lacksLibrary: Bool) {
    if lacksLibrary {
      warnings.append(
        "the copy imports '\(book.library)', which the chapters of the book before it make: it runs "
          + "only among them")
    }
    guard !book.macros.isEmpty else { return }
    let names = book.macros.keys.sorted().map { "\\" + $0 }.joined(separator: ", ")
    warnings.append("the TeX commands of the book's 'macros' do not go along: \(names)")
  }

  /// The copy as a notebook of Jupyter, with the cells of all tabs and no outputs.
  func jupyterNotebook(parsedBy parse: ([UInt8], String, [String]) -> Notebook, path: String)
    -> [UInt8]
  {
    let pictures = Dictionary(
      files.compactMap { file in
        (try? FileSystem.read(file.source)).map { (file.name, $0) }
      }
    ) { first, _ in first }
    let exporter = NotebookExporter(
      parse(copy, path, book.tabs), results: [:],
      in: ChapterSurroundings(file: { pictures[$0] }, macros: book.macros))
    return Array(exporter.jupyterNotebook(tab: nil).fileText.utf8)
  }
}
