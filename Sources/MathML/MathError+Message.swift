import SourceText

extension MathError {
  /// What is wrong, in lower case, without a full stop.
  package var message: String {
    switch kind {
    case .unknownCommand(let name): "there is no command '\\\(name)' in mathematics"
    case .unknownEnvironment(let name): "there is no environment '\(name)' in mathematics"
    case .unknownLabel(let name): "unknown label '\(name)'"
    case .unsupported(let what): "\(what) can't be shown in mathematics"
    case .missingArgument(let name): "'\(name)' lacks its argument"
    case .missingDelimiter(let name): "'\(name)' is not followed by a delimiter"
    case .missingBase(let name): "'\(name)' must follow an operator"
    case .unclosed(let opening, let closing): "'\(opening)' is not closed by '\(closing)'"
    case .unopened(let closing, let opening): "'\(closing)' closes no '\(opening)'"
    case .wrongEnd(let expected, let found):
      "'\\begin{\(expected)}' is closed by '\\end{\(found)}'"
    case .repeatedScript(let mark): "a second '\(mark)' on the same base"
    case .ambiguousFraction(let name): "a second '\(name)' in the same group"
    case .misplaced(let mark, let place): "'\(mark)' belongs \(place)"
    case .notALength(let text): "'\(text)' is not a length"
    case .notAColor(let text): "'\(text)' is not a color"
    case .notAColumn(let text): "'\(text)' is not a column of an array"
    case .notAMacro(let name): "'\(name)' does not define a macro this way"
    case .tooDeep(let limit): "the formula nests deeper than \(limit) levels"
    case .endlessMacro(let name): "the macro '\\\(name)' does not come to an end"
    }
  }

  /// What to try next, if we know.
  package var hint: String? {
    switch kind {
    case .unknownCommand(let name): nearest(name, in: Command.names, mark: "\\")
    case .unknownEnvironment(let name): nearest(name, in: Environment.names, mark: "")
    case .repeatedScript: "put braces around the base or the script"
    case .ambiguousFraction: "put braces around one of the fractions"
    case .misplaced("#", _): "write '\\#' for the character"
    case .notALength: "write a number and a unit, as in '2pt'"
    case .notAColor: "write a name of CSS or six digits, as in '#2266aa'"
    default: nil
    }
  }

  /// Returns the nearest of `known` as a question; names that begin in the same case come first.
  private func nearest(_ name: String, in known: [String], mark: String) -> String? {
    let isCapital = name.first?.isUppercase ?? false
    let alike = known.filter { ($0.first?.isUppercase ?? false) == isCapital }
    let found = SourceText.nearest(to: name, in: alike) ?? SourceText.nearest(to: name, in: known)
    return found.map { "did you mean '\(mark)\($0)'?" }
  }
}
