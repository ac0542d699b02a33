/// The cell that declares a chapter's tabs.
struct TabDeclaration {
  /// The names the extension may be loaded by.
  static let extensions = ["lectern.tab", "d2lbook.tab"]

  /// The names as written, in order, and where.
  var names: [(name: String, range: Range<Int>)] = []
  private(set) var faults: [PlacedFault] = []

  /// Whether the cell with the first line in `range` declares tabs.
  static func begins(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    let line = bytes[range].drop { $0.isSpaceOrTab }
    return line.starts(with: loading) || line.starts(with: selecting)
  }

  /// Whether a cell in another language means ours: notebooks load many extensions.
  static func isOurs(_ lines: [Range<Int>], in bytes: [UInt8]) -> Bool {
    lines.contains { range in
      let line = String(decoding: bytes[range], as: UTF8.self)
      return line.contains("tab.interact_select") || extensions.contains { line.contains($0) }
    }
  }

  private static let loading = Array("%load_ext".utf8)
  private static let selecting = Array("tab.interact_select".utf8)

  /// Reads the `lines` of the cell.
  init(_ lines: [Range<Int>], in bytes: [UInt8]) {
    var isSelecting = false
    var isDone = false
    for range in lines {
      let line = bytes[range].drop { $0.isSpaceOrTab }
      // d2l's chapters list what they require in a comment here.
      if line.isEmpty || line.first == UInt8(ascii: "#") || line.starts(with: "//".utf8) {
        continue
      }
      if !isSelecting, line.starts(with: Self.loading) {
        readExtension(line.dropFirst(Self.loading.count))
      } else if isSelecting || line.starts(with: Self.selecting), !isDone {
        let text = isSelecting ? line : line.dropFirst(Self.selecting.count)
        isSelecting = true
        isDone = readNames(text)
      } else {
        let end = line.lastIndex { !$0.isSpaceOrTab } ?? line.startIndex
        faults.append(PlacedFault(.unexpectedInDeclaration, line.startIndex..<(end + 1)))
      }
    }
    check(lines)
  }

  private mutating func readExtension(_ text: ArraySlice<UInt8>) {
    let name = text.split(whereSeparator: \.isSpaceOrTab).first ?? text.prefix(0)
    let written = String(decoding: name, as: UTF8.self)
    guard !Self.extensions.contains(written) else { return }
    faults.append(PlacedFault(.unknownExtension(written), name.startIndex..<name.endIndex))
  }

  /// Reads quoted names; returns whether the closing parenthesis was reached.
  private mutating func readNames(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: ")") { return true }
      guard byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") else {
        if !byte.isSpaceOrTab, !"([],".utf8.contains(byte) {
          faults.append(PlacedFault(.unexpectedInDeclaration, index..<text.endIndex))
          return true
        }
        index += 1
        continue
      }
      guard let close = text[(index + 1)...].firstIndex(of: byte) else {
        faults.append(PlacedFault(.unclosedQuote, index..<text.endIndex))
        return true
      }
      let name = String(decoding: text[(index + 1)..<close], as: UTF8.self)
      names.append((name, (index + 1)..<close))
      index = close + 1
    }
    return false
  }

  private mutating func check(_ lines: [Range<Int>]) {
    var seen: Set<String> = []
    for (name, range) in names {
      if name.lowercased() == "all" || name.allSatisfy(\.isWhitespace) {
        faults.append(PlacedFault(.reservedTab(name), range))
      } else if !seen.insert(name.lowercased()).inserted {
        faults.append(PlacedFault(.repeatedTab(name), range))
      }
    }
    if names.isEmpty, faults.isEmpty, let first = lines.first {
      faults.append(PlacedFault(.noTabsDeclared, first))
    }
    var kept: Set<String> = ["all"]
    names.removeAll { !kept.insert($0.name.lowercased()).inserted }
  }
}
