internal import NotebookModel
internal import SourceText

/// What has to be done next for a tab.
enum BuildStep: Sendable {
  /// Load a unit and run its cells.
  case load(CompiledUnit, warnings: [CompilerMessage])
  /// Load the book's library, which the next unit imports.
  case loadLibrary(CompiledLibrary)
  /// Know of a library that the kernel, a copy of a snapshot, has loaded already.
  case known(library: String, insertions: [UnitSource.Insertion])
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
final class TabBuilder: @unchecked Sendable {  // Used by one thread, the one that calls `build`.
  private let program: Program
  private let machine: Machine
  private let steps: Pipeline<BuildStep>
  private var syntax: [CellSyntax?] = []
  /// The units that later ones build on.
  private var units: [CompiledUnit] = []
  /// Where each name was last declared.
  private var declaring: [String: String] = [:]
  /// The names that a `guard` bound in the last unit, with its module.
  private var guarded: [String: String] = [:]
  /// The book's library, once a unit imports it.
  private var library: CompiledLibrary?
  private var position = 0
  /// How many cells the kernel has run already.
  private let done: Int
  /// Whether each cell is a unit, so that a snapshot can be kept behind it.
  private let isStepwise: Bool
  /// How the answer that is tried out is compiled, and seen by its checks.
  private var answer = AnswerPlan()

  /// With `done`, the kernel has run that many cells, each a unit of its own.
  init(
    _ program: Program, on machine: Machine, into steps: Pipeline<BuildStep>,
    isStepwise: Bool = false, done: Int = 0
  ) {
    self.program = program
    self.machine = machine
    self.steps = steps
    self.isStepwise = isStepwise
    self.done = done
  }

  /// Compiles everything, or up to the first cell that can't be.
  func build() {
    defer { steps.end() }
    do {
      machine.slots.take()
      defer { machine.slots.give() }
      let reader = SyntaxReader(toolchain: machine.toolchain, cancellation: machine.cancellation)
      let sources = (program.cells + [program.contract?.reference].compactMap(\.self))
        .map(\.source)
      if let keeper = machine.keeper {
        syntax = try keeper.syntax(of: sources, reader)
      } else {
        syntax = try reader.syntax(of: sources)
      }
    } catch {
      steps.send(.failed(error))
      return
    }
    let units =
      isStepwise
      ? program.cells.indices.map { $0..<$0 + 1 } : UnitPlan.units(program.cells, syntax)
    for unit in units {
      guard !steps.hasEnded, build(unit) else { return }
    }
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
        steps.send(
          .diagnosed(cell: cells.lowerBound, [], insertions: unit.insertions))
        return false
      case .compiled(let unit, _) where cells.lowerBound < done:
        steps.send(.known(library: unit.library, insertions: unit.insertions))
        if !cell.isApart { add(unit) }
        return true
      case .compiled(let unit, let warnings):
        steps.send(.load(unit, warnings: warnings))
        if !cell.isApart { addSeen(unit) }
        return true
      case .refused(let messages, let insertions):
        return try refused(cells, messages, insertions)
      }
    } catch {
      steps.send(.failed(error))
      return false
    }
  }

  /// Passes over a unit's place in the order of modules.
  private func skip() -> Bool {
    position += 1
    return true
  }

  /// The cells before the first refused one are a unit of their own; that one gets the last word
  /// by itself, as what was wrong may lie in a cell behind it.
  private func refused(
    _ cells: Range<Int>, _ messages: [CompilerMessage], _ insertions: [UnitSource.Insertion]
  ) throws(EnvironmentError) -> Bool {
    guard cells.count > 1 else {
      steps.send(.diagnosed(cell: cells.lowerBound, messages, insertions: insertions))
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
    defer { position += 1 }
    let written = cells.map { (program.cells[$0], syntax[$0]) }
    return try compile(
      written, as: cells, isSafe: answer.isSafe && program.answers.contains(cells.lowerBound))
  }

  /// Compiles what is written in the place of `cells`.
  private func compile(
    _ written: [(cell: ProgramCell, syntax: CellSyntax?)], as cells: Range<Int>, isSafe: Bool
  ) throws(EnvironmentError) -> Compilation {
    let module = UnitNames.module(at: position)
    let own = written.reduce(into: Set<String>()) {
      $0.formUnion($1.syntax?.declaredAtTopLevel ?? [])
    }
    var source = UnitSource(
      at: position, after: units.last?.module ?? "CellSupport",
      adopting: guarded.filter { !own.contains($0.key) })
    for (index, (cell, syntax)) in zip(cells, written) {
      source.append(cell, syntax, ordinal: index, older: declaring)
    }
    let statements = written.map { $0.syntax?.statementCount ?? 0 }.max() ?? 0
    return try machine.compiler.compile(
      source, module: module, cells: cells, after: units, library: library,
      isOptimized: statements <= UnitPlan.optimizedStatements, isSafe: isSafe)
  }

  /// Gets the book's library ready when one of the cells imports it; false when it is not to be had.
  private func hasLibrary(for cells: Range<Int>) throws(EnvironmentError) -> Bool {
    guard library == nil, let book = machine.library,
      let cell = cells.first(where: { syntax[$0]?.imports.contains(book.book.module) ?? false })
    else { return true }
    let saved = try book.saved(before: program.path, for: program.tab)
    guard !saved.isEmpty else { return true }  // The compiler says that there is no such module.
    switch try machine.compiler.compile(saved, module: book.book.module) {
    case .stopped: return false
    case .refused(let diagnostics):
      if cell > cells.lowerBound, !build(cells.lowerBound..<cell) { return false }
      steps.send(.libraryRefused(cell: cell, diagnostics))
      return false
    case .compiled(let compiled):
      library = compiled
      for name in saved.flatMap(\.names) where declaring[name] == nil {
        declaring[name] = compiled.module
      }
      steps.send(
        cell < done
          ? .known(library: compiled.library, insertions: []) : .loadLibrary(compiled))
      return true
    }
  }

  private func add(_ unit: CompiledUnit) {
    add(unit, unit.cells.map { syntax[$0] })
  }

  /// Has later units see `unit`, whose cells consist of `syntax`.
  private func add(_ unit: CompiledUnit, _ syntax: [CellSyntax?]) {
    units.append(unit)
    for name in guarded.keys { declaring[name] = unit.module }
    guarded = [:]
    for cell in syntax {
      for name in cell?.declaredAtTopLevel ?? [] { declaring[name] = unit.module }
      for name in cell?.guarded ?? [] { guarded[name] = unit.module }
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
      guard let reference = contract.reference, let syntax = syntax.last,
        case .compiled(let unit, _) = try compile([(reference, syntax)], as: cells, isSafe: isSafe)
      else { continue }
      if AnswerInterface.isPlain(reference.source) { answer.seen = (unit, syntax) }
      answer.isSafe = isSafe
      break
    }
    guard contract.asksForSafety else { return true }
    guard answer.isSafe else {
      steps.send(.unsafeAnswer)
      return true
    }
    let problems = AnswerRules(known: contract.known).problems(in: program.cells[contract.position])
    guard !problems.isEmpty else { return true }
    steps.send(.diagnosed(cell: contract.position, problems, insertions: []))
    return false
  }

  /// Has later units see `unit`, or, when it is an answer, the author's answer in its place: symbols
  /// are the same, so that what is compiled against one runs with the other.
  private func addSeen(_ unit: CompiledUnit) {
    guard program.answers.contains(unit.cells.lowerBound), let (seen, syntax) = answer.seen else {
      return add(unit)
    }
    add(seen, [syntax])
  }
}

/// How the answer that is tried out is compiled, and seen by its checks.
private struct AnswerPlan {
  /// Whether it may use nothing unsafe.
  var isSafe = false
  /// What checks are compiled against in its place.
  var seen: (unit: CompiledUnit, syntax: CellSyntax?)?
}
