import Foundation
import NotebookModel
import Publishing
import Testing

/// What the script that searches reads in an index, read here a second time, by its description.
private struct ReadIndex {
  struct Place: Hashable {
    var section: Int
    var isOften: Bool
  }

  var pages: [[String]]
  /// Page, id, heading, opening.
  var sections: [(page: Int, texts: [String])]
  var places: [String: [Place]] = [:]
  var words: [String] = []

  init(_ script: [UInt8]) throws {
    let text = String(decoding: script, as: UTF8.self)
    try #require(text.hasPrefix("var lecternIndex={") && text.hasSuffix("};\n"))
    let json = text.dropFirst("var lecternIndex=".count).dropLast(2)
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    pages = try #require(object?["pages"] as? [[String]])
    sections = try #require(object?["sections"] as? [[Any]]).map { row in
      (try #require(row.first as? Int), row.dropFirst().compactMap { $0 as? String })
    }
    var word: [UInt16] = []
    for entry in try #require(object?["words"] as? String).split(separator: ",") {
      let parts = entry.split(separator: " ")
      let first = try #require(parts.first?.utf8.first)
      word = word.prefix(Self.digit(first)) + Array(parts[0].utf16.dropFirst())
      words.append(String(decoding: word, as: UTF16.self))
      places[words[words.count - 1]] = Self.places(Array(parts[1].utf8))
    }
  }

  private static func places(_ bytes: [UInt8]) -> [Place] {
    var places: [Place] = []
    var number = 0
    var section = -1
    for byte in bytes {
      let value = digit(byte)
      guard value >= 40 else {
        number = number * 40 + value
        continue
      }
      number = number * 50 + value - 40
      section += number / 2 + 1
      places.append(Place(section: section, isOften: number % 2 == 1))
      number = 0
    }
    return places
  }

  private static func digit(_ byte: UInt8) -> Int {
    Int(byte) - 0x23 - (byte > 0x2C ? 1 : 0) - (byte > 0x5C ? 1 : 0)
  }
}

private func index(_ chapters: String...) throws -> ReadIndex {
  var index = SearchIndex()
  for (number, text) in chapters.enumerated() {
    let notebook = Notebook(parsing: Array(text.utf8), path: "\(number).md")
    index.add(notebook, at: "\(number).html", title: "Title \(number)")
  }
  return try ReadIndex(index.script)
}

@Suite struct `The search index` {
  @Test func `tells in which sections a word stands`() throws {
    let index = try index(
      "# One\n\nRain and snow.\n\n## Two\n\nSnow, snow; SNOW!\n", "# Three\n\nNo sun.\n")
    #expect(index.pages == [["0.html", "Title 0"], ["1.html", "Title 1"]])
    #expect(index.sections.map(\.page) == [0, 0, 1])
    #expect(index.sections[1].texts.prefix(2) == ["two", "Two"])
    #expect(index.places["rain"] == [.init(section: 0, isOften: false)])
    #expect(
      index.places["snow"] == [
        .init(section: 0, isOften: false), .init(section: 1, isOften: true),
      ])
    #expect(index.places["three"] == [.init(section: 2, isOften: false)])
    #expect(index.places["no"] == [.init(section: 2, isOften: false)])
    #expect(index.words == index.words.sorted())
  }

  @Test func `folds case, accents and forms, and parts writing without blanks`() throws {
    let index = try index(
      "Ärger Ὀδυσσεύς ﬁne İstanbul naïve_batch x2 梯度 ガス कि 한국 שָׁלוֹם é\n")
    let expected = [
      "arger", "οδυσσευσ", "fine", "istanbul", "naive", "batch", "x2", "梯", "度", "ガ", "ス", "कि",
      "한국", "שלום", "e",
    ]
    #expect(Set(index.words) == Set(expected))
  }

  @Test func `holds shown source, and neither formulas, marks nor hidden source`() throws {
    let index = try index(
      """
      # One :label:`sec_label`

      A $\\alphabeta$ **bo**ld ![picture](nowhere.png) <b title="attribute">raw</b>.

      | cell |
      |------|
      | row  |

      ```swift .input
      let trainLoader = 1
      ```

      ```swift .input
      %%cell hide-input
      let invisible = 1
      ```

      ```
      sample
      ```

      ```toc
      chapterPath
      ```
      """)
    for word in ["bold", "picture", "raw", "cell", "row", "trainloader", "sample"] {
      #expect(index.places[word] != nil, "\(word)")
    }
    for word in ["alphabeta", "label", "sec", "nowhere", "attribute", "invisible", "chapterpath"] {
      #expect(index.places[word] == nil, "\(word)")
    }
  }

  @Test func `numbers thousands of sections`() throws {
    let text = (0..<5000).map { "## S\($0)\n\n\($0 % 2500 == 7 ? "needle" : "hay")\n\n" }.joined()
    let index = try index("# One\n\nstart\n\n" + text)
    #expect(index.places["needle"]?.map(\.section) == [8, 2508])
    #expect(index.places["hay"]?.count == 4998)
    #expect(index.places["s4999"]?.map(\.section) == [5000])
  }

  @Test func `is at most a third of the text, and shows how sections begin`() throws {
    var random = Seeded()
    let vocabulary = (0..<4000).map { _ in
      String(
        (0..<Int.random(in: 2...11, using: &random)).map { _ in
          "etaoinshrdlucmfwypvbgk".randomElement(using: &random) ?? "e"
        })
    }
    var text = ""
    for section in 0..<400 {
      text += "## Section \(section)\n\n"
      // Words are met about as often as their rank says (Zipf).
      for _ in 0..<300 {
        let rank = pow(4000, Double.random(in: 0..<1, using: &random))
        text += vocabulary[Int(rank) - 1] + " "
      }
      text += "\n\n"
    }
    var index = SearchIndex()
    index.add(Notebook(parsing: Array(text.utf8), path: "a.md"), at: "a.html", title: "A")
    #expect(index.script.count * 3 <= text.utf8.count)
    let read = try ReadIndex(index.script)
    #expect(read.sections.allSatisfy { $0.texts.count == 3 && $0.texts[2].count > 30 })
  }

  @Test func `is the same for the same book`() {
    let scripts = (0..<5).map { _ in
      var index = SearchIndex()
      let text = "# A\n\nsome words that hash in some order or other \"quoted\" \\ \u{1}\n"
      index.add(Notebook(parsing: Array(text.utf8), path: "a.md"), at: "a.html", title: "A \"b\"")
      return index.script
    }
    #expect(Set(scripts).count == 1)
  }

  @Test func `of no chapters at all can be read`() throws {
    #expect(try ReadIndex(SearchIndex().script).pages.isEmpty)
    #expect(try index("").sections.isEmpty)
  }
}

/// A generator whose numbers are the same each time (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64 = 5

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
