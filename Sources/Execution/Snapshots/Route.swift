internal import CellOutput
internal import SourceText

/// A place between two cells where tabs that begin alike part: one of them goes on, and the others
/// go on from what it got to.
final class Branch: Sendable {
  /// How many cells they share.
  let cells: Int
  /// What was compiled of these; `nil` when that came to no end.
  let compiled = Promise<Assembly?>()
  /// What these came to.
  let reached = Promise<Stage>()

  init(behind cells: Int) { self.cells = cells }
}

/// What the first cells of a tab came to.
struct Stage: Sendable {
  /// Their results; behind a failure there are none.
  let results: [CellResult]
  /// The files they read.
  let files: Set<String>
  /// What is to be said of a failure.
  let diagnostics: [Diagnostic]
  /// The program behind them, if it could be kept.
  let snapshot: Snapshot?

  /// Whether a cell ended the program.
  var isEnd: Bool { results.last.map { $0.status != .finished } ?? false }
}

/// Where the run of a tab begins, and where those of others go on from it.
struct Route: Sendable {
  /// Where it may begin, the latest place first; without any, at the top.
  var origins: [Branch] = []
  /// Where others go on, in order.
  var branches: [Branch] = []

  /// The routes of tabs of one chapter: cells that some of them begin with are run by the first.
  static func all(for programs: [Program]) -> [Route] {
    var routes = programs.map { _ in Route() }
    let leads = programs.indices.map { lead(of: $0, in: programs) }
    for case (let lead, let cells)? in leads
    where !routes[lead].branches.contains(where: { $0.cells == cells }) {
      routes[lead].branches.append(Branch(behind: cells))
      routes[lead].branches.sort { $0.cells < $1.cells }
    }
    for case (let index, (let lead, let cells)?) in zip(routes.indices, leads) {
      let before = routes[lead].branches.filter { $0.cells <= cells }
      routes[index].origins = before.reversed() + routes[lead].origins
    }
    return routes
  }

  /// The first of the programs that shares the most cells with the one at `index`, before that.
  private static func lead(
    of index: Int, in programs: [Program]
  ) -> (program: Int, cells: Int)? {
    let shared = programs[..<index].map { $0.cellsShared(with: programs[index]) }
    guard let most = shared.max(), most > 0 else { return nil }
    return shared.firstIndex(of: most).map { ($0, most) }
  }

  /// Lets go of what is kept for others, all of which are done.
  func end() { for branch in branches { branch.reached.clear() } }
}

extension Program {
  /// How many cells this tab and `other`, of the same chapter, begin with alike.
  ///
  /// Imports alone are none: there is less to gain than it costs to compile them by themselves.
  func cellsShared(with other: Program) -> Int {
    let (own, others) = (chain, other.chain)
    guard own.first == others.first else { return 0 }
    let count = zip(own.indices.dropLast(), others.indices.dropLast()).prefix { index, _ in
      own[index + 1] == others[index + 1] && cells[index].index == other.cells[index].index
    }.count
    return cells[..<count].allSatisfy(\.isImport) ? 0 : count
  }
}

extension ProgramCell {
  /// Whether it imports modules, and does nothing else.
  fileprivate var isImport: Bool {
    String(decoding: source, as: UTF8.self).split(separator: "\n").allSatisfy { line in
      let text = line.drop { $0 == " " }
      return text.isEmpty || text.hasPrefix("import ") || text.hasPrefix("//")
    }
  }
}
