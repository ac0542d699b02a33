/// What stands in the way of converting a formula, and where.
package struct MathError: Error, Hashable, Sendable {
  /// The facts of an error.
  package enum Kind: Hashable, Sendable {
    case unknownCommand(String)
    case unknownEnvironment(String)
    case unknownLabel(String)
    case unsupported(String)
    case missingArgument(of: String)
    case missingDelimiter(of: String)
    case missingBase(of: String)
    case unclosed(String, by: String)
    case unopened(String, by: String)
    case wrongEnd(expected: String, found: String)
    case repeatedScript(String)
    case ambiguousFraction(String)
    case misplaced(String, belongs: String)
    case notALength(String)
    case notAColor(String)
    case notAColumn(String)
    case notAMacro(String)
    case tooDeep(limit: Int)
    case endlessMacro(String)
  }

  /// The facts.
  package var kind: Kind
  /// The bytes of the formula's UTF-8 the error is about; empty at the end of the formula.
  package var range: Range<Int>
}
