import Markdown
import NotebookModel
import SourceText

extension Outline {
  /// Goes through blocks that follow one another, and what they hold.
  mutating func walk(_ blocks: [Block]) {
    let tables = TableParts(in: blocks)
    var previous: Block?
    for (index, block) in blocks.enumerated() {
      if let table = tables.tables[index] { addTable(blocks[table], at: table, tables) }
      switch block.kind {
      case .heading(let level):
        let below = index + 1 < blocks.count ? blocks[index + 1].leadingLabels : []
        addHeading(block, level: level, labelsBelow: below)
      case .codeBlock(_, let literal, _):
        addCell(block)
        if block.isContents { contents.append(literal) }
      case .table where figures[block.bytes.lowerBound] == nil: addTable(block, at: index, tables)
      case .paragraph where block.isLabels: label(previous, with: block.content)
      case .paragraph where block.figureImage != nil: addFigure(block)
      default: break
      }
      if block.namesBibliography, listPlace == nil { listPlace = block.bytes.lowerBound }
      for role in block.content where role.isRole("bibliography") && !block.namesBibliography {
        report("a list of references needs a paragraph of its own", at: role.bytes)
      }
      if block.kind != .paragraph { lastFormula = nil }
      read(block.content)
      walk(block.children)
      if !block.isLabels { previous = block }
    }
  }

  private mutating func addHeading(_ block: Block, level: Int, labelsBelow: [Inline]) {
    let text = block.content.title
    let labels = (block.content + labelsBelow).filter { $0.isRole("label") }
    let id = unusedID(labels.first?.argument ?? text.slug)
    let number = numbering.next(headingOfLevel: level)
    let heading = Heading(level: level, id: id, text: text, number: number)
    headingIndices[block.bytes.lowerBound] = headings.count
    headings.append(heading)
    give(labels, to: target(of: heading, id: id))
  }

  private mutating func addFigure(_ block: Block) {
    let title = block.figureImage?.children.title ?? ""
    let label = block.content.roles("label").first
    guard label != nil || !title.isEmpty else { return }
    let figure = figure(.figure, label: label, title: title)
    figures[block.bytes.lowerBound] = figure
    give(block.content, to: target(of: figure))
  }

  private mutating func addCell(_ block: Block) {
    guard let cell = cells[block.lines.lowerBound] else { return }
    if let exercise = exercises.blocks[cell.index] {
      exercises.name(cell.index, id: unusedID("exercise-\(exercise.exercise.id)"))
    }
    guard cell.isFigure else { return }
    let figure = figure(
      .figure, label: cell.options.label, title: cell.options.caption ?? "")
    figures[block.bytes.lowerBound] = figure
    guard let label = cell.options.label else { return }
    add(label, at: block.bytes, target(of: figure))
  }

  /// Adds a table that has a caption or a label.
  private mutating func addTable(_ block: Block, at index: Int, _ tables: TableParts) {
    let caption = tables.captions[index]
    let labels = (caption?.content ?? []) + (tables.labels[index] ?? [])
    let label = labels.roles("label").first
    guard caption != nil || label != nil else { return }
    let content = caption?.captionText ?? []
    var figure = figure(.table, label: label, title: content.title)
    figure.caption = content
    figures[block.bytes.lowerBound] = figure
    if let caption { captions.insert(caption.bytes.lowerBound) }
    give(labels, to: target(of: figure))
  }

  private mutating func figure(
    _ kind: Numbering.Kind, label: String?, title: String
  ) -> Figure {
    let number = numbering.next(kind)
    let id = label ?? "\(kind.rawValue.lowercased())-\(number.replacing(".", with: "-"))"
    return Figure(
      name: "\(kind.rawValue) \(number)", number: number, id: unusedID(id), title: title)
  }

  /// Gives the labels of a paragraph that holds nothing else to the block before it.
  private mutating func label(_ block: Block?, with labels: [Inline]) {
    guard let start = block?.bytes.lowerBound else { return }
    let new = labels.filter { !givenLabels.contains($0.bytes.lowerBound) }
    if let figure = figures[start] {
      give(new, to: target(of: figure))
    } else if let heading = headingIndices[start].map({ headings[$0] }) {
      give(new, to: target(of: heading, id: heading.id))
    }
  }
}

// MARK: Running text

extension Outline {
  /// Goes through running text: its labels, formulas and references.
  private mutating func read(_ content: [Inline]) {
    for inline in content {
      switch inline.kind {
      case .math(let tex, let isDisplay):
        if tex.utf8.contains(UInt8(ascii: "{")) || isDisplay {
          addFormula(TeXNumbers(tex), at: inline.bytes, isDisplay: isDisplay)
        }
      case .role("eqlabel", let name): addEquation(name, at: inline)
      case .role("label", _):
        if !givenLabels.contains(inline.bytes.lowerBound) { addPlace(inline) }
      case .role(let role, let name) where Target.roles[role] != nil:
        uses.append(use(name, at: inline.bytes))
      case .role(let role, let names) where Citations.roles.contains(role):
        for name in Citations.keys(in: names) { citations.append(use(name, at: inline.bytes)) }
      case .role("bibliography", let names):
        for name in Citations.keys(in: names) {
          bibliographies.append(use(name, at: inline.bytes))
        }
      default: break
      }
      if !inline.isAfterFormula { lastFormula = nil }
      read(inline.children)
    }
  }

  private func use(_ name: String, at bytes: Range<Int>, isInFormula: Bool = false) -> LabelUse {
    LabelUse(
      name: name, file: file, position: lines.position(at: bytes.lowerBound),
      length: length(of: bytes), isInFormula: isInFormula)
  }

  /// Numbers the rows of a formula that have labels of their own.
  private mutating func addFormula(_ numbers: TeXNumbers, at bytes: Range<Int>, isDisplay: Bool) {
    for name in numbers.references { uses.append(use(name, at: bytes, isInFormula: true)) }
    guard isDisplay else { return }
    lastFormula = bytes.lowerBound
    var equation = Equation(ids: [])
    for row in numbers.rows where !row.labels.isEmpty {
      let number = row.tag ?? numbering.next(.equation)
      for label in row.labels {
        let id = unusedID(label)
        equation.ids.append(id)
        add(label, at: bytes, target(ofEquation: number, id: id))
      }
    }
    if !equation.ids.isEmpty { equations[bytes.lowerBound] = equation }
    tags[bytes.lowerBound] = numbers.rows.first?.tag
  }

  /// Gives a label, and a number unless it has one, to the formula before.
  private mutating func addEquation(_ name: String, at role: Inline) {
    guard let formula = lastFormula else {
      report("no formula stands before this label", at: role.bytes)
      return addPlace(role)
    }
    var equation = equations[formula] ?? Equation(ids: [])
    let known = equation.number ?? tags[formula] ?? number(ofFirst: equation.ids)
    let number = known ?? numbering.next(.equation)
    if known == nil { equation.number = number }
    let id = unusedID(name)
    equation.ids.append(id)
    equations[formula] = equation
    add(name, at: role.bytes, target(ofEquation: number, id: id))
  }

  private func number(ofFirst ids: [String]) -> String? {
    guard let id = ids.first else { return nil }
    return labels.last { $0.target.id == id }?.target.number
  }

  private func target(ofEquation number: String, id: String) -> Target {
    Target(chapter: path, id: id, number: number, reference: "(\(number))", title: "(\(number))")
  }
}

extension Block {
  /// The labels a paragraph begins with, which belong to the heading right above it.
  fileprivate var leadingLabels: [Inline] {
    guard kind == .paragraph else { return [] }
    let labels = content.prefix { $0.isRole("label") || $0.isBlank }
    let isOwnLine = labels.count == content.count || labels.last?.kind == .softBreak
    return isOwnLine ? labels.filter { $0.isRole("label") } : []
  }
}

extension Inline {
  /// Whether a label after this still belongs to the formula before it.
  fileprivate var isAfterFormula: Bool {
    if case .math(_, isDisplay: true) = kind { return true }
    return isBlank || isRole("eqlabel") || isRole("label")
  }
}
