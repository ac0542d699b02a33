internal import Checking
internal import Execution
internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern exercises release`: writes the copy of a chapter that students get, and beside it the
  /// files that it needs.
  func releaseExercises(_ settings: Settings) throws -> ExitStatus {
    guard settings.paths.count == 1, let path = settings.paths.first else {
      complain(
        "'lectern exercises release' takes one chapter, and was given \(settings.paths.count)")
      return .usage
    }
    guard let target = settings.output else {
      complain(
        "'lectern exercises release' has to be told where the copy goes",
        hint: "'-o FILE' names it")
      return .usage
    }
    guard let (notebook, _) = chapter(at: path), let folder = try? ChapterSearch([path]).books.first
    else { return .usage }
    if report(notebook.diagnostics) { return .failure }
    guard FileSystem.resolved(target) ?? target != FileSystem.resolved(path) ?? path else {
      complain("'\(target)' is the chapter itself, and holds its solutions")
      return .usage
    }
    // Only a chapter that imports the library needs the compiler, which reads what is in it.
    let runner =
      notebook.cells.contains { $0.source.contains("import \(folder.book.library)") }
      ? try Runner(runOptions(settings, folder.book)) : nil
    let student = try StudentFolder(of: notebook, in: folder) { tab in
      try runner?.savedText(before: path, for: tab) ?? ""
    }
    let place = Path.folder(of: target)
    let files = student.files.filter { !Self.isSame($0.source, Path.join(place, $0.name)) }
    for file in [target] + files.map({ Path.join(place, $0.name) })
    where !settings.replacesFiles && FileSystem.entry(at: file) != nil {
      complain("'\(file)' is there already", hint: "choose another place with -o, or use --force")
      return .failure
    }
    let copy =
      settings.writesNotebook
      ? student.jupyterNotebook(parsedBy: engines.parse, path: path) : student.copy
    try FileSystem.createFolder(place)
    try FileSystem.write(copy, to: target)
    for file in files {
      let way = Path.join(place, file.name)
      try FileSystem.createFolder(Path.folder(of: way))
      try FileSystem.write(try FileSystem.read(file.source), to: way)
    }
    tell(student, files, Exercise.all(in: notebook).count, target, settings)
    return .success
  }

  private func tell(
    _ student: StudentFolder, _ files: [StudentFolder.File], _ exercises: Int, _ target: String,
    _ settings: Settings
  ) {
    for warning in student.warnings { console.print("lectern: warning: \(warning)", to: .error) }
    guard !settings.isQuiet else { return }
    console.print("released \(target) (\(count(exercises, "exercise")))")
    for file in files {
      console.print("released \(Path.join(Path.folder(of: target), file.name))")
    }
  }

  /// Whether two paths hold the same: they are one file, or a copy was written before.
  private static func isSame(_ source: String, _ target: String) -> Bool {
    guard FileSystem.kind(of: target) == .file else { return false }
    if FileSystem.resolved(source) == FileSystem.resolved(target) { return true }
    guard let old = try? FileSystem.read(source) else { return false }
    return old == (try? FileSystem.read(target))
  }
}
