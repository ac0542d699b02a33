package import Markup

/// The footnotes of a document, in the order in which the text refers to them.
package struct Footnotes: Hashable, Sendable {
  /// A footnote that something refers to.
  package struct Note: Hashable, Sendable {
    /// The block that defines it.
    package var block: Block
    /// How many references it has.
    package var references = 0
  }

  /// The notes that are referred to; the first has number 1.
  package private(set) var notes: [Note] = []
  /// Definitions that nothing refers to.
  package private(set) var unused: [Block] = []
  /// Definitions of a label that an earlier one has.
  package private(set) var repeated: [Block] = []
  /// References to no definition.
  package private(set) var undefined: [Inline] = []
  /// By label, its definition.
  package private(set) var definitions: [String: Block] = [:]
  /// What the ids of notes and references begin with.
  package var prefix = ""
  /// By label, the place of its note.
  private var places: [String: Int] = [:]
  /// By the first byte of a reference, which one of its note it is, from 1.
  private var ordinals: [Int: Int] = [:]

  /// Creates the footnotes of nothing.
  package init() {}

  /// Finds the footnotes of a document's blocks, those that only other notes refer to at the end.
  package init(of blocks: [Block]) {
    var labels: [String] = []
    define(blocks, &labels)
    guard !labels.isEmpty || !undefined.isEmpty else { return }
    follow(blocks)
    var place = 0
    while place < notes.count {
      follow(notes[place].block.children)
      place += 1
    }
    unused = labels.filter { places[$0] == nil }.compactMap { definitions[$0] }
  }
}

// MARK: Finding

extension Footnotes {
  private mutating func define(_ blocks: [Block], _ labels: inout [String]) {
    for block in blocks {
      if case .footnote(let label) = block.kind {
        let label = Self.normalized(label)
        if definitions.updateValue(definitions[label] ?? block, forKey: label) == nil {
          labels.append(label)
        } else {
          repeated.append(block)
        }
      }
      findUndefined(block.content)
      define(block.children, &labels)
    }
  }

  private mutating func findUndefined(_ inlines: [Inline]) {
    for inline in inlines {
      if case .footnoteReference(_, isDefined: false) = inline.kind { undefined.append(inline) }
      findUndefined(inline.children)
    }
  }

  private mutating func follow(_ blocks: [Block]) {
    for block in blocks {
      if case .footnote = block.kind { continue }
      follow(block.content)
      follow(block.children)
    }
  }

  private mutating func follow(_ inlines: [Inline]) {
    for inline in inlines {
      if case .footnoteReference(let label, isDefined: true) = inline.kind {
        refer(to: Self.normalized(label), at: inline.bytes.lowerBound)
      }
      follow(inline.children)
    }
  }

  private mutating func refer(to label: String, at offset: Int) {
    guard let block = definitions[label] else { return }
    let place = places[label] ?? notes.count
    if place == notes.count {
      places[label] = place
      notes.append(Note(block: block))
    }
    notes[place].references += 1
    ordinals[offset] = notes[place].references
  }

  private static func normalized(_ label: String) -> String {
    ReferenceTable.normalized(Array(label.utf8)[...])
  }
}

// MARK: Rendering

extension Footnotes {
  /// Returns the mark of a reference, a link to its note; `suffix` parts copies of one passage.
  package func mark(of label: String, at offset: Int, suffix: String = "") -> HTML? {
    guard let place = places[Self.normalized(label)], let ordinal = ordinals[offset] else {
      return nil
    }
    let id = referenceID(place, ordinal) + suffix
    return """
      <sup class="footnote-ref"><a href="#\(noteID(place))" id="\(id)" \
      data-footnote-ref>\(String(place + 1))</a></sup>
      """
  }

  /// Returns the list of the notes, each with links back to where it is referred to.
  package func section(_ renderer: HTMLRenderer) -> HTML {
    guard !notes.isEmpty else { return HTML() }
    var html: HTML = "<section class=\"footnotes\" data-footnotes>\n<ol>\n"
    for (place, note) in notes.enumerated() {
      html += "<li id=\"\(noteID(place))\">\n"
      let links = backLinks(place, note.references)
      let blocks = note.block.children
      if let last = blocks.last, last.kind == .paragraph,
        renderer.renderBlock(last, renderer) == nil
      {
        html += renderer.html(Array(blocks.dropLast()))
        html += "<p>\(renderer.html(last.content)) \(links)</p>\n"
      } else {
        html += renderer.html(blocks)
        html += "<p>\(links)</p>\n"
      }
      html += "</li>\n"
    }
    html += "</ol>\n</section>\n"
    return html
  }

  private func backLinks(_ place: Int, _ count: Int) -> HTML {
    var html = HTML()
    for ordinal in 1...max(1, count) {
      let name = ordinal == 1 ? "\(place + 1)" : "\(place + 1)-\(ordinal)"
      let mark: HTML =
        ordinal == 1 ? "↩" : "↩<sup class=\"footnote-ref\">\(String(ordinal))</sup>"
      if ordinal > 1 { html += " " }
      html += """
        <a href="#\(referenceID(place, ordinal))" class="footnote-backref" data-footnote-backref \
        aria-label="Back to reference \(name)">\(mark)</a>
        """
    }
    return html
  }

  private func noteID(_ place: Int) -> String { "\(prefix)fn-\(place + 1)" }

  private func referenceID(_ place: Int, _ ordinal: Int) -> String {
    ordinal == 1 ? "\(prefix)fnref-\(place + 1)" : "\(prefix)fnref-\(place + 1)-\(ordinal)"
  }
}
