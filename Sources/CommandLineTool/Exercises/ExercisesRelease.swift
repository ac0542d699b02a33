internal import Checking
internal import Jupyter
internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern exercises release`: writes the copy of a chapter that students get.
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
    guard let (notebook, book) = chapter(at: path) else { return .usage }
    if report(notebook.diagnostics) { return .failure }
    guard FileSystem.resolved(target) ?? target != FileSystem.resolved(path) ?? path else {
      complain("'\(target)' is the chapter itself, and holds its solutions")
      return .usage
    }
    if !settings.replacesFiles, FileSystem.entry(at: target) != nil {
      complain("'\(target)' is there already", hint: "choose another place with -o, or use --force")
      return .failure
    }
    try FileSystem.createFolder(Path.folder(of: target))
    try FileSystem.write(
      settings.writesNotebook ? jupyterCopy(of: notebook, book) : notebook.studentCopy, to: target)
    if !settings.isQuiet {
      let number = Exercise.all(in: notebook).count
      console.print("released \(target) (\(count(number, "exercise")))")
    }
    return .success
  }

  /// The student's copy as a notebook of Jupyter, with the cells of all tabs and no outputs.
  private func jupyterCopy(of notebook: Notebook, _ book: Book) -> [UInt8] {
    let copy = engines.parse(notebook.studentCopy, notebook.path, book.tabs)
    let exporter = NotebookExporter(
      copy, results: [:], in: ChapterSurroundings(macros: book.macros))
    return Array(exporter.jupyterNotebook(tab: nil).fileText.utf8)
  }
}
