import SourceText

extension Fault {
  /// The fault in words.
  var message: String {
    switch self {
    case .wideEncoding: "the file is UTF-16, and a chapter has to be UTF-8"
    case .notUTF8: "what stands here is not UTF-8, as a chapter has to be"
    case .unclosedFence(let isCell):
      isCell ? "this cell has no closing fence" : "this code block has no closing fence"
    case .unclosedBrace: "'{' has no matching '}'"
    case .unclosedQuote: "this quotation has no closing quote"
    case .unknownClass(let name): "unknown class '\(name)'"
    case .unknownDirective(let name):
      "unknown directive '\(name)'; known are \(Self.list(Directive.spellings.map(\.name)))"
    case .repeatedDirective(let name): "'\(name)' stands twice in this cell"
    case .directiveInside(let name): "'\(name)' must stand before the cell's source"
    case .secondRole(let name): "'\(name)' gives this cell a second role"
    case .unknownOption(let name):
      "unknown option '\(name)'; known are \(Self.list(OptionRule.all.map(\.name)))"
    case .repeatedOption(let name): "option '\(name)' stands twice"
    case .contradictoryOptions(let first, let second):
      "'\(first)' and '\(second)' cannot both hold"
    case .needlessValue(let option): "'\(option)' takes no value"
    case .notANumber(let option, let value, let isPositive):
      "'\(option)' must be a \(isPositive ? "positive number" : "number not below zero")"
        + (value.map { ", not '\($0)'" } ?? "")
    case .missingText(let option): "'\(option)' needs a text: \(option)=\"…\""
    case .foreignOption(let option, let language):
      "'\(option)' means nothing here: cells in \(language) are shown and never run"
    default: exerciseMessage ?? tabMessage
    }
  }

  private var exerciseMessage: String? {
    switch self {
    case .missingName(let directive): "'\(directive)' needs the exercise's name"
    case .unknownRoleOption(let name, let directive, let known):
      "unknown option '\(name)' of '\(directive)'; "
        + (known.isEmpty ? "it has none" : "known are \(Self.list(known))")
    case .unknownExercise(let name, _): "no exercise is named '\(name)'"
    case .repeatedExercise(let name, let directive):
      "'\(directive) \(name)' stands twice in the same tab"
    default: nil
    }
  }

  private var tabMessage: String {
    switch self {
    case .noTabNamed(let mark): "'\(mark)' names no tab"
    case .unknownTab(let name, let known):
      known.isEmpty
        ? "unknown tab '\(name)': this chapter declares no tabs"
        : "unknown tab '\(name)'; this chapter's tabs are \(Self.list(known))"
    case .repeatedTab(let name): "tab '\(name)' stands twice"
    case .modelElsewhere(let name, let tabs):
      "'same-as=\(name)' names no tab of this cell"
        + (tabs.isEmpty ? "" : ", which belongs to \(Self.list(tabs))")
    case .allWithOthers: "'all' is every tab already"
    case .unopenedTabBlock: "':end_tab:' has no ':begin_tab:' before it"
    case .unclosedTabBlock: "':begin_tab:' has no ':end_tab:' after it"
    case .nestedTabBlock(let line): "the ':begin_tab:' of line \(line) is still open"
    case .misplacedTabCondition:
      "'tab.selected(…)' must be the whole condition of an 'if' at the top level of the cell"
    case .secondDeclaration(let line): "tabs are declared on line \(line) already"
    case .unknownExtension(let name): "unknown extension '\(name)'"
    case .noTabsDeclared: "no tab is declared here"
    case .reservedTab(let name): "a tab cannot be called '\(name)'"
    case .unexpectedInDeclaration: "only 'tab.interact_select([…])' may stand here"
    default: ""
    }
  }

  /// What to try next, if we know.
  var hint: String? {
    switch self {
    case .wideEncoding: "'iconv -f UTF-16 -t UTF-8' converts it"
    case .notUTF8: "'iconv -f ISO-8859-1 -t UTF-8' converts a file of that older encoding"
    case .unknownDirective(let name):
      spellingHint(for: name, in: Directive.spellings.map(\.name))
    case .unknownOption(let name): spellingHint(for: name, in: OptionRule.all.map(\.name))
    case .unknownTab(_, known: []):
      "declare them with 'tab.interact_select([…])', or for all chapters as 'tabs' in book.json"
    case .unknownRoleOption(let name, _, let known), .unknownExercise(let name, let known),
      .unknownTab(let name, let known), .modelElsewhere(let name, let known):
      spellingHint(for: name, in: known)
    case .unknownClass(let name): spellingHint(for: name, in: [".input"])
    case .unknownExtension(let name): spellingHint(for: name, in: TabDeclaration.extensions)
    default: nil
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 20 ? shown + ", …" : shown
  }
}
