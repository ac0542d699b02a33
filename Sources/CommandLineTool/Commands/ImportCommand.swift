internal import Jupyter
internal import SourceText

extension Workbench {
  /// `lectern import`: makes chapters of notebooks of Jupyter.
  func importNotebooks(_ settings: Settings) throws -> ExitStatus {
    let output = settings.output
    let isFolder = output.map { FileSystem.kind(of: $0) == .folder || $0.hasSuffix("/") } ?? false
    if settings.paths.count > 1, let output, !isFolder {
      complain(
        "'\(output)' is no folder, so \(settings.paths.count) chapters cannot go into it",
        hint: "make the folder, or import the notebooks one by one")
      return .usage
    }
    var status = ExitStatus.success
    for path in settings.paths where !Task.isCancelled {
      let name = Path.removing(".ipynb", from: Path.name(of: path))
      let beside = Path.join(Path.folder(of: path), name + ".md")
      let target = isFolder ? Path.join(output ?? ".", name + ".md") : output ?? beside
      guard let chapter = try importedChapter(from: path, to: target) else {
        status = FileSystem.kind(of: path) == nil ? .usage : .failure
        continue
      }
      if try !write(chapter, to: target, settings) { status = .failure }
    }
    return status
  }

  /// Reads the notebook at `path`; complains when it is none.
  func importedChapter(
    from path: String, to target: String
  ) throws -> ImportedChapter? {
    guard let kind = FileSystem.kind(of: path) else {
      complain("'\(path)' does not exist", hint: nearestNotebook(to: path))
      return nil
    }
    guard kind == .file else {
      complain("'\(path)' is no file, where a notebook is needed")
      return nil
    }
    let size = FileSystem.size(of: FileSystem.resolved(path) ?? path)
    guard size <= Self.largestNotebook else {
      complain(
        "'\(path)' has \(size >> 20) MiB, and notebooks of up to \(Self.largestNotebook >> 20) "
          + "MiB can be imported",
        hint: "clear its outputs, which a chapter does not keep")
      return nil
    }
    let file = NotebookFile(try FileSystem.read(path), path: path)
    report(file.diagnostics)
    let name = Path.removing(".md", from: Path.name(of: target))
    guard let chapter = ImportedChapter(of: file, name: name) else { return nil }
    report(chapter.diagnostics)
    return chapter
  }

  /// Larger files would take gigabytes of memory to read.
  private static let largestNotebook = 512 << 20

  private func nearestNotebook(to path: String) -> String? {
    let folder = Path.folder(of: path)
    let names = (try? FileSystem.names(in: folder).names) ?? []
    return nearest(to: Path.name(of: path), in: names.filter { $0.hasSuffix(".ipynb") })
      .map { "did you mean '\(Path.join(folder, $0))'?" }
  }
}

// MARK: - Writing

extension Workbench {
  /// Writes the chapter and its files, all of them or none; returns whether it could be done.
  private func write(
    _ chapter: ImportedChapter, to target: String, _ settings: Settings
  ) throws -> Bool {
    let folder = Path.folder(of: target)
    var files = [(path: target, bytes: Array(chapter.text.utf8))]
    files += chapter.files.map { (Path.join(folder, $0.path), $0.bytes) }
    for (path, bytes) in files where !settings.replacesFiles || FileSystem.kind(of: path) == .folder
    {
      guard FileSystem.entry(at: path) != nil else { continue }
      if path != target, try FileSystem.read(path) == bytes { continue }
      complain("'\(path)' is there already", hint: "choose another place with -o, or use --force")
      return false
    }
    for (path, bytes) in files {
      try FileSystem.createFolder(Path.folder(of: path))
      try FileSystem.write(bytes, to: path)
    }
    if !settings.isQuiet { console.print("imported \(target) (\(chapter.summary))") }
    return true
  }
}

extension ImportedChapter {
  /// What was read, in a line.
  fileprivate var summary: String {
    let kinds = [(JupyterCell.Kind.markdown, "text"), (.code, "code"), (.raw, "raw")]
    let parts = kinds.compactMap { kind, word in counts[kind].map { "\($0) \(word)" } }
    var summary = count(counts.values.reduce(0, +), "cell")
    if !parts.isEmpty { summary += ": " + parts.joined(separator: ", ") }
    if !files.isEmpty { summary += "; " + count(files.count, "file") }
    if cellsWithOutputs > 0 { summary += "; outputs of \(cellsWithOutputs) left out" }
    return summary
  }
}
