internal import Foundation
internal import NotebookModel
internal import SourceText

/// What has to be done next for a tab.
enum BuildStep: Sendable {
  /// Load a unit and run its cells.
  case load(CompiledUnit, warnings: [CompilerMessage])
  /// Load the book's library, which the unit of `cell` imports.
  case loadLibrary(CompiledLibrary, for: Int)
  /// Tell that the book's library, which a cell imports, can't be compiled.
  case libraryRefused(cell: Int, [Diagnostic])
  /// Tell that the answer may use unsafe constructs, as the author's does.
  case unsafeAnswer
  /// Tell what the compiler said of a cell: its errors, or that a cell that was to have some has
  /// none.
  case diagnosed(cell: Int, [CompilerMessage], insertions: [UnitSource.Insertion])
  /// Nothing can be compiled on this machine.
  case failed(EnvironmentError)
}

/// Compiles the cells of a tab, in order, ahead of their run.
final class TabBuilder: @unchecked Sendable {  // Used by the one thread that `start` makes.
  private let program: Program
  private let machine: Machine
  private let stop: Cancellation
  private let ended = Promise<Bool>()
  private let route: Route
  private let steps: Pipeline<BuildStep>
  private var made = Assembly()
  /// How many cells the kernel has run already.
  private let done: Int
  /// Whether each cell is a unit, so that a snapshot can be kept behind it.
  private let isStepwise: Bool
  /// How the answer that is tried out is compiled, and seen by its checks.
  private var answer = AnswerPlan()

  /// With `done`, the kernel has run that many cells, each a unit of its own.
  init(
    _ program: Program, on machine: Machine, along route: Route, into steps: Pipeline<BuildStep>,
    isStepwise: Bool = false, done: Int = 0
  ) {
    self.program = program
    stop = Cancellation(within: machine.cancellation)
    var machine = machine
    machine.cancellation = stop
    self.machine = machine
    self.route = route
    self.steps = steps
    self.isStepwise = isStepwise
    self.done = done
  }

  /// Begins to compile, in a thread of its own.
  func start() {
    Thread.detachNewThread {
      self.build()
      self.ended.fulfil(true)
    }
  }

  /// Stops, as nobody wants more; a run that was cancelled leaves no compiler behind.
  func end(of run: Cancellation) {
    steps.end()
    stop.cancel()
    if run.isCancelled { _ = ended.value }
  }

  /// Compiles everything, or up to the first cell that can't be.
  private func build() {
    defer {
      steps.end()
      for branch in route.branches { branch.compiled.fulfil(nil) }
    }
    do {
      guard try prepare() else { return }
    } catch {
      send(.failed(error))
      return
    }
    let start = route.origins.first?.cells ?? 0
    let units =
      isStepwise
      ? program.cells.indices.map { $0..<$0 + 1 }
      : UnitPlan.units(program.cells, made.syntax, boundaries: program.partings)
    for unit in units where unit.lowerBound >= start {
      passOn(at: unit.lowerBound)
      guard !steps.hasEnded, build(unit) else { return }
    }
    passOn(at: program.cells.count)
  }

  /// Reads the cells, and takes over what was compiled of those that other tabs have, too; false
  /// when that came to no end.
  private func prepare() throws(EnvironmentError) -> Bool {
    let origin = route.origins.first
    let reference = [program.contract?.reference].compactMap(\.self)
    let cells = program.cells.dropFirst(origin?.cells ?? 0) + reference
    let own = try syntax(of: cells.map(\.source))
    if let origin {
      guard let given = origin.compiled.value else { return false }
      made = given
      given.steps.forEach(steps.send)
    }
    made.syntax = made.syntax.prefix(origin?.cells ?? 0) + own
    return true
  }

  private func syntax(of sources: [[UInt8]]) throws(EnvironmentError) -> [CellSyntax?] {
    guard !sources.isEmpty else { return [] }
    machine.slots.take()
    defer { machine.slots.give() }
    let reader = SyntaxReader(toolchain: machine.toolchain, cancellation: machine.cancellation)
    guard let keeper = machine.keeper else { return try reader.syntax(of: sources) }
    return try keeper.syntax(of: sources, reader)
  }

  /// Hands what was compiled to the tabs that go their own way from `cell` on.
  private func passOn(at cell: Int) {
    for branch in route.branches where branch.cells == cell { branch.compiled.fulfil(made) }
  }

  private func send(_ step: BuildStep) {
    if !route.branches.isEmpty { made.steps.append(step) }
    steps.send(step)
  }

  /// Compiles one unit; false when the program ends here.
  private func build(_ cells: Range<Int>) -> Bool {
    let cell = program.cells[cells.lowerBound]
    do {
      guard try hasLibrary(for: cells) else { return false }
      // A cell that was refused on purpose left nothing to build on.
      if cells.lowerBound < done, cell.options.expectedDiagnostic != nil { return skip() }
      if let contract = program.contract, contract.position == cells.lowerBound {
        guard try plan(contract) else { return false }
      }
      switch try compile(cells) {
      case .stopped: return false
      case .compiled(let unit, _) where cell.options.expectedDiagnostic != nil:
        send(
          .diagnosed(cell: cells.lowerBound, [], insertions: unit.insertions))
        return false
      case .compiled(let unit, let warnings):
        send(.load(unit, warnings: warnings))
        if !cell.isApart { addSeen(unit) }
        return true
      case .refused(let messages, let insertions):
        return try refused(cells, messages, insertions)
      }
    } catch {
      send(.failed(error))
      return false
    }
  }

  /// Passes over a unit's place in the order of modules.
  private func skip() -> Bool {
    made.position += 1
    return true
  }

  /// The cells before the first refused one are a unit of their own; that one gets the last word
  /// by itself, as what was wrong may lie in a cell behind it.
  private func refused(
    _ cells: Range<Int>, _ messages: [CompilerMessage], _ insertions: [UnitSource.Insertion]
  ) throws(EnvironmentError) -> Bool {
    guard cells.count > 1 else {
      send(.diagnosed(cell: cells.lowerBound, messages, insertions: insertions))
      return program.cells[cells.lowerBound].options.expectedDiagnostic != nil
    }
    let places = ChapterPlaces(program)
    let named = messages.compactMap { message in
      places.place(file: message.file, line: message.line, column: 0)?.cell
    }.filter(cells.contains)
    let first = named.min() ?? cells.lowerBound
    if first > cells.lowerBound, !build(cells.lowerBound..<first) { return false }
    guard build(first..<first + 1) else { return false }
    return first + 1 == cells.upperBound ? true : build(first + 1..<cells.upperBound)
  }

  private func compile(_ cells: Range<Int>) throws(EnvironmentError) -> Compilation {
    defer { made.position += 1 }
    let written = cells.map { (program.cells[$0], made.syntax[$0]) }
    let isSafe = answer.isSafe && program.answers.contains(cells.lowerBound)
    return try compile(written, as: cells, isSafe: isSafe)
  }

  /// Compiles what is written in the place of `cells`.
  private func compile(
    _ written: [(cell: ProgramCell, syntax: CellSyntax?)], as cells: Range<Int>, isSafe: Bool
  ) throws(EnvironmentError) -> Compilation {
    let module = UnitNames.module(at: made.position)
    let own = written.reduce(into: Set<String>()) {
      $0.formUnion($1.syntax?.declaredAtTopLevel ?? [])
    }
    var source = UnitSource(
      at: made.position, after: made.units.last?.module ?? "CellSupport",
      adopting: made.guarded.filter { !own.contains($0.key) })
    for (index, (cell, syntax)) in zip(cells, written) {
      source.append(cell, syntax, ordinal: index, older: made.declaring)
    }
    let statements = written.map { $0.syntax?.statementCount ?? 0 }.max() ?? 0
    let compiler = program.isAttempt ? machine.attemptCompiler : machine.compiler
    return try compiler.compile(
      source, module: module, cells: cells, after: made.units, library: made.library,
      isOptimized: statements <= UnitPlan.optimizedStatements, isSafe: isSafe)
  }

  /// Gets the book's library ready when one of the cells imports it; false when it is not to be had.
  private func hasLibrary(for cells: Range<Int>) throws(EnvironmentError) -> Bool {
    guard made.library == nil, let book = machine.library,
      let cell = cells.first(where: { made.syntax[$0]?.imports.contains(book.book.module) ?? false }
      )
    else { return true }
    let saved = try book.saved(before: program.path, for: program.tab)
    guard !saved.isEmpty else { return true }  // The compiler says that there is no such module.
    switch try machine.compiler.compile(saved, module: book.book.module) {
    case .stopped: return false
    case .refused(let diagnostics):
      if cell > cells.lowerBound, !build(cells.lowerBound..<cell) { return false }
      send(.libraryRefused(cell: cell, diagnostics))
      return false
    case .compiled(let compiled):
      made.library = compiled
      for name in saved.flatMap(\.names) where made.declaring[name] == nil {
        made.declaring[name] = compiled.module
      }
      send(.loadLibrary(compiled, for: cell))
      return true
    }
  }
}

extension TabBuilder {
  /// Gets ready for the answer; false when it breaks a rule.
  private func plan(_ contract: AnswerContract) throws(EnvironmentError) -> Bool {
    let cells = contract.position..<contract.position + 1
    answer.isSafe = contract.asksForSafety
    let mayBeSafe = contract.asksForSafety && !contract.isKnownUnsafe
    for isSafe in mayBeSafe ? [true, false] : [false] {
      guard let reference = contract.reference, let syntax = made.syntax.last,
        case .compiled(let unit, _) = try compile([(reference, syntax)], as: cells, isSafe: isSafe)
      else { continue }
      if AnswerInterface.isPlain(reference.source) { answer.seen = (unit, syntax) }
      answer.isSafe = isSafe
      break
    }
    guard contract.asksForSafety else { return true }
    guard answer.isSafe else {
      send(.unsafeAnswer)
      return true
    }
    let problems = AnswerRules(known: contract.known).problems(in: program.cells[contract.position])
    guard !problems.isEmpty else { return true }
    send(.diagnosed(cell: contract.position, problems, insertions: []))
    return false
  }

  /// Has later units see `unit`, or, when it is an answer, the author's answer in its place: symbols
  /// are the same, so that what is compiled against one runs with the other.
  private func addSeen(_ unit: CompiledUnit) {
    guard program.answers.contains(unit.cells.lowerBound), let (seen, syntax) = answer.seen else {
      return made.add(unit)
    }
    made.add(seen, [syntax])
  }
}

/// How the answer that is tried out is compiled, and seen by its checks.
private struct AnswerPlan {
  /// Whether it may use nothing unsafe.
  var isSafe = false
  /// What checks are compiled against in its place.
  var seen: (unit: CompiledUnit, syntax: CellSyntax?)?
}
