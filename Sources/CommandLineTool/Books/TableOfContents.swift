internal import SourceText

/// The order of a book's chapters: as `index.md` lists them, or by name.
struct TableOfContents {
  /// The book's folder.
  let folder: String
  /// Entries that lead nowhere, and chapters that no entry names.
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<String> = []
  /// Chapters that are symbolic links out of the folder.
  private var leavers: [String] = []

  init(folder: String) { self.folder = folder }

  /// Whether the `index.md` of `folder` lists chapters, which make a book also without a file that
  /// says so.
  static func isIn(_ folder: String) -> Bool {
    guard FileSystem.kind(of: Path.join(folder, "index.md")) == .file else { return false }
    return (try? TableOfContents(folder: folder).entries(of: "index.md"))?.isEmpty == false
  }

  /// The paths of the chapters inside the folder, in order.
  mutating func chapters() throws(ChapterSearchError) -> [String] {
    var present: [String] = []
    try collect("", into: &present, depth: 0)
    defer { tellOfLeavers() }
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

  private mutating func tellOfLeavers() {
    for name in leavers where !seen.contains(name) && Path.name(of: name) != "README.md" {
      diagnostics.append(
        Diagnostic(
          .warning, "the chapter is a link out of the book's folder, so it is left out",
          file: Path.join(folder, name), at: SourcePosition(line: 1, column: 1)))
    }
  }

  private mutating func follow(
    _ entries: [ContentsBlock.Entry], from index: String, into ordered: inout [String]
  ) throws(ChapterSearchError) {
    let base = index.contains("/") ? Path.folder(of: index) : ""
    for entry in entries {
      let name = Path.join(base, Path.removing(".md", from: entry.target) + ".md")
      guard Path.staysInside(name), FileSystem.kind(of: Path.join(folder, name)) == .file else {
        diagnostics.append(
          Diagnostic(
            .error, "there is no chapter '\(entry.target)'", file: Path.join(folder, index),
            at: SourcePosition(line: entry.line, column: entry.column),
            length: entry.target.utf8.count,
            hint: diagnostics.count < Self.mostHints ? nearestChapter(to: name) : nil))
        continue
      }
      guard seen.insert(name).inserted else { continue }
      guard FileSystem.staysInside(name, of: folder) else {
        diagnostics.append(
          Diagnostic(
            .error, "the chapter '\(entry.target)' is a link that leads out of the book's folder",
            file: Path.join(folder, index),
            at: SourcePosition(line: entry.line, column: entry.column),
            length: entry.target.utf8.count))
        continue
      }
      ordered.append(name)
      if Path.name(of: name) == "index.md" {
        try follow(try self.entries(of: name), from: name, into: &ordered)
      }
    }
  }

  /// How many entries that lead nowhere get a hint, which costs a folder's listing each.
  private static let mostHints = 20

  private func nearestChapter(to name: String) -> String? {
    guard let names = try? FileSystem.names(in: Path.folder(of: Path.join(folder, name))).names
    else { return nil }
    return spellingHint(
      for: Path.removing(".md", from: Path.name(of: name)),
      in: names.filter { $0.hasSuffix(".md") }.map { Path.removing(".md", from: $0) })
  }

  /// What the fenced `toc` blocks of a file name.
  private func entries(of name: String) throws(ChapterSearchError) -> [ContentsBlock.Entry] {
    let bytes: [UInt8]
    do { bytes = try FileSystem.read(Path.join(folder, name)) } catch { throw .unreadable(error) }
    return ContentsBlock.blocks(in: bytes, LineTable(bytes)).flatMap(\.entries)
  }

  /// Adds the chapters in the folder `inside` and the folders below it, in the order of names.
  private mutating func collect(
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
        case .file where isChapter: found.append(inner)
        case _? where isChapter && FileSystem.kind(of: Path.join(folder, inner)) == .file:
          if FileSystem.staysInside(inner, of: folder) {
            found.append(inner)
          } else {
            leavers.append(inner)
          }
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
