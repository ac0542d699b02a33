import CellOutput
import Markdown
import Markup
import NotebookModel
import SourceText

/// Shows the tree of a chapter: prose as Markdown says, cells with their outputs, tabs in groups.
struct ChapterRenderer: Sendable {
  let notebook: Notebook
  let outline: Outline
  let labels: LabelTable
  let citations: Citations
  var cells: CellRenderer
  let files: BookFiles
  let formulas: Formulas
  let lines: LineTable
  /// The cells that are code blocks of the tree, by the line they begin on.
  let cellsByLine: [Int: Cell]
  /// The footnotes of the chapter, shown at its end.
  let footnotes: Footnotes
  /// Added to ids where a passage is shown a second time, for another tab.
  var idSuffix = ""
}

extension ChapterRenderer {
  /// Returns the whole chapter, with its footnotes.
  func html() -> HTML {
    let blocks = notebook.document.blocks
    let errors = notebook.diagnostics.filter { $0.severity == .error }
    return html(for: blocks, prefix: "lectern-tabs-", telling: errors)
      .appending(footnotes.section(renderer))
  }

  /// Returns blocks that follow one another, their tabs in groups, each of `errors` behind the
  /// block it is about.
  func html(for blocks: [Block], prefix: String, telling errors: [Diagnostic] = []) -> HTML {
    var pieces: [TabPiece] = []
    var tabs: [String]?
    var untold = errors[...]
    for block in blocks {
      defer {
        let here = untold.prefix { $0.position.line <= block.lines.upperBound }
        untold = untold.dropFirst(here.count)
        pieces += here.map { .shared(Self.html(for: $0)) }
      }
      switch block.kind {
      case .tabMark(.begin(let names)): tabs = cells.tabs.filter { $0.isNamed(in: names) }
      case .tabMark(.end): tabs = nil
      default: pieces.append(piece(for: block, in: tabs))
      }
    }
    pieces += untold.map { .shared(Self.html(for: $0)) }
    return TabGroups(tabs: cells.tabs, prefix: prefix).html(for: pieces)
  }

  /// Returns the block that tells readers of an error in the chapter itself.
  private static func html(for error: Diagnostic) -> HTML {
    var failure = Failure(.diagnostic, error.message, hint: error.hint)
    (failure.file, failure.line) = (error.file, error.position.line)
    failure.column = error.position.column
    return OutputRenderer.html(for: failure, label: "Error")
  }

  private func piece(for block: Block, in tabs: [String]?) -> TabPiece {
    if case .codeBlock = block.kind, let cell = cellsByLine[block.lines.lowerBound] {
      return piece(for: cell, at: block)
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
    renderer.taskNames = ("to do", "done")
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
    case .paragraph where block.namesBibliography:
      outline.listPlace == block.bytes.lowerBound ? citations.listHTML() : HTML()
    case .paragraph where block.showsNothing: anchors(block)
    case .paragraph where outline.captions.contains(block.bytes.lowerBound): HTML()
    case .paragraph: block.figureImage.map { figure(block, image: $0) }
    case .tabMark: HTML()
    case .table: table(block)
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
    renderer.html(block.content.filter { !$0.isBlank })
  }

  private func heading(_ block: Block, level: Int) -> HTML {
    guard let index = outline.headingIndices[block.bytes.lowerBound] else { return HTML() }
    let heading = outline.headings[index]
    let id = heading.id + idSuffix
    let number = heading.number.map { "<span class=\"number\">\($0)</span> " as HTML } ?? ""
    let content = renderer.html(block.content)
    return """
      <h\(level) id="\(id)">\(number)\(content) <a class="anchor" href="#\(id)" \
      aria-label="Link to “\(heading.title)”">#</a></h\(level)>

      """
  }

  private func codeBlock(_ block: Block, info: String, literal: String) -> HTML? {
    if let cell = cellsByLine[block.lines.lowerBound] {
      let piece = piece(for: cell, at: block)
      let prefix = "lectern-cell-\(cell.index)-tabs-"
      return TabGroups(tabs: cells.tabs, prefix: prefix).html(for: [piece])
    }
    let language = info.split(separator: " ").first.map(String.init) ?? ""
    if language == "toc" { return files.contents(literal) }
    let code = Highlighter.html(for: literal, language: language)
    return "<div class=\"code\"><pre><code>\(code)</code></pre></div>\n"
  }

  private func figure(_ block: Block, image: Inline) -> HTML {
    let size = Self.sizes.compactMap { name in
      block.content.roles(name).first.flatMap(\.cssLength).map { "\(name): \($0)" }
    }
    let style = size.isEmpty ? "" : " style=\"\(size.joined(separator: "; "))\"" as HTML
    let picture = picture(image, style: style)
    guard let figure = outline.figures[block.bytes.lowerBound] else {
      return "<figure>\n\(picture)\n</figure>\n"
    }
    return """
      <figure id="\(figure.id + idSuffix)">
      \(picture)
      <figcaption><b>\(figure.name).</b> \(renderer.html(image.children))</figcaption>
      </figure>

      """
  }

  /// Returns a table in a box in which it can scroll, under its caption.
  private func table(_ block: Block) -> HTML {
    let table: HTML = "<div class=\"table\">\n\(renderer.usualHTML(block))</div>\n"
    guard let figure = outline.figures[block.bytes.lowerBound] else { return table }
    let caption = renderer.html(figure.caption)
    return """
      <figure class="captioned" id="\(figure.id + idSuffix)">
      <figcaption><b>\(figure.name).</b> \(caption)</figcaption>
      \(table)</figure>

      """
  }

  /// Returns the link that a formula of nothing but `\eqref{…}` or `\ref{…}` stands for.
  private func wholeReference(_ tex: String) -> HTML? {
    let names = ["\\eqref{": "eqref", "\\ref{": "number"]
    guard let (start, role) = names.first(where: { tex.hasPrefix($0.key) }), tex.hasSuffix("}"),
      let words = Target.roles[role],
      let target = labels[String(tex.dropFirst(start.count).dropLast())]
    else { return nil }
    return link(to: target, words)
  }

  /// Returns a formula with its number beside it and the places of its labels.
  private func formula(_ inline: Inline) -> HTML? {
    guard let formula = formulas.html[inline.bytes.lowerBound] else { return nil }
    guard let equation = outline.equations[inline.bytes.lowerBound] else { return formula }
    var html = HTML()
    for id in equation.ids { html += "<span id=\"\(id + idSuffix)\"></span>" }
    guard let number = equation.number else { return html.appending(formula) }
    return html.appending(
      """
      <span class="equation"><span></span>\(formula)\
      <span class="equation-number">(\(number))</span></span>
      """)
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
    case .footnoteReference(let label, _):
      footnotes.mark(of: label, at: inline.bytes.lowerBound, suffix: idSuffix)
    case .math(let tex, _): wholeReference(tex) ?? formula(inline)
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
    if let words = Target.roles[name] { return reference(to: argument, words) }
    if Citations.roles.contains(name) { return citations.html(citing: argument, role: name) }
    switch name {
    case "label", "eqlabel":
      let id = outline.places[inline.bytes.lowerBound]
      return id.map { "<span id=\"\($0 + idSuffix)\"></span>" } ?? HTML()
    case _ where Self.sizes.contains(name): return HTML()
    default: return "<code>:\(name):`\(argument)`</code>"
    }
  }
}

// MARK: References

extension ChapterRenderer {
  /// The roles that size a picture.
  static let sizes = ["width", "height"]

  /// Every role of the language.
  static let roles = Citations.roles.union(Target.roles.keys).union(sizes)
    .union(["label", "eqlabel", "bibliography"])
}

extension ChapterRenderer {
  /// Returns a link to what the label `name` stands for.
  func reference(to name: String, _ words: (Target) -> String) -> HTML {
    guard let target = labels[name] else {
      return "<span class=\"missing\">unknown label: \(name)</span>"
    }
    return link(to: target, words)
  }

  private func link(to target: Target, _ words: (Target) -> String) -> HTML {
    let isHere = target.chapter == outline.path
    let page = isHere ? "" : files.address(ofPage: Site.pagePath(for: target.chapter))
    return "<a href=\"\(page)#\(target.id)\">\(words(target))</a>"
  }
}

extension String {
  /// Whether one of `names` is this tab, whatever the case.
  fileprivate func isNamed(in names: [String]) -> Bool {
    names.contains { $0.lowercased() == lowercased() }
  }

  /// The text if it is a length that a style may hold: digits, a dot, and a unit.
  var cssLength: String? {
    let number = prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = dropFirst(number.count)
    guard !number.isEmpty, ["px", "em", "rem", "%", "cm", "mm", "in", "pt", ""].contains(unit)
    else {
      return nil
    }
    return unit.isEmpty ? "\(number)px" : self
  }
}
