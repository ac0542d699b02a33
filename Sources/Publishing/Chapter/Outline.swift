import Markdown
import NotebookModel
import SourceText

/// What a chapter numbers, labels and refers to, found before anything is rendered.
///
/// Where a chapter lists others, these have the numbers that its sections would have.
struct Outline: Sendable {
  /// A heading of the chapter.
  struct Heading: Hashable, Sendable {
    var level: Int
    var id: String
    var text: String
    /// Its number, such as `3.1`, if it has one.
    var number: String?

    /// The text after its number.
    var title: String { number.map { "\($0) \(text)" } ?? text }
  }

  /// Something with a number and a caption.
  struct Figure: Hashable, Sendable {
    /// What a reference calls it: `Figure 3.1`.
    var name: String
    /// The number alone.
    var number: String
    var id: String
    /// Its caption, without markup.
    var title: String
    /// The caption of a table; a picture has its own.
    var caption: [Inline] = []
  }

  /// A display formula that references can point at.
  struct Equation: Hashable, Sendable {
    var ids: [String]
    /// The number beside it; `nil` where the formula shows its own.
    var number: String?
  }

  /// The chapter's path, relative to the book's folder.
  let path: String
  /// The numbers, up to where they have come.
  var numbering: Numbering
  /// The headings in file order.
  var headings: [Heading] = []
  /// By the first byte of a heading, its place in `headings`.
  var headingIndices: [Int: Int] = [:]
  /// By the first byte of a block, the figure or numbered table it is.
  var figures: [Int: Figure] = [:]
  /// By the first byte of a formula, the equation it is.
  var equations: [Int: Equation] = [:]
  /// By the first byte of a `label` role in running text, the id of its place.
  var places: [Int: String] = [:]
  /// The first bytes of the paragraphs that are shown as captions of tables.
  var captions: Set<Int> = []
  /// The labels in file order, also those used before.
  var labels: [Label] = []
  /// By label, what it stands for.
  var targets: [String: Label] = [:]
  /// The references to labels in file order.
  var uses: [LabelUse] = []
  /// The keys that are cited, in file order.
  var citations: [LabelUse] = []
  /// The files of references that the chapter names, in file order.
  var bibliographies: [LabelUse] = []
  /// The first byte of the paragraph that the list of references takes the place of.
  var listPlace: Int?
  /// The tables of contents, as they are written.
  var contents: [String] = []
  /// Labels used twice, and numbers without a formula.
  var diagnostics: [Diagnostic] = []

  /// The exercises, with the ids that links lead to.
  var exercises: ExerciseBlocks

  let cells: [Int: Cell]
  let lines: LineTable
  let file: String
  /// The first bytes of labels that have been given to a heading, figure, table or formula.
  var givenLabels: Set<Int> = []
  /// By the first byte of a formula without labels, what `\tag` says in it.
  var tags: [Int: String] = [:]
  /// The formula that a label right after it names.
  var lastFormula: Int?
  /// The ids that are in use: `content` is the layout's.
  private(set) var takenIDs: Set<String> = ["content"]
  /// By id, how often it was wished for, so that a thousand equal headings cost no search.
  private var repetitions: [String: Int] = [:]

  /// Finds what `notebook`, the chapter at `path`, numbers and labels.
  init(of notebook: Notebook, at path: String, numbering: Numbering = Numbering()) {
    self.path = path
    self.numbering = numbering
    cells = notebook.codeCellsByLine
    exercises = ExerciseBlocks(of: notebook)
    lines = LineTable(notebook.bytes)
    file = notebook.path
    if notebook.document.blocks.contains(where: \.isContents) {
      self.numbering.numbersSections = false
    }
    walk(notebook.document.blocks)
  }
}

// MARK: Labels and ids

extension Outline {
  /// Adds a label that stands for the place it is at.
  mutating func addPlace(_ role: Inline) {
    let id = unusedID(role.argument)
    places[role.bytes.lowerBound] = id
    let heading = headings.last ?? Heading(level: 1, id: id, text: role.argument)
    add(role.argument, at: role.bytes, target(of: heading, id: id))
  }

  /// Gives `labels` to what `target` tells of.
  mutating func give(_ labels: [Inline], to target: Target) {
    for role in labels where role.isRole("label") {
      givenLabels.insert(role.bytes.lowerBound)
      add(role.argument, at: role.bytes, target)
    }
  }

  /// Adds a label that is written at `bytes`.
  mutating func add(_ name: String, at bytes: Range<Int>, _ target: Target) {
    let position = lines.position(at: bytes.lowerBound)
    let label = Label(
      name: name, target: target, file: file, position: position, length: length(of: bytes))
    labels.append(label)
    if let first = targets[name] {
      report("label '\(name)' is already used at \(first.file):\(first.position.line)", at: bytes)
    } else {
      targets[name] = label
    }
  }

  func target(of heading: Heading, id: String) -> Target {
    let number = heading.number ?? ""
    let kind = number.contains(".") ? "Section" : "Chapter"
    return Target(
      chapter: path, id: id, number: number,
      reference: number.isEmpty ? heading.text : "\(kind) \(number)", title: heading.text)
  }

  func target(of figure: Figure) -> Target {
    Target(
      chapter: path, id: figure.id, number: figure.number, reference: figure.name,
      title: figure.title.isEmpty ? figure.name : figure.title)
  }

  /// Returns an id like `wish` that nothing else has, `wish-1` for a second one, as on GitHub; what begins with `lectern-` is ours.
  mutating func unusedID(_ wish: String) -> String {
    var wish = wish.split(whereSeparator: \.isWhitespace).joined(separator: "-")
    if wish.isEmpty || wish.hasPrefix("lectern-") { wish = "section\(wish.dropFirst(7))" }
    var id = wish
    while !takenIDs.insert(id).inserted {
      repetitions[wish, default: 0] += 1
      id = "\(wish)-\(repetitions[wish, default: 0])"
    }
    return id
  }

  mutating func report(_ message: String, at bytes: Range<Int>, hint: String? = nil) {
    diagnostics.append(
      Diagnostic(
        .error, message, file: file, at: lines.position(at: bytes.lowerBound),
        length: length(of: bytes), hint: hint))
  }

  /// How many of `bytes` are on their first line.
  func length(of bytes: Range<Int>) -> Int {
    let end = lines.content(ofLine: lines.line(at: bytes.lowerBound)).upperBound
    return max(1, min(bytes.upperBound, end) - bytes.lowerBound)
  }
}
