package import CellOutput

/// What a check of an exercise found.
package struct CheckVerdict: Hashable, Sendable {
  /// What its `expect` calls found, in order; places are those of the chapter.
  package private(set) var expectations: [Expectation] = []
  /// Whether it came to its end.
  package private(set) var isComplete = false
  /// How the cell ended, and what it put out.
  package var result = CellResult(.notRun)

  /// Creates what a check found.
  package init(
    _ expectations: [Expectation] = [], isComplete: Bool = false,
    result: CellResult = CellResult(.notRun)
  ) {
    self.expectations = expectations
    self.isComplete = isComplete
    self.result = result
  }

  /// Whether the check passed: it came to its end, expected something, and all was as expected.
  package var isPassed: Bool {
    isComplete && result.status == .finished && !expectations.isEmpty
      && expectations.allSatisfy(\.isMet)
  }

  /// The failure that ended the check or, in its place, one of the cells before.
  package var failure: Failure? {
    for case .failure(let failure) in result.outputs { return failure }
    return nil
  }
}

extension CheckVerdict {
  /// The most expectations that are kept; a check in a loop may have many.
  private static let limit = 10_000

  /// Notes what an `expect` found, or with `nil` that the check came to its end.
  ///
  /// What an answer expects of itself shows nothing.
  mutating func add(_ found: Expectation?, _ places: ChapterPlaces) {
    guard var found else {
      isComplete = true
      return
    }
    if let place = places.place(file: found.file, line: found.line, column: 0) {
      if places.program.answers.contains(place.cell) { return }
      (found.file, found.line) = (places.program.path, place.line)
    }
    if expectations.count < Self.limit || !found.isMet { expectations.append(found) }
  }
}
