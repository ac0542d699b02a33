/// Where the numbers of a chapter begin, and how they go on.
struct Numbering: Hashable, Sendable {
  /// What is counted throughout a chapter.
  enum Kind: String, Hashable, Sendable {
    case figure = "Figure"
    case table = "Table"
    case equation = "Equation"
  }

  /// The number of the chapter's title, such as `[3]` or `[3, 1]`; empty where nothing has one.
  var chapter: [Int] = []
  /// The longest number that a heading gets.
  var deepest = Int.max
  /// Whether the headings below the title have numbers; where a chapter lists others, these do.
  var numbersSections = true
  /// How many of each kind came before.
  private(set) var counts: [Kind: Int] = [:]

  /// The levels of the headings around the current place, and how many came at each depth.
  private var levels: [Int] = []
  private var sections: [Int] = []

  /// Creates the numbering of a chapter that follows `earlier`, which counts for the same one.
  init(chapter: [Int] = [], after earlier: Numbering? = nil) {
    self.chapter = chapter
    counts = earlier?.counts ?? [:]
  }
}

extension Numbering {
  /// Returns the next number of `kind`: `3.1`, or `1` where chapters have no numbers.
  mutating func next(_ kind: Kind) -> String {
    counts[kind, default: 0] += 1
    let count = "\(counts[kind, default: 0])"
    return chapter.first.map { "\($0).\(count)" } ?? count
  }

  /// Returns the number of the next heading, `nil` where it has none.
  ///
  /// The first heading has the chapter's number. A second title counts as a section, and where a
  /// level is left out, the number leaves none out.
  mutating func next(headingOfLevel level: Int) -> String? {
    guard !chapter.isEmpty else { return nil }
    guard !sections.isEmpty else {
      (levels, sections) = ([level], [0])
      return text(chapter)
    }
    while levels.count > 1, levels[levels.count - 1] >= level { levels.removeLast() }
    sections.removeLast(max(0, sections.count - levels.count))
    sections[levels.count - 1] += 1
    let number = chapter + sections
    levels.append(level)
    sections.append(0)
    return numbersSections ? text(number) : nil
  }

  private func text(_ number: [Int]) -> String? {
    number.count > deepest ? nil : number.map(String.init).joined(separator: ".")
  }
}
