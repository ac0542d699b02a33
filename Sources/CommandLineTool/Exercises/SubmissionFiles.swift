internal import Checking
internal import Jupyter
internal import NotebookModel
internal import SourceText

/// Finds and reads what students handed in.
///
/// Nothing in here fails: what cannot be read is a submission that says why.
struct SubmissionFiles {
  /// The chapter, which is no submission.
  let chapter: String
  /// The tabs of the chapter's book.
  let tabs: [String]
  let engines: Engines

  /// A path that was named, or one in a folder that was; what cannot be one says why.
  struct Entry: Hashable {
    var path: String
    var fault = ""
  }

  /// The files that `paths` name, folders by what is in them; what is named twice comes once.
  func entries(of paths: [String]) -> [Entry] {
    var seen: Set<String> = []
    return paths.flatMap { path in
      FileSystem.kind(of: path) == .folder ? contents(of: path) : [Entry(path: path)]
    }
    .filter { seen.insert($0.path).inserted }
  }

  private func contents(of folder: String) -> [Entry] {
    do {
      let (names, unreadable) = try FileSystem.names(in: folder)
      let wanted = names.filter { Self.isSubmission($0) }
      let damaged = unreadable.filter { Self.isSubmission($0) }.map { name in
        Entry(path: Path.join(folder, name), fault: "its name is not UTF-8")
      }
      if !wanted.isEmpty || !damaged.isEmpty {
        return wanted.map { Entry(path: Path.join(folder, $0)) } + damaged
      }
      let hasFolders = names.contains { FileSystem.kind(of: Path.join(folder, $0)) == .folder }
      let fault = "the folder has no '.md' or '.ipynb' in it"
      return [Entry(path: folder, fault: fault + (hasFolders ? ", only other folders" : ""))]
    } catch {
      return [Entry(path: folder, fault: error.message)]
    }
  }

  private static func isSubmission(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    let isKnown = lowercased.hasSuffix(".md") || lowercased.hasSuffix(".ipynb")
    return isKnown && !name.hasPrefix(".") && !lowercased.hasSuffix(".expected.md")
  }
}

extension SubmissionFiles {
  /// What stands in the file of `entry`.
  func submission(_ entry: Entry) -> Submission {
    let path = entry.path
    func unreadable(_ reason: String) -> Submission { Submission(path: path, fault: reason) }
    guard entry.fault.isEmpty else { return unreadable(entry.fault) }
    let isJupyter = path.lowercased().hasSuffix(".ipynb")
    let limit = isJupyter ? 64 : 8
    let resolved = FileSystem.resolved(path) ?? path
    guard resolved != FileSystem.resolved(chapter) else {
      return unreadable("this is the chapter itself")
    }
    let size = FileSystem.size(of: resolved)
    guard size <= limit << 20 else {
      return unreadable("it has \(size >> 20) MiB, and submissions may have \(limit) MiB")
    }
    let bytes: [UInt8]
    do { bytes = try FileSystem.read(path) } catch { return unreadable(error.message) }
    if bytes.allSatisfy({ $0 <= 0x20 }) { return unreadable("it is empty") }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return unreadable("it is written in UTF-16, and has to be UTF-8")
    }
    if let line = Self.firstDamagedLine(of: bytes) {
      return unreadable("it is no text in UTF-8: line \(line) is damaged")
    }
    return isJupyter
      ? notebook(bytes, path) : Submission(engines.parse(bytes, path, tabs))
  }

  /// The line of the first byte that is not UTF-8, or of a zero, which texts do not have.
  private static func firstDamagedLine(of bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) { return nil }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let index = lines.firstIndex {
      String(validating: $0, as: UTF8.self) == nil || $0.contains(0)
    }
    return (index ?? 0) + 1
  }

  /// The chapter that a notebook of Jupyter is a copy of.
  private func notebook(_ bytes: [UInt8], _ path: String) -> Submission {
    let file = NotebookFile(bytes, path: path)
    let name = Path.removing(".ipynb", from: Path.name(of: path))
    guard let notebook = file.notebook, let chapter = ImportedChapter(of: file, name: name) else {
      let problem = file.diagnostics.first.map { "line \($0.position.line): \($0.message)" }
      return Submission(path: path, fault: problem ?? "it is no notebook of Jupyter")
    }
    return Submission(
      engines.parse(Array(chapter.text.utf8), path, tabs),
      cellSources: notebook.cells.map(\.source))
  }
}
