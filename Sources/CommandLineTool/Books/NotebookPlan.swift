internal import Jupyter
internal import NotebookModel

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
  /// Of labels that several chapters have, the first counts.
  private var labels: [String: (chapter: String, label: LabelTable.Label)] = [:]

  /// Plans the notebooks of the `chapters` of `book`, as `settings` want them.
  init(
    _ chapters: [(file: ChapterFile, notebook: Notebook)], of book: BookFolder, _ settings: Settings
  ) {
    self.book = book
    for (file, notebook) in chapters {
      self.chapters[file.name] = Chapter(
        title: file.title, files: Self.files(of: notebook, file.name, settings))
      for (name, label) in LabelTable(of: notebook).labels where labels[name] == nil {
        labels[name] = (file.name, label)
      }
    }
  }

  /// The notebooks of the chapter called `name`.
  func files(of name: String) -> [File] { chapters[name]?.files ?? [] }

  /// The paths of all notebooks.
  var names: [String] { chapters.values.flatMap { $0.files.map(\.name) }.sorted() }

  private static func files(
    of notebook: Notebook, _ name: String, _ settings: Settings
  ) -> [File] {
    let base = Path.removing(".md", from: name)
    let tabs = notebook.programs.filter { !$0.isEmpty }
    guard !tabs.isEmpty else { return [File(tab: "", name: base + ".ipynb")] }
    if settings.combinesTabs { return [File(tab: nil, name: base + ".ipynb")] }
    let wanted = settings.tabs.map { $0.lowercased() }
    return tabs.filter { wanted.isEmpty || wanted.contains($0.lowercased()) }
      .map { File(tab: $0, name: "\(base)-\($0.fileNamePart).ipynb") }
  }
}

// MARK: - What notebooks point at

extension NotebookPlan {
  /// What the chapter called `name` may point at from its notebook `file`.
  func surroundings(
    of notebook: Notebook, _ name: String, in file: File
  ) -> ChapterSurroundings {
    let own = LabelTable(of: notebook)
    let folder = name.contains("/") ? Path.folder(of: name) : ""
    return ChapterSurroundings(
      label: { label in
        if let found = own[label] { return found }
        guard var found = labels[label] else { return nil }
        found.label.address = address(of: found.chapter, from: folder, file.tab) ?? ""
        return found.label
      },
      link: { path in
        guard path.hasSuffix(".md"), let target = Path.resolved(path, in: folder),
          let address = address(of: target, from: folder, file.tab)
        else { return nil }
        return ChapterSurroundings.Link(title: chapters[target]?.title ?? path, address: address)
      },
      file: { address in content(of: address, in: folder) })
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
