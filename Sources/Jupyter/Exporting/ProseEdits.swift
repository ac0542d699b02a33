import Markdown
import NotebookModel
import SourceText

/// Where the prose of a chapter has to be written differently for Jupyter, and how.
///
/// Jupyter knows CommonMark, GitHub's tables, and MathJax between dollars. Roles, labels, slide
/// marks, links to chapters and images in files are ours, and so are dollars that mean money.
struct ProseEdits {
  /// A stretch of the chapter and what stands in its place.
  struct Edit {
    var range: Range<Int>
    var text: String
    var attachment: JupyterCell.Attachment?
  }

  /// The edits in file order; none overlap.
  private(set) var edits: [Edit] = []
  /// The tab marks by their line.
  private(set) var tabMarks: [Int: (mark: Block.Tabs, bytes: Range<Int>)] = [:]

  /// Pictures that are not there, and where they are shown.
  private(set) var missing: [(path: String, offset: Int)] = []

  let bytes: [UInt8]
  let surroundings: ChapterSurroundings
  /// By label, the number of a footnote.
  private let footnotes: [String: Int]
  private var attachmentNames: [String: String] = [:]

  /// Finds the edits of `notebook`.
  init(of notebook: Notebook, in surroundings: ChapterSurroundings) {
    bytes = notebook.bytes
    self.surroundings = surroundings
    let notes = Footnotes(of: notebook.document.blocks).notes.map(\.block.kind)
    let numbers = notes.enumerated().compactMap { number, kind -> (String, Int)? in
      if case .footnote(let label) = kind { (label, number + 1) } else { nil }
    }
    footnotes = Dictionary(numbers) { first, _ in first }
    add(notebook.document.blocks)
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Returns the edits inside `range`.
  func edits(in range: Range<Int>) -> [Edit] {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range.lowerBound < range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return Array(edits[low...].prefix { $0.range.upperBound <= range.upperBound })
  }
}

// MARK: - Blocks

extension ProseEdits {
  private mutating func add(_ blocks: [Block]) {
    for (index, block) in blocks.enumerated() {
      switch block.kind {
      case .tabMark(let mark): tabMarks[block.lines.lowerBound] = (mark, block.bytes)
      case .codeBlock(info: "toc", let literal, isFenced: true):
        replace(block.bytes, by: contents(literal))
      default:
        let next = index + 1 < blocks.count ? blocks[index + 1] : nil
        let previous = index > 0 ? blocks[index - 1] : nil
        if case .footnote(let label) = block.kind { number(block, label) }
        caption(block, after: previous, before: next)
        add(block.content)
        for range in SlideMarks.ranges(around: block.content, in: block.bytes, of: bytes) {
          replace(range, by: "")
        }
        add(block.children)
      }
    }
  }

  /// Shows the captions of figures, which Jupyter would keep to itself, and those of tables.
  private mutating func caption(_ block: Block, after previous: Block?, before next: Block?) {
    let labels = block.labels + (next?.onlyLabels ?? [])
    let name = labels.first.flatMap { surroundings.label($0)?.reference }.map { "**\($0).** " }
    if let image = block.onlyImage, case let words = image.children.words, !words.isEmpty {
      let end = image.bytes.upperBound
      replace(end..<end, by: "<br>" + (name ?? "") + words)
    } else if block.isCaption, previous?.isTable == true || next?.isTable == true {
      let start = block.bytes.lowerBound
      let isSpaced = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: " ")
      replace(start..<start + (isSpaced ? 2 : 1), by: name ?? "**Table.** ")
    }
  }

  /// Writes the number of a footnote in place of `[^label]:`.
  private mutating func number(_ block: Block, _ label: String) {
    guard let number = footnotes[label],
      let mark = bytes[block.bytes].firstIndex(of: UInt8(ascii: ":"))
    else { return }
    let anchor = "<a id=\"footnote-\(number)\"></a>"
    replace(block.bytes.lowerBound..<mark + 1, by: "\(anchor)<sup>\(number)</sup>")
  }

  /// Returns a list of links for the lines of a `toc` block.
  private func contents(_ literal: String) -> String {
    let entries = literal.split(separator: "\n").map { $0.split(separator: " ").joined() }
      .filter { !$0.isEmpty && !$0.hasPrefix(":") }
    return entries.map { entry in
      let file = entry.hasSuffix(".md") ? entry : entry + ".md"
      guard let link = surroundings.link(file) else { return "- \(entry)" }
      return "- [\(link.title)](\(link.address))"
    }.joined(separator: "\n")
  }

  private mutating func replace(
    _ range: Range<Int>, by text: String, _ attachment: JupyterCell.Attachment? = nil
  ) {
    edits.append(Edit(range: range, text: text, attachment: attachment))
  }
}

// MARK: - Inlines

extension ProseEdits {
  private mutating func add(_ inlines: [Inline]) {
    for (index, inline) in inlines.enumerated() {
      switch inline.kind {
      case .text: escapeDollars(in: inline.bytes)
      case .role(let name, let argument):
        if let text = text(of: name, argument) { replace(inline.bytes, by: text) }
      case .math(let tex, isDisplay: true):
        let next = inlines[(index + 1)...].first { !$0.isSpace }
        if case .role("eqlabel", let label)? = next?.kind {
          number(inline, tex, label)
        } else {
          number(inline, tex, nil)
        }
      case .image(let destination, let title): attach(inline, destination, title: title)
      case .link(let destination, _): relink(inline, destination)
      case .footnoteReference(let label, isDefined: true):
        guard let number = footnotes[label] else { break }
        replace(inline.bytes, by: "<sup>[\(number)](#footnote-\(number))</sup>")
      default: add(inline.children)
      }
    }
  }

  /// A dollar in text must not begin a formula: MathJax does not look across elements.
  private mutating func escapeDollars(in range: Range<Int>) {
    for index in range where bytes[index] == UInt8(ascii: "$") {
      let isEscaped = index > 0 && bytes[index - 1] == UInt8(ascii: "\\")
      replace((isEscaped ? index - 1 : index)..<index + 1, by: "<span>\\$</span>")
    }
  }

  /// Returns what a role becomes; `nil` when it stays as it is.
  private func text(of role: String, _ argument: String) -> String? {
    switch role {
    case "label", "eqlabel": "<a id=\"\(argument.escapedForHTML)\"></a>"
    case "width", "height": "<!-- \(role): \(argument) -->"
    case "bibliography":
      surroundings.references.isEmpty ? "<!-- \(role): \(argument) -->" : surroundings.references
    case "cite", "citet", "citep": surroundings.citation(argument, role)
    default:
      surroundings.label(argument).flatMap { label in
        Self.references[role].map { link($0(label), label.address, argument) }
      }
    }
  }

  /// What each role says of a label.
  private static let references: [String: @Sendable (ChapterSurroundings.Label) -> String] = [
    "numref": { $0.reference }, "ref": { $0.title },
    "eqref": { $0.number.isEmpty ? $0.reference : "(\($0.number))" },
    "number": { $0.number.isEmpty ? $0.title : $0.number },
  ]

  private func link(_ text: String, _ address: String, _ label: String) -> String {
    let target = "\(address)#\(label)".replacing(" ", with: "%20")
    return "[\(text.isEmpty ? label : text)](\(target))"
  }

  /// Writes the book's number of a formula into it, as MathJax wants it, or keeps MathJax from
  /// counting the lines of one that has none.
  private mutating func number(_ formula: Inline, _ tex: String, _ label: String?) {
    let number = label.flatMap { surroundings.label($0)?.number } ?? ""
    guard formula.bytes.count > 4, !tex.contains("\\tag"), !tex.contains("\\label") else { return }
    for name in ["align", "gather"] where tex.contains("{\(name)}") {
      let written = Array("{\(name)}".utf8)
      let places = formula.bytes.filter { bytes[$0...].starts(with: written) }
      for place in places {
        replace(place..<place + written.count, by: "{\(name)\(number.isEmpty ? "*" : "ed")}")
      }
    }
    let end = formula.bytes.upperBound - 2
    if !number.isEmpty { replace(end..<end, by: " \\tag{\(number)}") }
  }

  private mutating func relink(_ link: Inline, _ destination: String) {
    // What `<…>` or a bare address show is an address, not text.
    guard bytes[link.bytes.lowerBound] == UInt8(ascii: "[") else { return }
    add(link.children)
    let cut = destination.firstIndex { $0 == "#" || $0 == "?" } ?? destination.endIndex
    guard let target = surroundings.link(String(destination[..<cut])) else { return }
    let start = link.children.last?.bytes.upperBound ?? link.bytes.lowerBound
    let written = Array("](\(destination)".utf8)
    for index in start..<link.bytes.upperBound where bytes[index...].starts(with: written) {
      let range = index + 2..<index + written.count
      return replace(range, by: target.address + destination[cut...])
    }
  }

  /// Makes a file of the book an attachment of the cell that shows it.
  private mutating func attach(_ image: Inline, _ destination: String, title: String) {
    let ending = destination.split(separator: ".").last?.lowercased() ?? ""
    guard let mime = Self.pictures[ending], !destination.hasScheme else { return }
    guard let content = surroundings.file(destination) else {
      return missing.append((destination, image.bytes.lowerBound))
    }
    let name = attachmentName(of: destination)
    let start = image.children.first?.bytes.lowerBound ?? 0
    let end = image.children.last?.bytes.upperBound ?? 0
    let text = start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
    let tooltip = title.isEmpty ? "" : " \"\(title.replacing("\"", with: "\\\""))\""
    replace(
      image.bytes, by: "![\(text)](attachment:\(name)\(tooltip))",
      JupyterCell.Attachment(name: name, mime: mime, bytes: content))
  }

  private static let pictures = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "svg": "image/svg+xml", "webp": "image/webp", "bmp": "image/bmp",
  ]

  /// Returns a name for the file at `path` that no other file of the chapter has.
  private mutating func attachmentName(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let safe = last.safeFileName
    var name = safe
    var number = 2
    while let owner = attachmentNames[name], owner != path {
      name = "\(number)-\(safe)"
      number += 1
    }
    attachmentNames[name] = path
    return name
  }
}

extension String {
  /// Whether the address is one of another place, or holds the picture itself.
  fileprivate var hasScheme: Bool {
    hasPrefix("//") || contains("://") || lowercased().hasPrefix("data:")
  }

  /// The text with `&`, `<`, `>` and `"` as HTML spells them.
  var escapedForHTML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// The name with nothing but letters, digits, `.`, `_` and `-`, no dot in front, and not longer
  /// than file systems take.
  var safeFileName: String {
    let safe = unicodeScalars.map { scalar in
      let isSafe =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "._-".unicodeScalars.contains(scalar)
      return isSafe && scalar.isASCII ? Character(scalar) : "-"
    }
    let name = String(safe).drop { $0 == "." || $0 == "-" }
    guard name.count > Self.longestFileName else { return name.isEmpty ? "file" : String(name) }
    let ending = name.suffix(8).lastIndex(of: ".").map { name[$0...] } ?? ""
    return String(name.prefix(Self.longestFileName - ending.count) + ending)
  }

  /// Leaves room for a number in front, of the 255 bytes that are usual.
  private static let longestFileName = 100
}
