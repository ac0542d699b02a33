/// The line of the caller's source that asked for an operation.
///
/// Operators and subscripts cannot take one; there the backtrace's first frame in the chapter tells.
struct Site: Sendable {
  let file: StaticString
  let line: UInt

  init(_ file: StaticString, _ line: UInt) {
    self.file = file
    self.line = line
  }

  /// For callers that cannot say where they are.
  static let unknown = Site("<operator>", 0)
}

/// Stops the program, because what `operation` was asked for cannot be.
///
/// `precondition` prints nothing in a release build, and cells run in release builds.
func fail(_ operation: String, _ fact: String, at site: Site = .unknown) -> Never {
  fatalError("\(operation): \(fact)", file: site.file, line: site.line)
}

extension Array<Int> {
  /// A shape as messages write it: `(2, 3)`, `(3,)`, `()`.
  package var shapeText: String {
    count == 1 ? "(\(self[0]),)" : "(" + map(String.init).joined(separator: ", ") + ")"
  }
}
