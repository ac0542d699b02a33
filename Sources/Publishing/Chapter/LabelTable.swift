import SourceText

/// What the labels that a chapter refers to stand for: its own, and those of the book around it.
struct LabelTable: Sendable {
  private let outline: Outline
  private let index: BookIndex

  /// Creates the table of a chapter.
  init(of outline: Outline, in index: BookIndex) {
    self.outline = outline
    self.index = index
  }

  /// What `name` stands for.
  subscript(name: String) -> Target? {
    if let own = outline.targets[name] { return own.target }
    guard let other = index.targets[name]?.target, other.chapter != outline.path else { return nil }
    return other
  }

  /// The numbers that formulas of the chapter may show, by label: those of its own labels and of
  /// what its formulas refer to.
  var numbers: [String: String] {
    let referred = outline.uses.filter(\.isInFormula).map(\.name)
    let targets = (Array(outline.targets.keys) + referred).map { ($0, self[$0]?.number ?? "") }
    return Dictionary(targets) { first, _ in first }.filter { !$0.value.isEmpty }
  }

  /// References that lead nowhere, and labels that an earlier chapter uses.
  var diagnostics: [Diagnostic] {
    var found: [Diagnostic] = []
    for label in outline.labels where outline.targets[label.name] == label {
      guard let first = index.targets[label.name],
        index.isBefore(first.target.chapter, outline.path)
      else { continue }
      let message = "label '\(label.name)' is already used at \(first.file):\(first.position.line)"
      found.append(
        Diagnostic(
          .error, message, file: label.file, at: label.position, length: label.length))
    }
    var hints = Self.hintLimit
    for use in outline.uses where !use.isInFormula && self[use.name] == nil {
      hints -= 1
      found.append(unknown(use, hinting: hints >= 0))
    }
    return found.sorted {
      ($0.position.line, $0.position.column, $0.message)
        < ($1.position.line, $1.position.column, $1.message)
    }
  }

  private func unknown(_ use: LabelUse, hinting: Bool) -> Diagnostic {
    guard !use.name.isEmpty else {
      return Diagnostic(
        .error, "this names no label", file: use.file, at: use.position, length: use.length,
        hint: "a role has one backtick on each side: :numref:`sec_x`")
    }
    return Diagnostic(
      .error, "unknown label '\(use.name)'", file: use.file, at: use.position,
      length: use.length, hint: hinting ? spellingHint(for: use.name, in: names) : nil)
  }

  private var names: [String] {
    Set(outline.targets.keys).union(index.targets.keys).sorted()
  }

  /// How many unknown labels of a page get a hint: each costs a look at all labels.
  static let hintLimit = 20
}
