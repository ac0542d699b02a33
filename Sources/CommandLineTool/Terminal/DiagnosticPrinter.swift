package import SourceText

/// Turns diagnostics into terminal text: place, message, the line with a caret, a hint.
package struct DiagnosticPrinter: Sendable {
  /// Whether the terminal shows colour.
  package let usesColour: Bool

  /// Creates a printer.
  package init(usesColour: Bool) { self.usesColour = usesColour }

  /// The diagnostics in the order of their places, each once, an empty line between them.
  ///
  /// `source` gives the bytes of a file, or `nil` when they cannot be had; then the excerpt is left
  /// out.
  package func text(
    _ diagnostics: [Diagnostic], source: (String) -> [UInt8]? = { try? FileSystem.read($0) }
  ) -> String {
    var seen: Set<Diagnostic> = []
    var files: [String: (bytes: [UInt8], lines: LineTable)] = [:]
    var blocks: [String] = []
    for diagnostic in diagnostics where seen.insert(diagnostic).inserted {
      if files[diagnostic.file] == nil, let bytes = source(diagnostic.file) {
        files[diagnostic.file] = (bytes, LineTable(bytes))
      }
      let line = files[diagnostic.file].flatMap { file in
        let range = file.lines.content(ofLine: diagnostic.position.line)
        return range.isEmpty ? nil : String(decoding: file.bytes[range], as: UTF8.self)
      }
      blocks.append(block(diagnostic, over: line))
    }
    return blocks.map { $0 + "\n" }.joined(separator: "\n")
  }

  private func block(_ diagnostic: Diagnostic, over line: String?) -> String {
    guard let line, fits(diagnostic, line) else { return head(diagnostic) + hint(diagnostic) }
    // Only the excerpt: a message, and a file's name, may have several lines.
    let place = Diagnostic(
      diagnostic.severity, "", file: "", at: diagnostic.position, length: diagnostic.length)
    var rows = place.rendered(over: line).withVisibleControls.split(separator: "\n").dropFirst()
      .map(String.init)
    if let mark = rows.last?.firstIndex(of: "^"), let caret = rows.popLast() {
      rows.append(caret[..<mark] + Ink.green(String(caret[mark...]), if: usesColour))
    }
    let excerpt = rows.joined(separator: "\n")
    return head(diagnostic) + "\n" + excerpt + hint(diagnostic)
  }

  /// Whether the place is on the line, and the line short enough to be worth showing.
  private func fits(_ diagnostic: Diagnostic, _ line: String) -> Bool {
    (1...line.utf8.count + 1).contains(diagnostic.position.column) && line.utf8.count <= 1000
  }

  private func head(_ diagnostic: Diagnostic) -> String {
    let severity = "\(diagnostic.severity.rawValue):"
    let ink: Ink =
      switch diagnostic.severity {
      case .error: .red
      case .warning: .yellow
      case .note: .cyan
      }
    return Ink.bold(place(of: diagnostic).onOneLine, if: usesColour) + " "
      + ink(severity, if: usesColour)
      + " " + diagnostic.message.asQuotation
  }

  private func place(of diagnostic: Diagnostic) -> String {
    guard !diagnostic.file.isEmpty else { return "lectern:" }
    guard diagnostic.position.line > 0 else { return "\(diagnostic.file):" }
    return "\(diagnostic.file):\(diagnostic.position.line):\(max(1, diagnostic.position.column)):"
  }

  private func hint(_ diagnostic: Diagnostic) -> String {
    diagnostic.hint.map { "\n" + Ink.cyan("hint:", if: usesColour) + " " + $0.withVisibleControls }
      ?? ""
  }
}
