extension TextComparison {
  /// How many lines of a difference are shown.
  private static let shownLines = 12

  /// The difference for people: a line of each side where they differ, and by how much numbers do.
  var difference: [String] {
    var lines: [String] = []
    var worst: NumberDifference?
    for step in steps {
      switch step {
      case .same, .any: break
      case .removed(let index): lines.append("- " + old[index])
      case .added(let index): lines.append("+ " + new[index])
      case .changed(let oldIndex, let newIndex, let numbers):
        lines += ["- " + old[oldIndex], "+ " + new[newIndex]]
        lines += numbers.prefix(3).map { "    " + $0.words }
        if numbers.count > 3 { lines.append("    and \(numbers.count - 3) more numbers") }
        for number in numbers
        where !(number.relativeError <= worst?.relativeError ?? -1) { worst = number }
      }
    }
    let hidden = lines.count - Self.shownLines
    if hidden > 1 {
      lines = lines.prefix(Self.shownLines) + ["… and \(hidden) more lines"]
    }
    if let worst {
      let error = NumberDifference.short(worst.relativeError)
      lines.append("largest relative error \(error), tolerance \(tolerance.words)")
    }
    return lines
  }

  /// The lines to accept now: those that agree, and numbers that do, stay as they were.
  var merged: [String] {
    steps.compactMap { step in
      switch step {
      case .same(let index): old[index]
      case .any: TextPiece.anyLines
      case .removed: nil
      case .added(let index): new[index]
      case .changed(let oldIndex, let newIndex, _): merged(old[oldIndex], new[newIndex])
      }
    }
  }

  /// The new line, with the old digits of the numbers that are within tolerance.
  private func merged(_ old: String, _ new: String) -> String {
    zip(LineToken.tokens(of: old), LineToken.tokens(of: new)).map { old, new in
      switch (old, new) {
      case (.number(let blanks, let oldDigits), .number(_, let newDigits)):
        let isClose =
          LineComparison(oldDigits, newDigits, tolerance) == .equal
        return isClose ? String(repeating: " ", count: blanks) + oldDigits : new.written
      default: return new.written
      }
    }.joined()
  }
}

extension LineToken {
  /// The token as it stands in its line.
  fileprivate var written: String {
    switch self {
    case .text(let text): text
    case .number(let blanks, let digits): String(repeating: " ", count: blanks) + digits
    }
  }
}
