internal import Jupyter
internal import Markup
internal import NotebookModel
internal import Publishing

/// The notebook files that the chapters of a book become, known before anything runs, so that each
/// can point at the others.
struct NotebookPlan: Sendable {
  /// A notebook file: its tab (`nil` for all), and its path inside the output folder.
  struct File: Sendable {
    let tab: String?
    let name: String
  }

  private struct Chapter: Sendable {
    let title: String
    let files: [File]
  }

  private let book: BookFolder
  private var chapters: [String: Chapter] = [:]
  /// The numbers, labels and citations of the whole book.
  private let index: BookIndex

  /// Plans the notebooks of `book`, as `settings` want them; `read` gives a chapter of it.
  init(of book: BookFolder, _ settings: Settings, reading read: (ChapterFile) -> Notebook?) {
    self.book = book
    let asked = Dictionary(book.chapters.map { ($0.name, $0) }) { first, _ in first }
    let all = book.order + book.chapters.filter { !book.order.contains($0) }
    let site = Site(
      folder: book.path, chapters: all.map { Site.Chapter(path: $0.name, title: $0.title) })
    var chapters: [String: Chapter] = [:]
    index = BookIndex(of: site) { chapter in
      let file = ChapterFile(path: Path.join(book.path, chapter.path), name: chapter.path)
      guard !Task.isCancelled, let notebook = read(asked[chapter.path] ?? file) else { return nil }
      if asked[chapter.path] != nil {
        chapters[chapter.path] = Chapter(
          title: chapter.title, files: Self.files(of: notebook, chapter.path, settings))
      }
      return notebook
    }
    self.chapters = chapters
  }

  /// The notebooks of the chapter called `name`.
  func files(of name: String) -> [File] { chapters[name]?.files ?? [] }

  /// The paths of all notebooks.
  var names: [String] { chapters.values.flatMap { $0.files.map(\.name) }.sorted() }

  private static func files(
    of notebook: Notebook, _ name: String, _ settings: Settings
  ) -> [File] {
    let base = Path.removing(".md", from: name)
    let tabs = notebook.programs.isEmpty ? namedTabs(of: notebook) : notebook.programs
    guard tabs.contains(where: { !$0.isEmpty }) else {
      return [File(tab: "", name: base + ".ipynb")]
    }
    if settings.combinesTabs { return [File(tab: nil, name: base + ".ipynb")] }
    let wanted = settings.tabs.map { $0.lowercased() }
    return tabs.filter { wanted.isEmpty || wanted.contains($0.lowercased()) }
      .map { File(tab: $0, name: "\(base)-\($0.fileNamePart).ipynb") }
  }
}

extension NotebookPlan {
  /// The tabs that some cell names, in a chapter whose cells are all in other languages.
  private static func namedTabs(of notebook: Notebook) -> [String] {
    let named = notebook.cells.filter {
      $0.kind == .foreign && $0.tabs.count < notebook.tabs.count
    }
    let tabs = Set(named.flatMap(\.tabs))
    return notebook.tabs.filter(tabs.contains)
  }
}

// MARK: - What notebooks point at

extension NotebookPlan {
  /// What the chapter called `name` may point at from its notebook `file`.
  func surroundings(of name: String, in file: File) -> ChapterSurroundings {
    let folder = name.contains("/") ? Path.folder(of: name) : ""
    return ChapterSurroundings(
      label: { label in
        guard let target = index.targets[label]?.target else { return nil }
        let isElsewhere = target.chapter != name
        return ChapterSurroundings.Label(
          number: target.number, reference: target.reference, title: target.title,
          address: isElsewhere ? address(of: target.chapter, from: folder, file.tab) ?? "" : "")
      },
      link: { path in
        guard path.hasSuffix(".md"), let target = Path.resolved(path, in: folder),
          let address = address(of: target, from: folder, file.tab)
        else { return nil }
        return ChapterSurroundings.Link(title: chapters[target]?.title ?? path, address: address)
      },
      file: { address in content(of: address, in: folder) },
      citation: { keys, role in index.citation(of: keys, role: role, in: name) },
      references: index.references(in: name).markup, macros: book.book.macros)
  }

  /// The way from `folder` to the notebook of a chapter, the one of `tab` if there is one.
  private func address(of chapter: String, from folder: String, _ tab: String?) -> String? {
    let files = files(of: chapter)
    guard let file = files.first(where: { $0.tab == tab }) ?? files.first else { return nil }
    let depth = folder.split(separator: "/").count
    let way = String(repeating: "../", count: depth) + file.name
    let inFolder = Path.relative(file.name, to: folder)
    return (depth > 0 ? inFolder ?? way : way).asAddress
  }

  /// The content of a file of the book; nothing outside of its folder is read.
  private func content(of address: String, in folder: String) -> [UInt8]? {
    let path = address.prefix { $0 != "#" && $0 != "?" }
    guard let decoded = String(path).fromAddress, let inside = Path.resolved(decoded, in: folder),
      case let path = Path.join(book.path, inside), FileSystem.kind(of: path) == .file,
      let base = FileSystem.resolved(book.path), let real = FileSystem.resolved(path),
      Path.relative(real, to: base) != nil
    else { return nil }
    return try? FileSystem.read(path)
  }
}

extension Path {
  /// The path of `path`, written in `folder`, without dots; `nil` when it leads out or is absolute.
  static func resolved(_ path: String, in folder: String) -> String? {
    guard !path.isEmpty, !path.hasPrefix("/"), !path.utf8.contains(0) else { return nil }
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }
}

extension String {
  /// The text as part of a file's name: lower case letters and digits, `-` for all else.
  fileprivate var fileNamePart: String {
    String(lowercased().map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
  }

  /// The path as an address, with `%XX` for what may not stand in one.
  fileprivate var asAddress: String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    return utf8.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return plain.contains(byte)
        ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
    }.joined()
  }

  /// The path that an address spells; `nil` when that is no text.
  fileprivate var fromAddress: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.count == 2, let spelt = UInt8(digits, radix: 16) {
        bytes.append(spelt)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
