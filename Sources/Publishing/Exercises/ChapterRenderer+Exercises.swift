import Markdown
import Markup
import NotebookModel

extension ChapterRenderer {
  private typealias Member = ExerciseBlocks.Member

  /// Returns what readers see of a cell: all of an exercise where one begins.
  func piece(for cell: Cell, at block: Block) -> TabPiece {
    if outline.exercises.inner.contains(cell.index) { return .nothing }
    if let exercise = outline.exercises.blocks[cell.index] { return piece(for: exercise) }
    return part(Member(cell: cell, block: block), named: cell.role.map { " of “\($0.id)”" } ?? "")
  }

  /// Returns an exercise; where only some tabs have it, once for each of those.
  private func piece(for exercise: ExerciseBlocks.ExerciseBlock) -> TabPiece {
    let tabs = cells.tabs.filter(exercise.tabs.contains)
    guard tabs.count < cells.tabs.count else {
      return .shared(html(for: exercise, in: tabs))
    }
    let contents = tabs.enumerated().map { number, tab in
      var renderer = self
      renderer.cells = CellRenderer(tabs: [tab], results: cells.results, isRepeated: number > 0)
      if number > 0 { renderer.idSuffix += "-\(tab.tabKey)" }
      return (tab, renderer.html(for: exercise, in: [tab]))
    }
    return .tabbed(Dictionary(uniqueKeysWithValues: contents))
  }

  private func html(for exercise: ExerciseBlocks.ExerciseBlock, in tabs: [String]) -> HTML {
    let id = exercise.id + idSuffix
    let starters = exercise.members { if case .exercise = $0 { true } else { false } }
    let hints = exercise.members { if case .hint = $0 { true } else { false } }
    let solutions = exercise.members { if case .solution = $0 { true } else { false } }
    var pieces = starters.map { part($0) } + [checks(of: exercise, in: tabs)]
    for (number, hint) in hints.enumerated() {
      pieces.append(part(hint, named: hints.count == 1 ? "" : " \(number + 1)"))
    }
    pieces += solutions.map { part($0) }
    let content = TabGroups(tabs: tabs, prefix: "lectern-\(id)-").html(for: pieces)
    return """
      <div class="exercise" id="\(id)" role="group" aria-labelledby="lectern-\(id)-name">
      <p class="exercise-title"><span id="lectern-\(id)-name"><b>Exercise</b> \
      \(exercise.exercise.id)</span>\(worth(of: exercise.exercise, in: tabs)) \
      <a class="anchor" href="#\(id)" \
      aria-label="Link to exercise “\(exercise.exercise.id)”">#</a></p>
      \(content)</div>

      """
  }

  /// Returns the points of an exercise, by tab where they differ.
  private func worth(of exercise: Exercise, in tabs: [String]) -> HTML {
    let points = (tabs.isEmpty ? [exercise.onlyTab] : tabs).map { exercise.part(in: $0).points }
    guard let first = points.first, points.contains(where: { $0 != first }) else {
      return Worth.html(points.first ?? 0)
    }
    let words = zip(tabs, points).map { "\($0): \(Worth.words($1))" }
    return " <span class=\"points\">\(words.joined(separator: ", "))</span>"
  }
}

// MARK: Parts

extension ChapterRenderer {
  /// Returns one cell with a part in an exercise; `name` completes what its fold is called.
  private func part(_ member: Member, named name: String = "") -> TabPiece {
    let figure = outline.figures[member.block.bytes.lowerBound]
    switch member.cell.role {
    case nil, .exercise: return cells.piece(for: member.cell, figure: figure)
    case .wrong: return .nothing
    case .hint: return hint(member, Fold(kind: "exercise-hint", summary: "Hint\(name)"))
    case .solution:
      let fold = Fold(kind: "solution", summary: "Solution\(name)")
      return cells.piece(for: member.cell, figure: figure, in: fold)
    case .check(_, let points, let label, let isHidden):
      guard !isHidden else { return .nothing }
      let title = label.map { ": \($0)" } ?? ""
      let summary: HTML = "Check\(name)\(title)\(Worth.html(points ?? 0))"
      return cells.piece(
        for: member.cell, figure: figure, in: Fold(kind: "check", summary: summary))
    }
  }

  /// Returns the Markdown of a hint, folded.
  private func hint(_ member: Member, _ fold: Fold) -> TabPiece {
    guard !member.cell.options.hidesInput else { return .nothing }
    let tabs = cells.tabs.filter(member.cell.tabs.contains)
    func html(_ renderer: ChapterRenderer) -> HTML {
      let prefix = "lectern-cell-\(member.cell.index)-tabs-"
      return fold.html(around: renderer.html(for: member.block.children, prefix: prefix))
    }
    guard tabs.count < cells.tabs.count else { return .shared(html(self)) }
    let contents = tabs.enumerated().map { number, tab in
      var renderer = self
      if number > 0 { renderer.idSuffix += "-\(tab.tabKey)" }
      return (tab, html(renderer))
    }
    return .tabbed(Dictionary(uniqueKeysWithValues: contents))
  }

  /// Returns the names of an exercise's checks, by tab where they differ.
  private func checks(
    of exercise: ExerciseBlocks.ExerciseBlock, in tabs: [String]
  ) -> TabPiece {
    guard let first = tabs.first else {
      return .shared(checkList(of: exercise, in: exercise.exercise.onlyTab))
    }
    let lists = tabs.map { (tab: $0, list: checkList(of: exercise, in: $0)) }
    if lists.allSatisfy({ $0.list == lists[0].list }) {
      return .shared(checkList(of: exercise, in: first))
    }
    return .tabbed(Dictionary(uniqueKeysWithValues: lists.filter { !$0.list.markup.isEmpty }))
  }

  /// Returns the names of the checks in `tab` with their points, those that students do not see
  /// only counted.
  private func checkList(of exercise: ExerciseBlocks.ExerciseBlock, in tab: String) -> HTML {
    let part = exercise.exercise.part(in: tab)
    guard !part.checks.isEmpty else { return HTML() }
    let here = Set(exercise.members.map(\.cell.index))
    var items = HTML()
    var hidden = (count: 0, points: 0.0)
    for (number, (check, points)) in zip(part.checks, part.shares).enumerated() {
      guard case .check(_, _, let name, isHidden: false) = check.role else {
        hidden = (hidden.count + 1, hidden.points + points)
        continue
      }
      let label: HTML = "\(name ?? "check \(number + 1)")\(Worth.html(points))"
      let source = here.contains(check.index) ? cells.source(of: check) : HTML()
      let fold = Fold(kind: "check", summary: label)
      items += "<li>\(source.markup.isEmpty ? label : fold.html(around: source))</li>\n"
    }
    if hidden.count > 0 {
      let words = hidden.count == 1 ? "1 hidden check" : "\(hidden.count) hidden checks"
      items += "<li>\(words)\(Worth.html(hidden.points))</li>\n"
    }
    return "<div class=\"checks\">\n<p>Checks</p>\n<ul>\n\(items)</ul>\n</div>\n"
  }
}

extension Exercise {
  /// The name of the only tab, in a chapter without a choice.
  fileprivate var onlyTab: String { cells.first { $0.isStarter }?.tabs.first ?? "" }
}
