import Markdown
import NotebookModel
import SourceText

/// What a chapter's references can point at, found before anything is rendered.
struct Outline: Sendable {
  /// A heading of the chapter.
  struct Heading: Hashable, Sendable {
    var level: Int
    var id: String
    var text: String
  }

  /// Something with a number and a caption.
  struct Figure: Hashable, Sendable {
    var number: Int
    var id: String
  }

  /// What a label stands for.
  struct Target: Hashable, Sendable {
    /// The id of the element on the page.
    var id: String
    /// What `numref` says: `Figure 2`, or the title where nothing is numbered.
    var reference: String
    /// What `ref` says: the title or caption.
    var title: String
    /// The line of the label.
    var line: Int
  }

  /// The headings in file order.
  private(set) var headings: [Heading] = []
  /// By the first byte of a heading, its id.
  private(set) var headingIDs: [Int: String] = [:]
  /// By the first byte of a block, the figure it is.
  private(set) var figures: [Int: Figure] = [:]
  /// By the first byte of an `eqlabel` role, the number of its equation.
  private(set) var equations: [Int: Int] = [:]
  /// By the first byte of a `label` role in running text, the id of its place.
  private(set) var places: [Int: String] = [:]
  /// By label, what it stands for.
  private(set) var targets: [String: Target] = [:]
  /// Labels used twice.
  private(set) var diagnostics: [Diagnostic] = []

  /// The ids that are in use: `content` is the layout's.
  private(set) var takenIDs: Set<String> = ["content"]
  /// By id, how often it was wished for, so that a thousand equal headings cost no search.
  private var repetitions: [String: Int] = [:]
  private let cells: [Int: Cell]
  private let lines: LineTable
  private let file: String

  /// Finds the headings, figures and labels of `notebook`.
  init(of notebook: Notebook) {
    cells = notebook.codeCellsByLine
    lines = LineTable(notebook.bytes)
    file = notebook.path
    walk(notebook.document.blocks)
  }
}

// MARK: Walking

extension Outline {
  private mutating func walk(_ blocks: [Block]) {
    var previous: Block?
    for (index, block) in blocks.enumerated() {
      switch block.kind {
      case .heading(let level):
        let below = blocks[(index + 1)...].first.flatMap { $0.isLabels ? $0 : nil }
        addHeading(block, level: level, labelsBelow: below?.content ?? [])
      case .codeBlock: addCell(block)
      case .paragraph where block.isLabels: label(previous, with: block.content)
      case .paragraph where block.figureImage != nil: addFigure(block)
      default: addLabels(in: block.content)
      }
      walk(block.children)
      if !block.isLabels { previous = block }
    }
  }

  private mutating func addHeading(_ block: Block, level: Int, labelsBelow: [Inline]) {
    let text = block.content.title
    let label = (block.content + labelsBelow).roles("label").first
    let id = unusedID(label ?? text.slug)
    headings.append(Heading(level: level, id: id, text: text))
    headingIDs[block.bytes.lowerBound] = id
    for role in block.content where role.isRole("label") {
      add(role, Target(id: id, reference: text, title: text, line: 0))
    }
  }

  private mutating func addFigure(_ block: Block) {
    let figure = Figure(
      number: figures.count + 1,
      id: unusedID(block.content.roles("label").first ?? "figure-\(figures.count + 1)"))
    figures[block.bytes.lowerBound] = figure
    let title = block.figureImage?.children.title ?? ""
    for role in block.content where role.isRole("label") {
      add(role, figure.target(titled: title))
    }
  }

  private mutating func addCell(_ block: Block) {
    guard let cell = cells[block.lines.lowerBound], cell.isFigure else { return }
    let number = figures.count + 1
    let figure = Figure(number: number, id: unusedID(cell.options.label ?? "figure-\(number)"))
    figures[block.bytes.lowerBound] = figure
    guard let label = cell.options.label else { return }
    let title = cell.options.caption ?? ""
    add(label, at: block.bytes.lowerBound, figure.target(titled: title))
  }

  /// Gives the labels of a paragraph that holds nothing else to the block before it.
  private mutating func label(_ block: Block?, with labels: [Inline]) {
    for role in labels where role.isRole("label") {
      guard let block, let target = target(of: block) else {
        addPlace(role)
        continue
      }
      add(role, target)
    }
  }

  private func target(of block: Block) -> Target? {
    let start = block.bytes.lowerBound
    if let figure = figures[start] { return figure.target(titled: "") }
    guard let id = headingIDs[start] else { return nil }
    let title = block.content.title
    return Target(id: id, reference: title, title: title, line: 0)
  }

  /// Adds the labels and equations of running text.
  private mutating func addLabels(in content: [Inline]) {
    for inline in content {
      if inline.isRole("label") { addPlace(inline) }
      if inline.isRole("eqlabel") {
        let number = equations.count + 1
        equations[inline.bytes.lowerBound] = number
        let id = unusedID(inline.argument)
        add(inline, Target(id: id, reference: "(\(number))", title: "(\(number))", line: 0))
      }
      addLabels(in: inline.children)
    }
  }

  /// Adds a label that stands for the place it is at.
  private mutating func addPlace(_ role: Inline) {
    let title = headings.last?.text ?? role.argument
    let id = unusedID(role.argument)
    places[role.bytes.lowerBound] = id
    add(role, Target(id: id, reference: title, title: title, line: 0))
  }

  private mutating func add(_ role: Inline, _ target: Target) {
    add(role.argument, at: role.bytes.lowerBound, target)
  }

  private mutating func add(_ label: String, at offset: Int, _ target: Target) {
    let position = lines.position(at: offset)
    if let first = targets[label] {
      let message = "label '\(label)' is already used at \(file):\(first.line)"
      diagnostics.append(Diagnostic(.error, message, file: file, at: position))
    } else {
      targets[label] = target
      targets[label]?.line = position.line
    }
  }

  /// Returns an id like `wish` that nothing else has; what begins with `lectern-` is ours.
  private mutating func unusedID(_ wish: String) -> String {
    let wish = wish.isEmpty || wish.hasPrefix("lectern-") ? "section\(wish.dropFirst(7))" : wish
    var id = wish
    while !takenIDs.insert(id).inserted {
      repetitions[wish, default: 1] += 1
      id = "\(wish)-\(repetitions[wish, default: 1])"
    }
    return id
  }
}

extension Outline.Figure {
  fileprivate func target(titled title: String) -> Outline.Target {
    Outline.Target(
      id: id, reference: "Figure \(number)", title: title.isEmpty ? "Figure \(number)" : title,
      line: 0)
  }
}
