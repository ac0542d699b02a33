import CellOutput
import CommandLineTool
import Execution
import SourceText
import Testing

@Suite struct `What a terminal can show` {
  @Test(arguments: [
    (true, [:], true, true),
    (false, [:], false, false),
    (true, ["NO_COLOR": "1"], true, false),
    (true, ["NO_COLOR": ""], true, true),
    (false, ["CLICOLOR_FORCE": "1"], false, true),
    (false, ["CLICOLOR_FORCE": "0"], false, false),
    (true, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false),
    (true, ["TERM": "dumb"], false, false),
    (true, ["CI": "true"], false, true),
  ])
  func `is decided by the stream and the environment`(
    isTerminal: Bool, environment: [String: String], isLive: Bool, usesColour: Bool
  ) {
    let traits = TerminalTraits(isTerminal: isTerminal, environment: environment)
    #expect(traits == TerminalTraits(isLive: isLive, usesColour: usesColour))
  }
}

/// What a terminal shows after it was sent `text`: only `\r`, `ESC[nA` and `ESC[J` are known.
private func screen(_ text: String) -> [String] {
  var rows: [[Character]] = [[]]
  var row = 0
  var column = 0
  var rest = Array(text.unicodeScalars)[...]
  while let scalar = rest.popFirst() {
    switch scalar {
    case "\n":
      row += 1
      column = 0
      if row == rows.count { rows.append([]) }
    case "\r": column = 0
    case "\u{1B}":
      rest = rest.dropFirst()
      let number = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(number.count)
      let count = Int(String(String.UnicodeScalarView(number))) ?? 1
      if rest.popFirst() == "A" {
        row -= count
      } else {
        rows[row] = Array(rows[row].prefix(column))
        rows.removeSubrange((row + 1)...)
      }
    default:
      rows[row] = Array(rows[row].prefix(column)) + [Character(scalar)]
      column += 1
    }
  }
  return rows.map { String($0) }
}

@Suite struct `The live display` {
  @Test func `stays below what is printed and goes without a trace`() {
    let recorder = Recorder()
    let console = recorder.console(isLive: true)
    console.show(["a 1", "b 1", "sum"])
    console.print("printed")
    console.show(["a 2", "sum"])
    console.print("more", to: .error)
    #expect(screen(recorder.all) == ["printed", "more", "a 2", "sum"])
    console.show([])
    #expect(screen(recorder.all) == ["printed", "more", ""])
  }

  @Test func `waits while a line is not complete`() {
    let recorder = Recorder()
    let console = recorder.console(isLive: true)
    console.show(["sum"])
    console.write("half")
    console.show(["sum 2"])
    #expect(screen(recorder.all) == ["half"])
    console.write(" done\n")
    #expect(screen(recorder.all) == ["half done", "sum 2"])
  }

  @Test func `is cut to a narrow terminal, wide characters counted`() {
    let recorder = Recorder()
    recorder.console(isLive: true, width: 8).show(["abcdefghij", "日本語日本語", "short"])
    #expect(screen(recorder.all) == ["abcdef…", "日本語…", "short"])
  }

  @Test func `is not there where nobody watches`() {
    let recorder = Recorder()
    recorder.console(isLive: false).show(["sum"])
    #expect(recorder.all.isEmpty)
  }
}

@Suite struct `The progress` {
  @Test func `shows a row for each tab at work and the sum`() {
    var progress = Progress(total: 2)
    progress.apply(.planned(chapter: "a.md", tab: "x", cells: 3), at: 0)
    progress.apply(.planned(chapter: "a.md", tab: "y", cells: 3), at: 1)
    progress.apply(.compiling(chapter: "a.md", tab: "y"), at: 1)
    progress.apply(.ended(chapter: "a.md", tab: "x", cell: 0, CellResult(.finished)), at: 1.5)
    #expect(
      progress.lines(at: 2) == [
        "a.md · x  cell 2 of 3  2.0 s", "a.md · y  compiling  1.0 s", "0 of 2 chapters  2.0 s",
      ])
    #expect(progress.lines(at: 2, rows: 2).count == 2)
    let failure = Diagnostic(
      .error, "no", file: "a.md", at: SourcePosition(line: 1, column: 1))
    progress.apply(
      .finished(
        ChapterRun(path: "a.md", results: [:], diagnostics: [failure], cachedTabs: [])), at: 3)
    #expect(progress.lines(at: 3) == ["1 of 2 chapters, 1 failed  3.0 s"])
  }
}

@Suite struct `Printing diagnostics` {
  private let diagnostic = Diagnostic(
    .error, "cannot find 'weigths' in scope", file: "fit.md",
    at: SourcePosition(line: 2, column: 9), length: 7, hint: "did you mean 'weights'?")

  @Test func `shows the place, the line with a caret, and the hint`() {
    let text = DiagnosticPrinter(usesColour: false).text([diagnostic, diagnostic]) { _ in
      Array("# Fit\nlet a = weigths\n".utf8)
    }
    #expect(
      text == """
        fit.md:2:9: error: cannot find 'weigths' in scope
         2 | let a = weigths
           |         ^~~~~~~
        hint: did you mean 'weights'?

        """)
  }

  @Test func `does without the line when the place is not in the file`() {
    for bytes in [nil, Array("one line".utf8), Array("a\nb\n".utf8)] {
      let text = DiagnosticPrinter(usesColour: false).text([diagnostic]) { _ in bytes }
      #expect(
        text == """
          fit.md:2:9: error: cannot find 'weigths' in scope
          hint: did you mean 'weights'?

          """)
    }
  }

  @Test func `does nothing to the terminal, whatever is quoted`() {
    let hostile = Diagnostic(
      .error, "there is no image '\u{1B}]0;t\u{7}'", file: "\u{1B}[2J.md",
      at: SourcePosition(line: 1, column: 3), length: 2, hint: "did you mean '\u{9B}31m'?")
    let text = DiagnosticPrinter(usesColour: false).text([hostile]) { _ in
      Array("\t\u{8}\u{7F}x".utf8)
    }
    #expect(
      text == """
        ␛[2J.md:1:3: error: there is no image '␛]0;t␇'
         1 | \t␈␡x
           | \t ^~
        hint: did you mean '\u{FFFD}31m'?

        """)
  }

  @Test func `keeps names in one line, and other people's lines apart from ours`() {
    let hostile = Diagnostic(
      .error, "error thrown: a\n::error::b\n", file: "x\ny.md",
      at: SourcePosition(line: 1, column: 2), length: 2)
    let text = DiagnosticPrinter(usesColour: true).text([hostile]) { _ in Array("abc".utf8) }
    #expect(
      text.replacing(/\x1B\[[0-9]*m/, with: "") == """
        x␊y.md:1:2: error: error thrown: a
            | ::error::b
         1 | abc
           |  ^~

        """)
  }

  @Test func `differs in colour only by colour`() {
    let source = { (_: String) -> [UInt8]? in Array("# Fit\nlet a = weigths\n".utf8) }
    let coloured = DiagnosticPrinter(usesColour: true).text([diagnostic], source: source)
    let plain = DiagnosticPrinter(usesColour: false).text([diagnostic], source: source)
    #expect(coloured != plain)
    #expect(coloured.replacing(/\x1B\[[0-9]*m/, with: "") == plain)
  }
}
