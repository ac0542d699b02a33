/// Gives the chapters their numbers, in the order of the tables of contents.
struct ChapterNumbers {
  private let site: Site
  private var numbers: [String: Numbering] = [:]
  /// How many chapters have been counted, by the number of what lists them.
  private var counted: [[Int]: Int] = [:]
  /// By the number of a chapter, how many figures and so on it has so far.
  private var last: [Int: Numbering] = [:]

  init(site: Site) { self.site = site }

  /// Returns where the numbers of the chapter at `path` begin, after those already added.
  func numbering(of path: String) -> Numbering {
    guard let number = numbers[path], let first = number.chapter.first else { return Numbering() }
    var numbering = Numbering(chapter: number.chapter, after: last[first])
    numbering.deepest = number.deepest
    return numbering
  }

  /// Takes over how far a chapter has counted, and numbers those it lists.
  mutating func add(_ outline: Outline) {
    let chapter = outline.numbering.chapter
    if let first = chapter.first { last[first] = outline.numbering }
    let files = BookFiles(site: site, chapter: outline.path)
    for contents in outline.contents {
      let depth = Self.depth(of: contents)
      guard depth != nil || !chapter.isEmpty else { continue }
      for case let (_, listed?) in files.chapters(of: contents) where numbers[listed.path] == nil {
        counted[chapter, default: 0] += 1
        var numbering = Numbering(chapter: chapter + [counted[chapter, default: 0]])
        numbering.deepest = depth ?? outline.numbering.deepest
        numbers[listed.path] = numbering
      }
    }
  }

  /// Returns how long the numbers are that `:numbered:` in a table of contents asks for; `nil`
  /// without it.
  private static func depth(of contents: String) -> Int? {
    for line in contents.split(whereSeparator: \.isNewline).map(String.init).map(\.trimmed)
    where line.hasPrefix(":numbered:") {
      return Int(String(line.dropFirst(":numbered:".count)).trimmed) ?? .max
    }
    return nil
  }
}
