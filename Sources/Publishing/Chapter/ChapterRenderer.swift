import CellOutput
import Markdown
import Markup
import NotebookModel
import SourceText

/// Shows the tree of a chapter: prose as Markdown says, cells with their outputs, tabs in groups.
struct ChapterRenderer: Sendable {
  let notebook: Notebook
  let outline: Outline
  let cells: CellRenderer
  let files: BookFiles
  let formulas: Formulas
  let lines: LineTable
  /// The cells that are code blocks of the tree, by the line they begin on.
  let cellsByLine: [Int: Cell]
  /// Added to ids where a passage is shown a second time, for another tab.
  var idSuffix = ""
}

extension ChapterRenderer {
  /// Returns the whole chapter.
  func html() -> HTML { html(for: notebook.document.blocks, prefix: "lectern-tabs-") }

  /// Returns blocks that follow one another, their tabs in groups.
  func html(for blocks: [Block], prefix: String) -> HTML {
    var pieces: [TabPiece] = []
    var tabs: [String]?
    for block in blocks {
      switch block.kind {
      case .tabMark(.begin(let names)): tabs = cells.tabs.filter { $0.isNamed(in: names) }
      case .tabMark(.end): tabs = nil
      default: pieces.append(piece(for: block, in: tabs))
      }
    }
    return TabGroups(tabs: cells.tabs, prefix: prefix).html(for: pieces)
  }

  private func piece(for block: Block, in tabs: [String]?) -> TabPiece {
    if case .codeBlock = block.kind, let cell = cellsByLine[block.lines.lowerBound] {
      return cells.piece(for: cell, figure: outline.figures[block.bytes.lowerBound])
    }
    guard let tabs, !cells.tabs.isEmpty else { return .shared(html(for: block)) }
    let contents = tabs.enumerated().map { number, tab in
      var renderer = self
      if number > 0 { renderer.idSuffix += "-\(tab.tabKey)" }
      return (tab, renderer.html(for: block))
    }
    return .tabbed(Dictionary(uniqueKeysWithValues: contents))
  }

  private func html(for block: Block) -> HTML { renderer.html([block]) }

  /// The renderer of standard Markdown, with what chapters add.
  var renderer: HTMLRenderer {
    var renderer = HTMLRenderer()
    renderer.renderBlock = { chapterHTML(for: $0, renderer: $1) }
    renderer.renderInline = { chapterHTML(for: $0, renderer: $1) }
    return renderer
  }
}

// MARK: Blocks

extension ChapterRenderer {
  /// Returns what a chapter shows for `block` where that differs from standard Markdown.
  private func chapterHTML(for block: Block, renderer: HTMLRenderer) -> HTML? {
    switch block.kind {
    case .heading(let level): heading(block, level: level)
    case .codeBlock(let info, let literal, _): codeBlock(block, info: info, literal: literal)
    case .paragraph where block.isLabels: anchors(block)
    case .paragraph where block.isEquation: equation(block)
    case .paragraph: block.figureImage.map { figure(block, image: $0) }
    case .tabMark: HTML()
    case .table: "<div class=\"table\">\n\(renderer.usualHTML(block))</div>\n"
    case .item(nil) where holdsCells(block): "<li>\n\(sequence(block))</li>\n"
    case .blockQuote where holdsCells(block): "<blockquote>\n\(sequence(block))</blockquote>\n"
    default: nil
    }
  }

  private func holdsCells(_ block: Block) -> Bool {
    block.children.contains { cellsByLine[$0.lines.lowerBound] != nil }
  }

  /// Returns what a container holds, its tabs in groups.
  private func sequence(_ block: Block) -> HTML {
    html(for: block.children, prefix: "lectern-tabs-\(block.bytes.lowerBound)-")
  }

  /// Returns the places of labels that no block before them takes.
  private func anchors(_ block: Block) -> HTML {
    renderer.html(block.content.filter { $0.isRole("label") })
  }

  private func heading(_ block: Block, level: Int) -> HTML {
    let id = (outline.headingIDs[block.bytes.lowerBound] ?? "") + idSuffix
    let content = renderer.html(block.content)
    let title = block.content.title
    return """
      <h\(level) id="\(id)">\(content) <a class="anchor" href="#\(id)" \
      aria-label="Link to “\(title)”">#</a></h\(level)>

      """
  }

  private func codeBlock(_ block: Block, info: String, literal: String) -> HTML? {
    if let cell = cellsByLine[block.lines.lowerBound] {
      let piece = cells.piece(for: cell, figure: outline.figures[block.bytes.lowerBound])
      let prefix = "lectern-cell-\(cell.index)-tabs-"
      return TabGroups(tabs: cells.tabs, prefix: prefix).html(for: [piece])
    }
    let language = info.split(separator: " ").first.map(String.init) ?? ""
    if language == "toc" { return files.contents(literal) }
    let code = Highlighter.html(for: literal, language: language)
    return "<div class=\"code\"><pre><code>\(code)</code></pre></div>\n"
  }

  /// Returns a formula with its number at the end of the line.
  private func equation(_ block: Block) -> HTML {
    let pieces = renderer.html(block.content.filter { !$0.isBlank })
    return "<p class=\"equation\">\(pieces)</p>\n"
  }

  private func figure(_ block: Block, image: Inline) -> HTML {
    guard let figure = outline.figures[block.bytes.lowerBound] else { return HTML() }
    let caption = renderer.html(image.children)
    let size = ["width", "height"].compactMap { name in
      block.content.roles(name).first.flatMap(\.cssLength).map { "\(name): \($0)" }
    }
    let style = size.isEmpty ? "" : " style=\"\(size.joined(separator: "; "))\"" as HTML
    return """
      <figure id="\(figure.id + idSuffix)">
      \(picture(image, style: style))
      <figcaption><b>Figure \(figure.number).</b> \(caption)</figcaption>
      </figure>

      """
  }
}

// MARK: Inlines

extension ChapterRenderer {
  /// Returns what a chapter shows for `inline` where that differs from standard Markdown.
  private func chapterHTML(for inline: Inline, renderer: HTMLRenderer) -> HTML? {
    switch inline.kind {
    case .link(let destination, let title): link(inline, to: destination, title: title)
    case .image: picture(inline, style: "")
    case .role(let name, let argument): role(inline, name: name, argument: argument)
    case .math: formulas.html[inline.bytes.lowerBound]
    default: nil
    }
  }

  private func link(_ inline: Inline, to destination: String, title: String) -> HTML {
    let tooltip = title.isEmpty ? "" : " title=\"\(title)\"" as HTML
    let content = renderer.html(inline.children)
    guard let address = files.address(ofLink: destination) else { return content }
    return "<a href=\"\(address)\"\(tooltip)>\(content)</a>"
  }

  private func picture(_ inline: Inline, style: HTML) -> HTML {
    guard case .image(let destination, let title) = inline.kind else { return HTML() }
    let text = inline.children.title
    let tooltip = title.isEmpty ? "" : " title=\"\(title)\"" as HTML
    guard let address = files.address(ofImage: destination) else {
      return "<span class=\"missing\">\(text) (missing image: \(destination))</span>"
    }
    let size = files.size(ofImage: destination)
    return "<img src=\"\(address)\" alt=\"\(text)\"\(tooltip)\(size)\(style)>"
  }

  private func role(_ inline: Inline, name: String, argument: String) -> HTML {
    switch name {
    case "label":
      let id = outline.places[inline.bytes.lowerBound]
      return id.map { "<span id=\"\($0 + idSuffix)\"></span>" } ?? HTML()
    case "eqlabel":
      let number = outline.equations[inline.bytes.lowerBound] ?? 0
      let id = (outline.targets[argument]?.id ?? argument) + idSuffix
      return "<span class=\"equation-number\" id=\"\(id)\">(\(number))</span>"
    case "numref", "ref", "eqref":
      guard let target = outline.targets[argument] else {
        return "<span class=\"missing\">unknown label: \(argument)</span>"
      }
      return "<a href=\"#\(target.id)\">\(name == "ref" ? target.title : target.reference)</a>"
    case "width", "height": return HTML()
    case "cite", "citet", "citep": return "<span class=\"citation\">[\(argument)]</span>"
    default: return "<code>:\(name):`\(argument)`</code>"
    }
  }
}

extension String {
  /// Whether one of `names` is this tab, whatever the case.
  fileprivate func isNamed(in names: [String]) -> Bool {
    names.contains { $0.lowercased() == lowercased() }
  }

  /// The text if it is a length that a style may hold: digits, a dot, and a unit.
  fileprivate var cssLength: String? {
    let number = prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = dropFirst(number.count)
    guard !number.isEmpty, ["px", "em", "rem", "%", "cm", "mm", "in", "pt", ""].contains(unit)
    else {
      return nil
    }
    return unit.isEmpty ? "\(number)px" : self
  }
}
