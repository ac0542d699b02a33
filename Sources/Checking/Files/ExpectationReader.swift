package import SourceText

extension ExpectationFile {
  /// Reads a file of expected outputs; what is wrong with it is told in the diagnostics.
  ///
  /// Linear in the length of the file; any bytes are read without a trap. Lines may end in CRLF.
  package static func reading(
    _ bytes: [UInt8], path: String
  ) -> (file: ExpectationFile, diagnostics: [Diagnostic]) {
    var reader = ExpectationReader(bytes)
    reader.read()
    let diagnostics = told(reader.faults).map { fault, line in
      Diagnostic(
        .error, fault.message, file: path, at: SourcePosition(line: line, column: 1),
        hint: fault.hint)
    }
    return (ExpectationFile(preamble: reader.preamble, tabs: reader.tabs), diagnostics)
  }

  /// The faults worth telling: one for a file that is no text, and of a long list its beginning.
  private static func told(
    _ faults: [(ExpectationFault, line: Int)]
  ) -> [(ExpectationFault, line: Int)] {
    if let first = faults.first(where: { $0.0 == .notUTF8 }) { return [first] }
    guard faults.count > mostFaults else { return faults }
    let (told, rest) = (faults.prefix(mostFaults - 1), faults.dropFirst(mostFaults - 1))
    return told + [(.more(rest.count), rest[rest.startIndex].line)]
  }

  /// How many faults of a file are told one by one: nobody reads a thousand.
  private static let mostFaults = 10
}

/// Reads a file of expected outputs line by line.
struct ExpectationReader {
  private let bytes: [UInt8]
  private let table: LineTable
  private var number = 0
  private(set) var preamble: [UInt8] = []
  private(set) var tabs: [ExpectationFile.Tab] = []
  private(set) var faults: [(ExpectationFault, line: Int)] = []

  /// The cell being read: what its heading says, where it stands, and what was found of it.
  private var section: (cell: CellIdentity, line: Int, start: Int)?
  private var pieces: [Piece] = []
  private var figure = FigureReader()
  private var hasHeadings = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    table = LineTable(bytes)
  }

  mutating func read() {
    while let line = nextLine() {
      if line.hasPrefix("### ") {
        readCell(line)
      } else if line.hasPrefix("## ") || line == "##" {
        readTab(line)
      } else if !hasHeadings {
        preamble += bytes[table.bytes(ofLine: number)]
      } else if line.hasPrefix("```") {
        readBlock(line)
      } else {
        readFigureLine(line)
      }
      // What stands between a tab's heading and its first cell belongs to the heading.
      if hasHeadings, section == nil, let tab = tabs.indices.last {
        tabs[tab].written += bytes[table.bytes(ofLine: number)]
      }
    }
    endSection(before: table.count + 1)
  }

  private mutating func nextLine() -> String? {
    guard number < table.count else { return nil }
    number += 1
    let content = bytes[table.content(ofLine: number)]
    let isLast = number == table.count
    if isLast, content.isEmpty { return nil }
    guard let text = String(validating: content, as: UTF8.self) else {
      faults.append((.notUTF8, number))
      return ""
    }
    return Visible.lines(of: text).first ?? ""
  }
}

extension ExpectationReader {
  private mutating func readTab(_ line: String) {
    endSection(before: number)
    hasHeadings = true
    let name = String(line.dropFirst(2).drop { $0 == " " })
    if name.isEmpty { faults.append((.emptyTabHeading, number)) }
    if tabs.contains(where: { $0.name.lowercased() == name.lowercased() }) {
      faults.append((.repeatedTab(name), number))
    }
    tabs.append(ExpectationFile.Tab(name, line: number, [], written: []))
  }

  private mutating func readCell(_ line: String) {
    endSection(before: number)
    hasHeadings = true
    guard let cell = CellIdentity(heading: line) else {
      faults.append((.badCellHeading, number))
      return
    }
    if tabs.isEmpty { tabs.append(ExpectationFile.Tab("")) }
    section = (cell, number, number)
  }

  private mutating func endSection(before line: Int) {
    if let record = figure.finish() { pieces.append(.figure(record)) }
    if let section {
      let written = (section.start..<line).flatMap { bytes[table.bytes(ofLine: $0)] }
      tabs[tabs.count - 1].sections.append(
        ExpectationFile.Section(section.cell, pieces, line: section.line, written: written))
    }
    section = nil
    pieces = []
  }

  private mutating func readBlock(_ opening: String) {
    if let record = figure.finish() { pieces.append(.figure(record)) }
    let start = number
    let fence = opening.prefix { $0 == "`" }
    var lines: [String] = []
    var isClosed = false
    while let line = nextLine() {
      isClosed = line.count >= fence.count && line.allSatisfy { $0 == "`" }
      if isClosed { break }
      lines.append(line)
    }
    var words = opening.dropFirst(fence.count).split(separator: " ").map(String.init)
    let isUnended = words.last == TextPiece.unended
    if isUnended { words.removeLast() }
    let info = words.joined(separator: " ")
    if !isClosed { faults.append((.unclosedBlock, start)) }
    guard let kind = TextPiece.Kind(rawValue: info) else {
      faults.append((.unknownBlock(info), start))
      return
    }
    if section == nil { faults.append((.sectionBeforeTab, start)) }
    pieces.append(.text(TextPiece(kind, lines: lines, endsLine: !isUnended)))
  }
}

extension ExpectationReader {
  private mutating func readFigureLine(_ line: String) {
    switch figure.read(line) {
    case .taken(let before):
      if let before { pieces.append(.figure(before)) }
      if section == nil, !line.isEmpty { faults.append((.sectionBeforeTab, number)) }
    case .other: faults.append((.strayText(String(line.prefix(40))), number))
    case .fault(let fault): faults.append((fault, number))
    }
  }
}

extension CellIdentity {
  /// Reads what ``ExpectationFile/Section`` writes above a cell's outputs.
  init?(heading line: String) {
    let text = line.drop { $0 == "#" }.drop { $0 == " " }
    let fence = text.prefix { $0 == "`" }
    guard !fence.isEmpty, let end = text.lastRange(of: fence + " (") else { return nil }
    let start = text.index(text.startIndex, offsetBy: fence.count)
    guard start <= end.lowerBound, text.hasSuffix(")") else { return nil }
    var code = text[start..<end.lowerBound]
    let isPadded = code.hasPrefix(" `") || code.hasSuffix("` ") || code.allSatisfy { $0 == " " }
    if isPadded, code.count >= 2 { code = code.dropFirst().dropLast() }
    let notes = text[end.upperBound...].dropLast()
    let comma = notes.lastRange(of: ", ")
    let source = notes[(comma?.upperBound ?? notes.startIndex)...]
    guard !source.isEmpty, source.allSatisfy(\.isHexDigit) else { return nil }
    self.init(
      firstLine: String(code), label: comma.map { String(notes[..<$0.lowerBound]) },
      source: String(source))
  }
}

extension Substring {
  /// The last place where `text` stands.
  fileprivate func lastRange(of text: some StringProtocol) -> Range<Index>? {
    ranges(of: String(text)).last
  }
}
