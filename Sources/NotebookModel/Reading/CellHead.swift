import Markdown
import SourceText

/// What the directive lines of a cell say.
struct CellHead {
  /// The tabs named, as written; `nil` when the cell is not tagged.
  var tabs: [(name: String, range: Range<Int>)]?
  var options = CellOptions()
  var role: CellRole?
  /// Where the role's exercise is named.
  var roleRange: Range<Int>?
  /// How many lines the directives take.
  var lineCount = 0
  private(set) var faults: [PlacedFault] = []

  private let bytes: [UInt8]
  private let language: String
  private var seen: Set<Directive.Kind> = []
  /// Where each option is written.
  private(set) var optionRanges: [String: Range<Int>] = [:]

  /// Reads the directives at the beginning of `lines`, and finds those that come too late.
  init(_ lines: [Range<Int>], in bytes: [UInt8], language: String) {
    self.bytes = bytes
    self.language = language
    readDirectives(lines)
    checkContradictions()
    if isHint {
      refuseOptions()
    } else if language == "swift" {
      findLateDirectives(lines)
    }
  }

  private var isForeign: Bool { language != "swift" }

  /// Whether the cell is Markdown that helps with an exercise.
  var isHint: Bool { if case .hint = role { true } else { false } }

  private mutating func readDirectives(_ lines: [Range<Int>]) {
    for (index, line) in lines.enumerated() {
      // Blank lines between directives go with them; before the source they are part of it.
      if bytes[line].allSatisfy(\.isSpaceOrTab) { continue }
      switch Directive.read(line, in: bytes) {
      case .directive(let directive): read(directive)
      case .unknown(let name, let range) where !isForeign:
        faults.append(PlacedFault(.unknownDirective(name), range))
      default: return
      }
      lineCount = index + 1
    }
  }

  private mutating func read(_ directive: Directive) {
    if case .option(let name) = directive.kind {
      let argument = Argument(
        name: name, nameRange: directive.nameRange, value: nil,
        valueRange: directive.nameRange.upperBound..<directive.nameRange.upperBound)
      return readOption(argument)
    }
    guard seen.insert(directive.kind).inserted else {
      faults.append(PlacedFault(.repeatedDirective(directive.name), directive.nameRange))
      return
    }
    switch directive.kind {
    case .tab: readTabs(directive)
    case .cell:
      for argument in arguments(of: directive) { readOption(argument) }
    default: readRole(directive)
    }
  }

  private mutating func arguments(of directive: Directive) -> [Argument] {
    let (arguments, faults) = ArgumentScanner.arguments(in: directive.arguments, of: bytes)
    self.faults += faults
    return arguments
  }

  private mutating func readTabs(_ directive: Directive) {
    let names = bytes[directive.arguments].split(separator: UInt8(ascii: ","))
      .map(\.withoutSpace).filter { !$0.isEmpty }
      .map { (String(decoding: $0, as: UTF8.self), $0.startIndex..<$0.endIndex) }
    tabs = names
    if names.isEmpty {
      faults.append(PlacedFault(.noTabNamed(by: directive.name), directive.nameRange))
    }
  }

  private mutating func readOption(_ argument: Argument) {
    guard let rule = OptionRule.all.first(where: { $0.name == argument.name }) else {
      faults.append(PlacedFault(.unknownOption(argument.name), argument.nameRange))
      return
    }
    if isForeign, rule.concernsRunning {
      let fault = Fault.foreignOption(rule.name, language: language)
      faults.append(PlacedFault(fault, argument.range))
    } else if optionRanges[rule.name] != nil {
      faults.append(PlacedFault(.repeatedOption(rule.name), argument.nameRange))
    } else {
      optionRanges[rule.name] = argument.range
      if let fault = rule.apply(argument, to: &options) {
        faults.append(PlacedFault(fault, argument.range))
      }
    }
  }

  private mutating func checkContradictions() {
    for (first, second) in OptionRule.contradictions {
      guard let one = optionRanges[first], let other = optionRanges[second] else { continue }
      let later = one.lowerBound > other.lowerBound ? one : other
      faults.append(PlacedFault(.contradictoryOptions(first, second), later))
    }
  }

  /// Reports options that only cells which run can have.
  private mutating func refuseOptions() {
    for rule in OptionRule.all where rule.concernsRunning && !isForeign {
      guard let range = optionRanges[rule.name] else { continue }
      faults.append(PlacedFault(.foreignOption(rule.name, language: Self.hintLanguages[0]), range))
    }
  }

  /// Reports directives that stand after the first line of source, where they would be ignored.
  private mutating func findLateDirectives(_ lines: [Range<Int>]) {
    var late: [(directive: Directive, offset: Int)] = []
    var offset = 0
    for line in lines.dropFirst(lineCount) {
      if case .directive(let directive) = Directive.read(line, in: bytes) {
        late.append((directive, offset + directive.nameRange.lowerBound - line.lowerBound))
      }
      offset += line.count + 1
    }
    guard !late.isEmpty else { return }
    // A string literal may hold anything; the lexer knows where one is.
    let source = lines.dropFirst(lineCount).flatMap { bytes[$0] + [.newline] }
    var strings = SwiftLexer.tokens(of: source).filter { $0.kind == .string }[...]
    for (directive, offset) in late {
      strings = strings.drop { $0.bytes.upperBound <= offset }
      if strings.first?.bytes.contains(offset) ?? false { continue }
      faults.append(PlacedFault(.directiveInside(directive.name), directive.nameRange))
    }
  }
}

// MARK: - Roles

extension CellHead {
  private mutating func readRole(_ directive: Directive) {
    guard role == nil else {
      faults.append(PlacedFault(.secondRole(directive.name), directive.nameRange))
      return
    }
    let isText = directive.kind == .hint && Self.hintLanguages.contains(language)
    guard !isForeign || isText else {
      let fault = Fault.foreignOption(directive.name, language: language)
      faults.append(PlacedFault(fault, directive.nameRange))
      return
    }
    var arguments = arguments(of: directive)
    guard let id = arguments.first, id.value == nil else {
      faults.append(PlacedFault(.missingName(directive: directive.name), directive.nameRange))
      return
    }
    arguments.removeFirst()
    let values = roleOptions(arguments, of: directive)
    roleRange = id.nameRange
    switch directive.kind {
    case .exercise: role = .exercise(id: id.name, points: values.points)
    case .solution: role = .solution(id: id.name)
    case .check:
      role = .check(
        id: id.name, points: values.points, name: values.texts["name"],
        isHidden: values.isHidden)
    case .hint: role = .hint(id: id.name)
    default: role = .wrong(id: id.name, expect: values.texts["expect"])
    }
  }

  /// The languages that a hint may name besides Swift, the usual one of cells.
  static let hintLanguages = ["markdown", "md"]

  /// The options that each role has.
  private static let roleOptions: [Directive.Kind: [String]] = [
    .exercise: ["points"], .solution: [], .check: ["points", "name", "hidden"],
    .wrong: ["expect"], .hint: [],
  ]

  fileprivate struct RoleValues {
    var points: Double?
    var texts: [String: String] = [:]
    var isHidden = false
  }

  private mutating func roleOptions(
    _ arguments: [Argument], of directive: Directive
  ) -> RoleValues {
    var values = RoleValues()
    var seen: Set<String> = []
    let known = Self.roleOptions[directive.kind] ?? []
    for argument in arguments {
      let name = argument.name
      if !known.contains(name) {
        let fault = Fault.unknownRoleOption(name, directive: directive.name, known: known)
        faults.append(PlacedFault(fault, argument.nameRange))
      } else if !seen.insert(name).inserted {
        faults.append(PlacedFault(.repeatedOption(name), argument.nameRange))
      } else if let fault = values.read(argument) {
        faults.append(PlacedFault(fault, argument.range))
      }
    }
    return values
  }
}

extension CellHead.RoleValues {
  fileprivate mutating func read(_ argument: Argument) -> Fault? {
    switch argument.name {
    case "hidden":
      isHidden = true
      return argument.value == nil ? nil : .needlessValue(option: "hidden")
    case "points":
      points = argument.value.flatMap(Double.init)
      let isPositive = points.map { $0 > 0 && $0.isFinite } ?? false
      return isPositive
        ? nil : .notANumber(option: "points", value: argument.value, isPositive: true)
    default:
      guard let text = argument.value, !text.isEmpty else {
        return .missingText(option: argument.name)
      }
      texts[argument.name] = text
      return nil
    }
  }
}
