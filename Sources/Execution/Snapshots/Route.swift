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
    let beginnings = Beginnings(of: programs)
    let leads = programs.indices.map { beginnings.lead(of: $0) }
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

  /// Lets go of what is kept for others, all of which are done.
  func end() { for branch in branches { branch.reached.clear() } }
}

/// How far the tabs of one chapter begin alike.
struct Beginnings: Sendable {
  private let programs: [Program]
  /// What the state of each depends on, cell by cell.
  private let chains: [[String]]

  init(of programs: [Program]) {
    self.programs = programs
    chains = programs.map(\.chain)
  }

  /// How many cells two of the tabs begin with alike.
  ///
  /// Imports alone are none: there is less to gain than it costs to compile them by themselves.
  func cellsShared(_ one: Int, _ other: Int) -> Int {
    let (chain, cells) = (chains[one], programs[one].cells)
    guard chain.first == chains[other].first else { return 0 }
    let rest = zip(chain.dropFirst(), chains[other].dropFirst())
    let places = zip(cells, programs[other].cells)
    let count = zip(rest, places).prefix { $0.0 == $0.1 && $1.0.index == $1.1.index }.count
    return cells[..<count].allSatisfy(\.isImport) ? 0 : count
  }

  /// After how many cells a tab parts from any of the others.
  func partings(of index: Int) -> Set<Int> {
    Set(programs.indices.filter { $0 != index }.map { cellsShared(index, $0) })
  }

  /// The first of the tabs before the one at `index` that shares the most cells with it.
  fileprivate func lead(of index: Int) -> (program: Int, cells: Int)? {
    let shared = programs[..<index].indices.map { cellsShared(index, $0) }
    guard let most = shared.max(), most > 0 else { return nil }
    return shared.firstIndex(of: most).map { ($0, most) }
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
