package import SourceText

/// What lint found, in the forms that people and programs read.
package struct LintReport: Sendable {
  /// What is wrong, in the order to tell it.
  package let findings: [Diagnostic]
  /// How many chapters were looked at.
  package let chapters: Int

  /// Creates a report.
  package init(findings: [Diagnostic], chapters: Int) {
    self.findings = findings
    self.chapters = chapters
  }
}

// MARK: Terminals

extension LintReport {
  /// The findings with the lines they are about, and the sum of them.
  package func text(usesColour: Bool, hasSummary: Bool) -> String {
    let body = DiagnosticPrinter(usesColour: usesColour).text(findings)
    guard hasSummary else { return body }
    return body + (body.isEmpty ? "" : "\n") + summary + "\n"
  }

  private var summary: String {
    let kinds: [(Diagnostic.Severity, String)] = [(.error, "error"), (.warning, "warning")]
    let sums = kinds.compactMap { severity, noun in
      let number = findings.count { $0.severity == severity }
      return number == 0 ? nil : count(number, noun)
    }
    let verdict = sums.isEmpty ? "nothing is wrong" : sums.joined(separator: ", ")
    return "checked \(count(chapters, "chapter")): \(verdict)"
  }
}

// MARK: GitHub

extension LintReport {
  /// The findings as workflow commands, which GitHub shows beside the changed lines.
  ///
  /// Paths are told from `root`, the folder of the checkout, where they are in it.
  package func annotations(root: String?) -> String {
    findings.map { annotation($0, root: root) + "\n" }.joined()
  }

  private func annotation(_ finding: Diagnostic, root: String?) -> String {
    let (line, column) = (max(1, finding.position.line), max(1, finding.position.column))
    var properties = [("line", "\(line)"), ("col", "\(column)")]
    properties.append(("endColumn", "\(column + max(1, finding.length))"))
    if !finding.file.isEmpty {
      properties.insert(("file", Path.inCheckout(finding.file, root: root)), at: 0)
    }
    let words = finding.message + (finding.hint.map { "\nhint: \($0)" } ?? "")
    let list = properties.map { "\($0)=\(escaped($1, more: ":,"))" }.joined(separator: ",")
    return "::\(level(of: finding.severity)) \(list)::\(escaped(words))"
  }

  private func level(of severity: Diagnostic.Severity) -> String {
    severity == .note ? "notice" : severity.rawValue
  }

  /// Spells what would end a command, and the characters of `more`, as `%XX`.
  private func escaped(_ text: String, more: String = "") -> String {
    text.unicodeScalars.map { scalar in
      guard "%\r\n\(more)".unicodeScalars.contains(scalar) else { return String(scalar) }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}

extension Path {
  /// The path of `file` from `root`, the folder of a checkout, if it is in there.
  static func inCheckout(_ file: String, root: String?) -> String {
    guard let root = root.flatMap(FileSystem.resolved), let whole = FileSystem.resolved(file) else {
      return file
    }
    return relative(whole, to: root) ?? file
  }
}
