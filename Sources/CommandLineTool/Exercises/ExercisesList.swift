internal import Checking
internal import NotebookModel

extension Workbench {
  /// `lectern exercises list`: a line for each exercise: place, name, points.
  func listExercises(_ settings: Settings) throws -> ExitStatus {
    guard let search = search(settings.paths) else { return .usage }
    var hasErrors = report(search.diagnostics)
    var count = 0
    for notebook in try notebooks(of: search.books) {
      if report(notebook.diagnostics) { hasErrors = true }
      for exercise in Exercise.all(in: notebook) {
        let tabs = exercise.tabs(of: notebook)
        let points = tabs.map { exercise.part(in: $0).points }.max() ?? 0
        let named = tabs.filter { !$0.isEmpty }
        let place =
          named.isEmpty || named.count == notebook.tabs.count
          ? "" : " (\(named.joined(separator: ", ")))"
        console.print(
          "\(notebook.path):\(exercise.line): \(exercise.id), \(Self.points(points))\(place)")
        count += 1
      }
    }
    if count == 0, !settings.isQuiet { console.print("there are no exercises", to: .error) }
    return hasErrors ? .failure : .success
  }

  /// A number of points, in words.
  static func points(_ points: Double) -> String {
    let number = points == points.rounded() && abs(points) < 1e15 ? "\(Int(points))" : "\(points)"
    return "\(number) \(points == 1 ? "point" : "points")"
  }
}
