internal import Markup
internal import SourceText
internal import Templates

/// The files that a new book or chapter begins with.
struct Scaffold: Sendable {
  /// A file to make.
  struct File: Hashable, Sendable {
    /// Its path inside the new book.
    let name: String
    let text: String
  }

  /// The folders that may hold scaffolds, a book's own before the ones that come with Lectern.
  private let folders: [String]

  /// Creates the scaffold for the book in `folder`.
  init(forBookIn folder: String, installation: Installation = .current) {
    folders = [Path.join(folder, "templates"), installation.templates].compactMap(\.self)
      .map { Path.join($0, "scaffold") }
  }

  /// Returns the files of a new book.
  func book(titled title: String) throws -> [File] {
    let folder = try first("book", of: .folder)
    return try FileSystem.names(in: folder).names.filter { !$0.hasPrefix(".") }.map { name in
      File(name: name, text: try filled(Path.join(folder, name), title: title))
    }
  }

  /// Returns the text of a new chapter.
  func chapter(titled title: String) throws -> String {
    try filled(try first("chapter.md", of: .file), title: title)
  }

  private func first(_ name: String, of kind: FileSystem.Kind) throws(ScaffoldError) -> String {
    let paths = folders.map { Path.join($0, name) }
    guard let path = paths.first(where: { FileSystem.kind(of: $0) == kind }) else {
      throw .noScaffold(name)
    }
    return path
  }

  /// Returns the file at `path` with its holes filled, each as the kind of file wants it.
  private func filled(_ path: String, title: String) throws -> String {
    let source = String(decoding: try FileSystem.read(path), as: UTF8.self)
    let spelt = path.hasSuffix(".md") ? title.asMarkdown : title.asJSON
    let library = TemplateLibrary(templates: [path: source])
    let rendering = library.render(path, ["title": .markup(HTML(trusting: spelt))])
    if var problem = (library.diagnostics + rendering.diagnostics).first {
      problem.file = path
      throw problem
    }
    return rendering.html.markup
  }
}

/// Why nothing could be made.
enum ScaffoldError: ToldError, Hashable {
  case noScaffold(String)
  case exists(String)
  case noBook(String)
  case noTitle
  case notOneName
  case unknownKind(String?)

  var message: String {
    switch self {
    case .noScaffold(let name): "Lectern's own template 'scaffold/\(name)' is missing"
    case .exists(let path): "'\(path)' exists already, and nothing is overwritten"
    case .noBook(let folder): "'\(folder)' holds no book (no \(Book.fileName))"
    case .noTitle: "a chapter needs a title with at least one letter"
    case .notOneName: "a book has one name; quotes keep several words together"
    case .unknownKind(nil): "'lectern new' needs to know what to make"
    case .unknownKind(let kind?): "'\(kind)' is nothing that 'lectern new' can make"
    }
  }

  var hint: String? {
    switch self {
    case .noScaffold: "'lectern doctor' checks what Lectern needs"
    case .exists: nil
    case .noBook: "'lectern new book NAME' makes one; '--in BOOK' says where it is"
    case .noTitle, .notOneName, .unknownKind:
      "write 'lectern new book NAME' or 'lectern new chapter \"TITLE\"'"
    }
  }

  /// Whether the command was used wrongly.
  var isUsage: Bool {
    switch self {
    case .noScaffold: false
    default: true
    }
  }
}

extension String {
  /// The text as Markdown shows it as it stands.
  fileprivate var asMarkdown: String {
    let marks: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "$", "~", "#"]
    return map { marks.contains($0) || ($0 == "&" && contains(";")) ? "\\\($0)" : String($0) }
      .joined()
  }

  /// The text inside the quotes of a JSON string.
  fileprivate var asJSON: String {
    unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20:
        "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }.joined()
  }
}
