internal import CellOutput
internal import Glibc

/// Finds out why a cell stopped, and where.
struct Autopsy {
  let symbolizer: Symbolizer
  let units: Set<String>
  let memoryLimit: Int

  /// The failure that ended `cell` of the program.
  func failure(
    of cell: Int, _ cause: KernelSession.Cause, trace: [TraceEntry], said: FatalErrorLine?
  ) -> Failure {
    let program = symbolizer.places.program
    var report = symbolizer.report(trace, units: units)
    // Where statements of two cells fail alike, the optimiser may have made one place of both.
    report.frames.removeAll { $0.function.isEmpty && $0.origin == nil && $0.cell != cell }
    var failure = facts(cause, said, report)
    failure.file = program.path(of: cell)
    failure.line = program.cells[cell].sourceLine
    if let frame = report.frames.first(where: { $0.origin == nil }) {
      failure.file = program.path(of: frame.cell ?? cell)
      (failure.line, failure.column) = (frame.line, frame.column)
    }
    if let frame = report.frames.first, let origin = frame.origin, failure.hint == nil {
      failure.hint =
        "it stopped in '\(frame.function)', saved by another chapter, at "
        + "\(origin):\(frame.line):\(frame.column)"
    }
    if let said,
      let place = symbolizer.places.place(file: said.file, line: said.line, column: 0),
      place.line != failure.line
    {
      failure.file = program.path(of: place.cell)
      (failure.line, failure.column) = (place.line, 0)
    }
    failure.frames = report.frames.prefix(20).map { frame in
      let file = frame.origin ?? program.path(of: frame.cell ?? cell)
      let place = "\(file):\(frame.line):\(frame.column)"
      return frame.function.isEmpty ? place : "\(place) in \(frame.function)"
    }
    return failure
  }

  private func facts(
    _ cause: KernelSession.Cause, _ said: FatalErrorLine?, _ report: Symbolizer.Report
  ) -> Failure {
    switch cause {
    case .cancelled: return Failure(.interrupted, "the run was interrupted here")
    case .memory(let bytes):
      return Failure(.memory, Self.memoryMessage(bytes))
    case .excess(let excess): return excess.failure
    case .timeout(let seconds, let isChapter): return late(seconds, isChapter)
    case .exit(let status):
      return Failure(
        .exit, "the cell called exit(\(status))",
        hint: "a cell that ends the program ends its tab; leave 'exit' out")
    case .thrown(let error):
      return Failure(
        .thrown, "error thrown: \(UnitNames.removed(from: Array(error.utf8)[...]))")
    case .signal(let number): return crash(number, said, report)
    }
  }

  private func late(_ seconds: Double, _ isChapter: Bool) -> Failure {
    guard isChapter else {
      return Failure(
        .timeout, "the cell took longer than \(seconds.inWords) s",
        hint: "'%%cell timeout=SECONDS' gives a cell another limit")
    }
    guard symbolizer.places.program.isAttempt else {
      return Failure(
        .timeout, "the cells of this tab took longer than \(seconds.inWords) s together")
    }
    return Failure(
      .timeout, "the cell took longer than the \(seconds.inWords) s that cells before it left")
  }

  private static func memoryMessage(_ limit: Int) -> String {
    "the program needed more memory than the \(limit.sizeInWords) it may have"
  }

  private func crash(
    _ number: Int32, _ said: FatalErrorLine?, _ report: Symbolizer.Report
  ) -> Failure {
    if let said, said.message.contains("Could not allocate memory") {
      return Failure(.memory, Self.memoryMessage(memoryLimit))
    }
    if let message = said?.message ?? report.reason { return Failure(.crash, message) }
    switch number {
    case SIGSEGV, SIGBUS:
      if let function = report.runaway {
        return Failure(.crash, "the stack overflowed: '\(function)' calls itself without end")
      }
      return Failure(.crash, "the program used memory that is not its own (signal \(number))")
    case SIGABRT: return Failure(.crash, "the program called abort() (signal 6)")
    case SIGKILL:
      return Failure(
        .crash, "the program was killed from outside (signal 9)",
        hint: "the system does that when memory runs out")
    default:
      return Failure(.crash, "the program was ended by signal \(number)")
    }
  }
}

extension Double {
  /// The number, with a decimal only when it has one.
  var inWords: String {
    let tenths = (self * 10).rounded()
    return tenths.remainder(dividingBy: 10) == 0 ? "\(Int(tenths / 10))" : "\(tenths / 10)"
  }
}

extension Excess {
  /// What ended the program, in words.
  fileprivate var failure: Failure {
    switch self {
    case .text(let bytes):
      Failure(.crash, "the cell put out more than \(bytes.sizeInWords) of text, and was ended")
    case .displays(let bytes):
      Failure(.crash, "the cell put out more than \(bytes.sizeInWords) of displays, and was ended")
    case .disk(let bytes):
      Failure(.crash, "its files took more than the \(bytes.sizeInWords) they may have")
    case .files(let count): Failure(.crash, "it made more than the \(count) files it may have")
    case .threads(let count): Failure(.crash, "it had more than the \(count) threads it may have")
    }
  }
}

extension Symbolizer.Report {
  /// The function that fills the trace, if one does.
  fileprivate var runaway: String? {
    calls.max { $0.value < $1.value }.flatMap { $0.value > 15 ? $0.key : nil }
  }
}
