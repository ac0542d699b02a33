package import NotebookModel

/// The words of a book and where they stand, as a script that its pages load to search it.
///
/// Prose, headings and shown source are in it; formulas and outputs are not. It is at most a third
/// of the size of the text, for any text that is longer than its headings: as much of it as the
/// words leave free shows how the sections begin.
package struct SearchIndex: Sendable {
  /// Where the script belongs, relative to the output folder.
  ///
  /// The name holds no hash of the bytes, as it would change every page with every word.
  package static let path = "assets/search-index.js"

  private var pages: [(address: String, title: String)] = []
  private var sections: [(page: Int, section: SearchSection)] = []
  private var words = WordTable()
  /// By word, the sections it stands in.
  private var places: [Places] = []
  private var textSize = 0

  /// Creates the index of a book without chapters.
  package init() {}

  /// Adds a chapter, whose page is at `address` below the output folder.
  package mutating func add(_ notebook: Notebook, at address: String, title: String) {
    textSize += notebook.bytes.count
    for var section in SearchSection.all(of: notebook) {
      var isEmpty = true
      SearchWords.forEach(in: section.text) { word in
        isEmpty = false
        let number = words.number(of: word)
        if number == places.count { places.append(Places()) }
        places[number].meet(in: Int32(sections.count))
      }
      guard !isEmpty else { continue }
      section.dropText()
      sections.append((pages.count, section))
    }
    pages.append((address, title))
  }
}

// MARK: Writing

extension SearchIndex {
  /// The script, UTF-8.
  package var script: [UInt8] {
    let words = writtenWords
    let bare = script(words: words, openings: 0)
    let room = textSize / 3 - bare.count
    // Beside its text, an opening costs at most eight bytes of marks and a few that are escaped.
    let length = stride(from: SearchSection.longestOpening, to: 20, by: -10).first { length in
      sections.reduce(0) { $0 + min($1.section.beginning.count, length) + 12 } < room
    }
    guard let length else { return bare }
    let full = script(words: words, openings: length)
    return full.count * 3 <= textSize ? full : bare
  }

  private func script(words: [UInt8], openings: Int) -> [UInt8] {
    var script = Array("var lecternIndex={\"pages\":[".utf8)
    script += pages.map { "[\($0.address.quoted),\($0.title.quoted)]" }.joined(separator: ",").utf8
    script += "],\"sections\":[".utf8
    script += sections.map { row($0.page, $0.section, openings) }.joined(separator: ",").utf8
    script += "],\"words\":\"".utf8
    script += words
    script += "\"};\n".utf8
    return script
  }

  /// Returns a section as its page's number, its id, its heading, and how it begins.
  private func row(_ page: Int, _ section: SearchSection, _ length: Int) -> String {
    var row = "[\(page)"
    let opening = section.opening(ofAtMost: length)
    if !section.id.isEmpty || !opening.isEmpty { row += ",\(section.id.quoted)" }
    if !section.heading.isEmpty || !opening.isEmpty { row += ",\(section.heading.quoted)" }
    if !opening.isEmpty { row += ",\(opening.quoted)" }
    return row + "]"
  }

  /// All words in the order of their UTF-16 code units, each as how many units it shares with the
  /// one before, what is left of it, a blank, and the sections it stands in.
  private var writtenWords: [UInt8] {
    var bytes: [UInt8] = []
    var last: Int?
    for number in words.sorted {
      let word = words[number]
      let shared = last.map { words.shared(number, $0) } ?? word.prefix(0)
      if last != nil { bytes.append(UInt8(ascii: ",")) }
      bytes.append(Digits.all[shared.reduce(0) { $0 + $1.unitsInUTF16 }])
      bytes += word[shared.endIndex...]
      bytes.append(UInt8(ascii: " "))
      bytes += places[number].written
      last = number
    }
    return bytes
  }
}

/// The sections a word stands in, the last of them still being counted.
private struct Places: Sendable {
  private var bytes: [UInt8] = []
  private var section: Int32 = -1
  private var count: Int32 = 0
  private var before: Int32 = -1

  /// Counts the word in `section`, which is the one met before or a later one.
  mutating func meet(in section: Int32) {
    guard section != self.section else { return count += 1 }
    close()
    before = self.section
    self.section = section
    count = 1
  }

  /// For each section, how many were passed over before it, and whether the word is often in it.
  var written: [UInt8] {
    var all = self
    all.close()
    return all.bytes
  }

  private mutating func close() {
    guard section >= 0 else { return }
    Digits.append(Int(section - before - 1) * 2 + (count > 2 ? 1 : 0), to: &bytes)
  }
}

/// Numbers in few bytes: all but the last digit to the base 40, the last one to the base 50.
private enum Digits {
  /// The printable characters that need no escape and part nothing.
  static let all: [UInt8] = (0x23...0x7E).filter {
    $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\\")
  }

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 50 { appendHigh(number / 50, to: &bytes) }
    bytes.append(all[40 + number % 50])
  }

  private static func appendHigh(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 40 { appendHigh(number / 40, to: &bytes) }
    bytes.append(all[number % 40])
  }
}

extension UInt8 {
  /// How many UTF-16 units a character has that begins with this byte; none inside of one.
  fileprivate var unitsInUTF16: Int { self & 0xC0 == 0x80 ? 0 : self >= 0xF0 ? 2 : 1 }
}

extension String {
  /// The text as a JSON string.
  fileprivate var quoted: String {
    let isPlain = utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard !isPlain else { return "\"\(self)\"" }
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case _ where scalar.value < 0x20: text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
