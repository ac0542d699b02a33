/// An exercise of a chapter: what the student begins with, what answers it, and what checks that.
package struct Exercise: Hashable, Sendable {
  /// Its name, which the chapter's directives give.
  package var id: String
  /// The cells with a part in it, in file order.
  package var cells: [Cell]

  /// The exercises of `notebook`, in the order in which they begin.
  package static func all(in notebook: Notebook) -> [Exercise] {
    var exercises: [Exercise] = []
    var places: [String: Int] = [:]
    for cell in notebook.cells {
      guard let role = cell.role else { continue }
      if let place = places[role.id] {
        exercises[place].cells.append(cell)
      } else {
        places[role.id] = exercises.count
        exercises.append(Exercise(id: role.id, cells: [cell]))
      }
    }
    return exercises
  }

  /// The line on which it begins.
  package var line: Int { cells.first { $0.isStarter }?.lines.lowerBound ?? 1 }

  /// The tabs that have it, in the order in which the chapter declares them.
  package func tabs(of notebook: Notebook) -> [String] {
    notebook.programs.filter { tab in cells.contains { $0.isStarter && $0.tabs.contains(tab) } }
  }

  /// What of it is in `tab`.
  package func part(in tab: String) -> Part {
    var part = Part(id: id)
    for cell in cells where cell.tabs.contains(tab) {
      switch cell.role {
      case .exercise(_, let points): (part.starter, part.ownPoints) = (cell, points)
      case .solution: part.solution = cell
      case .check: part.checks.append(cell)
      case .wrong: part.wrong.append(cell)
      case .hint: part.hints.append(cell)
      case nil: break
      }
    }
    return part
  }
}

extension Exercise {
  /// An exercise as one tab has it.
  package struct Part: Hashable, Sendable {
    /// The exercise's name.
    package var id: String
    package var starter: Cell?
    package var solution: Cell?
    package var checks: [Cell] = []
    /// What helps along, in the order in which it should be read.
    package var hints: [Cell] = []
    /// The known wrong answers.
    package var wrong: [Cell] = []
    /// What the starter's directive says it is worth.
    fileprivate var ownPoints: Double?

    fileprivate init(id: String) { self.id = id }

    /// Where an answer stands: behind the cells that the solution stands behind.
    package var index: Int { solution?.index ?? starter?.index ?? 0 }

    /// What each check is worth: what it says, or an equal share of what the others leave of the
    /// exercise's points; 1 when nothing says anything.
    package var shares: [Double] {
      let said = checks.map(\.points)
      let rest = (ownPoints ?? 0) - said.reduce(0) { $0 + ($1 ?? 0) }
      let silent = said.count { $0 == nil }
      let share = ownPoints == nil ? 1 : max(0, rest) / Double(max(silent, 1))
      return said.map { $0 ?? share }
    }

    /// What the exercise is worth: what its checks are worth together or, when there are none,
    /// what it says itself.
    package var points: Double { checks.isEmpty ? ownPoints ?? 0 : shares.reduce(0, +) }
  }
}

extension Cell {
  /// Whether the cell is what the student begins with.
  package var isStarter: Bool {
    if case .exercise = role { true } else { false }
  }

  /// What a check says it is worth.
  fileprivate var points: Double? {
    if case .check(_, let points, _, _) = role { points } else { nil }
  }

  /// What a check is called.
  package var checkName: String {
    guard case .check(_, _, let name, _) = role else { return "" }
    return name ?? "line \(lines.lowerBound)"
  }

  /// What a known wrong answer's check must say.
  package var expectedMessage: String? {
    if case .wrong(_, let text) = role { text } else { nil }
  }
}
