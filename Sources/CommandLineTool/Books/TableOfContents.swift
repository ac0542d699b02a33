internal import SourceText

/// The order of a book's chapters: as `index.md` lists them, or by name.
struct TableOfContents {
  /// The book's folder.
  let folder: String
  /// Entries that lead nowhere, and chapters that no entry names.
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<String> = []

  init(folder: String) { self.folder = folder }

  /// The paths of the chapters inside the folder, in order.
  mutating func chapters() throws(ChapterSearchError) -> [String] {
    var present: [String] = []
    try collect("", into: &present, depth: 0)
    guard present.contains("index.md"), case let entries = try entries(of: "index.md"),
      !entries.isEmpty
    else { return present }
    var ordered = ["index.md"]
    seen = ["index.md"]
    try follow(entries, from: "index.md", into: &ordered)
    for name in present where !seen.contains(name) && Path.name(of: name) != "README.md" {
      diagnostics.append(
        Diagnostic(
          .warning, "the chapter is in no table of contents, so it is left out",
          file: Path.join(folder, name), at: SourcePosition(line: 1, column: 1),
          hint: "add '\(Path.removing(".md", from: name))' to the toc of "
            + Path.join(folder, "index.md")))
    }
    return ordered
  }

  /// One line of a table of contents.
  private struct Entry {
    let target: String
    let line: Int
    let column: Int
  }

  private mutating func follow(
    _ entries: [Entry], from index: String, into ordered: inout [String]
  ) throws(ChapterSearchError) {
    let base = index.contains("/") ? Path.folder(of: index) : ""
    for entry in entries {
      let name = Path.join(base, Path.removing(".md", from: entry.target) + ".md")
      guard Path.staysInside(name), FileSystem.kind(of: Path.join(folder, name)) == .file else {
        diagnostics.append(
          Diagnostic(
            .error, "there is no chapter '\(entry.target)'", file: Path.join(folder, index),
            at: SourcePosition(line: entry.line, column: entry.column),
            length: entry.target.utf8.count, hint: nearestChapter(to: name)))
        continue
      }
      guard seen.insert(name).inserted else { continue }
      ordered.append(name)
      if Path.name(of: name) == "index.md" {
        try follow(try self.entries(of: name), from: name, into: &ordered)
      }
    }
  }

  private func nearestChapter(to name: String) -> String? {
    guard let names = try? FileSystem.names(in: Path.folder(of: Path.join(folder, name))).names
    else { return nil }
    return spellingHint(
      for: Path.removing(".md", from: Path.name(of: name)),
      in: names.filter { $0.hasSuffix(".md") }.map { Path.removing(".md", from: $0) })
  }

  /// The lines of the fenced `toc` blocks of a file, options such as `:numbered:` left out.
  private func entries(of name: String) throws(ChapterSearchError) -> [Entry] {
    let bytes: [UInt8]
    do { bytes = try FileSystem.read(Path.join(folder, name)) } catch { throw .unreadable(error) }
    let table = LineTable(bytes)
    var entries: [Entry] = []
    var fence: String?
    for line in 1...max(1, table.count) {
      let text = String(decoding: bytes[table.content(ofLine: line)], as: UTF8.self)
      let content = text.drop { $0 == " " || $0 == "\t" }
      let mark = content.prefix { $0 == "`" || $0 == "~" }
      if mark.count >= 3 {
        let info = content.dropFirst(mark.count).filter { $0 != " " }
        fence = fence == nil ? info : nil
      } else if fence == "toc", !content.isEmpty, !content.hasPrefix(":") {
        var target = String(content)
        while target.last == " " || target.last == "\t" { target.removeLast() }
        let column = text.utf8.count - content.utf8.count + 1
        entries.append(Entry(target: target, line: line, column: column))
      }
    }
    return entries
  }

  /// Adds the chapters in the folder `inside` and the folders below it, in the order of names.
  private func collect(
    _ inside: String, into found: inout [String], depth: Int
  ) throws(ChapterSearchError) {
    guard depth < 16 else { return }
    let path = inside.isEmpty ? folder : Path.join(folder, inside)
    do {
      let listing = try FileSystem.names(in: path)
      if let name = listing.unreadable.first(where: { $0.hasSuffix(".md") }) {
        throw ChapterSearchError.notUTF8(folder: path, name: name)
      }
      for name in listing.names where !name.hasPrefix(".") && name != "_site" {
        let inner = inside.isEmpty ? name : inside + "/" + name
        let isChapter = name.hasSuffix(".md") && !name.hasSuffix(".expected.md")
        switch FileSystem.entry(at: Path.join(folder, inner))?.kind {
        case .folder: try collect(inner, into: &found, depth: depth + 1)
        case _? where isChapter && FileSystem.kind(of: Path.join(folder, inner)) == .file:
          found.append(inner)
        default: break
        }
      }
    } catch let error as FileError {
      throw .unreadable(error)
    } catch let error as ChapterSearchError {
      throw error
    } catch {
      throw .noChapters(path)
    }
  }
}
