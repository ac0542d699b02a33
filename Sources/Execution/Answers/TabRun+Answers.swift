internal import CellOutput

extension TabRun {
  /// Why `cell` could not be loaded: for a check, that the answer lacks what it calls.
  func loadFailure(_ reason: String, of cell: Int) -> Failure {
    guard let found = reason.firstRange(of: "undefined symbol: ") else {
      return Failure(.environment, "the compiled cell cannot be loaded: \(reason)")
    }
    guard program.cells[cell].isCheck else {
      // The loader misses what a cell declares and nothing defines (`@_silgen_name`): its mistake.
      let words = reason.split(separator: ".so: ").last.map(String.init) ?? reason
      return Failure(.diagnostic, "the compiled cell cannot be loaded: \(words)")
    }
    let symbol = reason[found.upperBound...].prefix { !$0.isWhitespace }
    return Failure(
      .diagnostic, "the answer has no '\(declaration(String(symbol)))', which this calls",
      hint: "declare it as the starter does, with the same names and types")
  }

  /// What `symbol` names, in Swift.
  private func declaration(_ symbol: String) -> String {
    let command = Command(machine.toolchain.demangler, ["-compact", symbol])
    let answer = try? command.run(until: machine.cancellation)
    let text = answer.map { UnitNames.removed(from: $0.output[...]) } ?? symbol
    let line = text.split(separator: "\n").first.map(String.init) ?? symbol
    return line.replacing("Swift.", with: "").replacing(
      /\(extension in Lectern_[0-9]+\):/, with: "")
  }
}
