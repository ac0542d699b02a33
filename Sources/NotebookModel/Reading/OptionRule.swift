/// An option of `%%cell`: its name, and what it does to the options of the cell.
struct OptionRule: Sendable {
  /// What an option takes.
  enum Value: Sendable {
    case flags([any WritableKeyPath<CellOptions, Bool> & Sendable])
    /// A number; `isPositive` excludes zero.
    case number(any WritableKeyPath<CellOptions, Double?> & Sendable, isPositive: Bool)
    case text(any WritableKeyPath<CellOptions, String?> & Sendable)
  }

  let name: String
  let value: Value
  /// Whether it means something only for a cell that runs.
  var concernsRunning = true
}

extension OptionRule {
  /// Every option, in the order of the language's description.
  static let all = [
    OptionRule(name: "hide-input", value: .flags([\.hidesInput]), concernsRunning: false),
    OptionRule(name: "hide-output", value: .flags([\.hidesOutput])),
    OptionRule(
      name: "hide", value: .flags([\.hidesInput, \.hidesOutput]), concernsRunning: false),
    OptionRule(name: "no-run", value: .flags([\.isNotRun]), concernsRunning: false),
    OptionRule(name: "no-echo", value: .flags([\.isNotEchoed])),
    OptionRule(name: "label", value: .text(\.label)),
    OptionRule(name: "caption", value: .text(\.caption)),
    OptionRule(name: "timeout", value: .number(\.timeout, isPositive: true)),
    OptionRule(name: "expect-error", value: .flags([\.expectsError])),
    OptionRule(name: "expect-diagnostic", value: .text(\.expectedDiagnostic)),
    OptionRule(name: "ignore-output", value: .flags([\.ignoresOutput])),
    OptionRule(name: "rtol", value: .number(\.relativeTolerance, isPositive: false)),
    OptionRule(name: "atol", value: .number(\.absoluteTolerance, isPositive: false)),
    OptionRule(name: "same-as", value: .text(\.sameAs)),
  ]

  /// Options that cannot both be meant.
  static let contradictions = [
    ("no-run", "hide"), ("no-run", "timeout"), ("no-run", "expect-error"),
    ("no-run", "expect-diagnostic"), ("expect-error", "expect-diagnostic"),
    ("ignore-output", "rtol"), ("ignore-output", "atol"),
  ]

  /// Writes what `argument` says into `options`; returns what is wrong with its value.
  func apply(_ argument: Argument, to options: inout CellOptions) -> Fault? {
    switch value {
    case .flags(let flags):
      guard argument.value == nil else { return .needlessValue(option: name) }
      for flag in flags { options[keyPath: flag] = true }
    case .number(let number, let isPositive):
      guard let text = argument.value, let value = Double(text), value.isFinite,
        isPositive ? value > 0 : value >= 0
      else { return .notANumber(option: name, value: argument.value, isPositive: isPositive) }
      options[keyPath: number] = value
    case .text(let text):
      guard let value = argument.value, !value.isEmpty else { return .missingText(option: name) }
      options[keyPath: text] = value
    }
    return nil
  }
}
