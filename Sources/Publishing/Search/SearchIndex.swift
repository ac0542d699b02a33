import Foundation
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
  /// By word, the sections it stands in and whether it does so often.
  private var places: [[UInt8]: [Place]] = [:]
  private var textSize = 0

  private struct Place {
    var section: Int32
    var isOften: Bool
  }

  /// Creates the index of a book without chapters.
  package init() {}

  /// Adds a chapter, whose page is at `address` below the output folder.
  package mutating func add(_ notebook: Notebook, at address: String, title: String) {
    textSize += notebook.bytes.count
    for section in SearchSection.all(of: notebook) {
      var counts: [[UInt8]: Int] = [:]
      for word in section.words { counts[word, default: 0] += 1 }
      guard !counts.isEmpty else { continue }
      let number = Int32(sections.count)
      for (word, count) in counts {
        places[word, default: []].append(Place(section: number, isOften: count > 2))
      }
      sections.append((pages.count, section))
    }
    pages.append((address, title))
  }
}

// MARK: Writing

extension SearchIndex {
  /// The script, UTF-8.
  package var script: [UInt8] {
    let words = words
    var bare = script(words: words, openings: 0)
    let room = textSize / 3 - bare.count
    guard !sections.isEmpty, room > 0 else { return bare }
    // An opening costs its text, and a comma and quotes where there was none.
    var length = min(SearchSection.longestOpening, room / sections.count + 40)
    while length >= 30 {
      let full = script(words: words, openings: length)
      if full.count * 3 <= textSize {
        bare = full
        break
      }
      length -= 10
    }
    return bare
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

  /// All words in the order of their UTF-16 code units, each as how many bytes it shares with the
  /// one before, what is left of it, a blank, and the sections it stands in.
  private var words: [UInt8] {
    var bytes: [UInt8] = []
    var last: [UInt16] = []
    let sorted = places.map { (Array(String(decoding: $0.key, as: UTF8.self).utf16), $0.value) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    for (word, places) in sorted {
      var shared = zip(last, word).prefix { $0 == $1 }.count
      if shared > 0, UTF16.isLeadSurrogate(word[shared - 1]) { shared -= 1 }
      if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
      bytes.append(Digits.all[shared])
      bytes += String(decoding: word[shared...], as: UTF16.self).utf8
      bytes.append(UInt8(ascii: " "))
      var section: Int32 = -1
      for place in places {
        Digits.append(Int(place.section - section - 1) * 2 + (place.isOften ? 1 : 0), to: &bytes)
        section = place.section
      }
      last = word
    }
    return bytes
  }
}

/// Numbers in few bytes: all but the last digit to the base 40, the last one to the base 50.
private enum Digits {
  /// The printable characters that need no escape and part nothing.
  static let all: [UInt8] = (0x23...0x7E).filter {
    $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\\")
  }

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    var high: [UInt8] = []
    var rest = number / 50
    while rest > 0 {
      high.append(all[rest % 40])
      rest /= 40
    }
    bytes += high.reversed()
    bytes.append(all[40 + number % 50])
  }
}

extension String {
  /// The text as a JSON string.
  fileprivate var quoted: String {
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
