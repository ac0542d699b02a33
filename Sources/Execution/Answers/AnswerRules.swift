internal import NotebookModel

/// What an answer that has to be memory safe may not say, beyond what the compiler finds.
///
/// The compiler tells of unsafe constructs (SE-0458), but not of those that are marked, nor of
/// attributes that give a function another symbol, nor of the inside of the modules that cells use,
/// which they see because they are compiled without access control.
struct AnswerRules {
  /// The names the author uses, which an answer may use though they begin with `_`.
  let known: Set<String>

  private static let safety = "graded answers have to be memory safe: use Swift's own types"

  /// Words that are refused, with what to do instead.
  private static let words: [String: String] = [
    "unsafe": safety, "@unsafe": safety, "@safe": safety, "@c": safety, "@cdecl": safety,
    "@diagnose": "mend what the compiler warns of", "@warn": "mend what the compiler warns of",
    "#sourceLocation": "leave the line out", "#externalMacro": "leave the macro out",
  ]

  /// The modules between cells and their kernel.
  private static let inner: Set = [
    "CellSupport", "KernelChannel", "CellOutput", "ChildProcess", "AbacusKernels",
  ]

  /// What `cell` may not say, as the compiler would tell it.
  func problems(in cell: ProgramCell) -> [CompilerMessage] {
    let tokens = CellToken.all(of: cell.source)
      .filter { $0.kind != .comment && $0.kind != .newline && $0.kind != .whitespace }
    return tokens.indices.compactMap { index in
      let isAttribute = index > 0 && tokens[index - 1].text == "@"
      let word = (isAttribute ? "@" : "") + tokens[index].text
      guard tokens[index].kind != .string, let hint = hint(for: word) else { return nil }
      let place = cell.place(of: tokens[index].bytes.lowerBound)
      return CompilerMessage(
        severity: .error, file: cell.file, line: place.line, column: place.column,
        text: "an answer may not use '\(word)'", notes: [hint])
    }
  }

  /// Whether the author's own answer, in `source`, says what is not memory safe.
  static func isBroken(by source: [UInt8]) -> Bool {
    CellToken.all(of: source).contains { token in
      token.kind != .comment && token.kind != .string
        && (words[token.text] == safety || token.text.hasPrefix("@_"))
    }
  }

  private func hint(for word: String) -> String? {
    if let hint = Self.words[word] { return hint }
    if Self.inner.contains(word) { return "'print' and 'display' are there without an import" }
    if word.hasPrefix("@_") { return Self.safety }
    return word.hasPrefix("_") && word.count > 1 && !known.contains(word)
      ? "names that begin with '_' are the library's own: choose another" : nil
  }
}

extension CompilerMessage {
  /// What the compiler adds to a warning about memory safety.
  private static let mark = " [#StrictMemorySafety]"

  /// Whether it is about a use of something unsafe at a place of the program.
  var isAboutSafety: Bool { line > 0 && text.hasSuffix(Self.mark) }

  /// The same as an error, in words for who wrote an answer.
  var refusingAnswer: CompilerMessage {
    var message = self
    message.severity = .error
    let use = notes.first.map { ": " + $0 } ?? ""
    message.text = "an answer may not use unsafe constructs" + use
    message.notes = ["graded answers have to be memory safe: use Swift's own types"]
    return message
  }
}
