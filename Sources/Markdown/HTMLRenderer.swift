package import Markup

/// Turns a document into HTML, the way CommonMark's specification does.
///
/// What a book shows differently it gives through `renderBlock` and `renderInline`, which are asked
/// first; they may call back for what stands inside.
package struct HTMLRenderer {
  /// Returns the HTML of a block, or `nil` to have it rendered as usual.
  package var renderBlock: (Block, HTMLRenderer) -> HTML? = { _, _ in nil }
  /// Returns the HTML of an inline, or `nil` to have it rendered as usual.
  package var renderInline: (Inline, HTMLRenderer) -> HTML? = { _, _ in nil }
  /// Whether links to scripts lose their target.
  package var disarmsLinks = true
  /// What screen readers say of the box of a task, open and done; the specification's have no name.
  package var taskNames: (open: String, done: String)?

  /// The footnotes, whose marks the text has; `html(_: Document)` finds them by itself.
  package var footnotes = Footnotes()

  /// Creates a renderer that adds nothing of its own.
  package init() {}

  /// Returns the HTML of `document`, with its footnotes at the end.
  package func html(_ document: Document) -> HTML {
    var renderer = self
    renderer.footnotes = Footnotes(of: document.blocks)
    renderer.footnotes.prefix = footnotes.prefix
    var html = renderer.html(document.blocks)
    html += renderer.footnotes.section(renderer)
    return html
  }

  /// Returns the HTML of `blocks` one after the other.
  package func html(_ blocks: [Block]) -> HTML {
    var html = HTML()
    for block in blocks { write(block, to: &html) }
    return html
  }

  /// Returns the HTML of `inlines` one after the other.
  package func html(_ inlines: [Inline]) -> HTML {
    var html = HTML()
    write(inlines, to: &html)
    return html
  }

  /// Returns the HTML of `block`, without asking `renderBlock`.
  package func usualHTML(_ block: Block) -> HTML {
    var html = HTML()
    writeUsual(block, to: &html)
    return html
  }

  /// Returns the HTML of `inline`, without asking `renderInline`.
  package func usualHTML(_ inline: Inline) -> HTML {
    var html = HTML()
    writeUsual(inline, to: &html)
    return html
  }
}

// MARK: - Blocks

extension HTMLRenderer {
  private func write(_ block: Block, to html: inout HTML) {
    if let own = renderBlock(block, self) { html += own } else { writeUsual(block, to: &html) }
  }

  private func writeUsual(_ block: Block, to html: inout HTML) {
    switch block.kind {
    case .paragraph: write(block.content, to: &html, between: "<p>", "</p>\n")
    case .heading(let level):
      write(block.content, to: &html, between: "<h\(level)>", "</h\(level)>\n")
    case .thematicBreak: html += "<hr />\n"
    case .blockQuote:
      html += "<blockquote>\n"
      for child in block.children { write(child, to: &html) }
      html += "</blockquote>\n"
    case .list(let start, let isTight): write(block, start: start, isTight: isTight, to: &html)
    case .item: writeItem(block, isTight: false, to: &html)
    case .codeBlock(let info, let literal, _): html += code(literal, info: info)
    case .html(let raw): html += "\(HTML(trusting: raw))\n"
    case .table(let alignments): writeTable(block, alignments, to: &html)
    case .tableRow: writeRow(block, [], to: &html)
    case .tableCell: html += "<td>\(self.html(block.content))</td>\n"
    case .tabMark, .footnote: break
    }
  }

  private func code(_ literal: String, info: String) -> HTML {
    let language = info.unicodeScalars.prefix { $0.properties.isWhitespace == false }
    let code: HTML =
      language.isEmpty ? "<code>" : "<code class=\"language-\(String(language))\">"
    return "<pre>\(code)\(literal)</code></pre>\n"
  }

  private func write(_ list: Block, start: Int?, isTight: Bool, to html: inout HTML) {
    switch start {
    case nil: html += "<ul>\n"
    case 1?: html += "<ol>\n"
    case let start?: html += "<ol start=\"\(start)\">\n"
    }
    for item in list.children {
      if let own = renderBlock(item, self) {
        html += own
      } else {
        writeItem(item, isTight: isTight, to: &html)
      }
    }
    html += start == nil ? "</ul>\n" : "</ol>\n"
  }

  private func writeItem(_ item: Block, isTight: Bool, to html: inout HTML) {
    html += "<li>"
    if case .item(let isChecked?) = item.kind {
      let name = taskNames.map { isChecked ? $0.done : $0.open }
      let label = name.map { " aria-label=\"\($0)\"" as HTML } ?? ""
      let box: HTML = "<input type=\"checkbox\" disabled=\"\"\(checked(isChecked))\(label) /> "
      html += box
    }
    var endsInText = true
    for (index, block) in item.children.enumerated() {
      let own = renderBlock(block, self)
      let isText = own == nil && isTight && block.kind == .paragraph
      if endsInText, !isText || index > 0 { html += "\n" }
      endsInText = isText
      if let own {
        html += own
      } else if isText {
        write(block.content, to: &html)
      } else {
        writeUsual(block, to: &html)
      }
    }
    html += "</li>\n"
  }

  private func checked(_ isChecked: Bool) -> HTML { isChecked ? " checked=\"\"" : "" }
}

// MARK: - Tables

extension HTMLRenderer {
  private func writeTable(
    _ table: Block, _ alignments: [Block.Alignment], to html: inout HTML
  ) {
    html += "<table>\n"
    for (index, row) in table.children.enumerated() {
      if index == 0 { html += "<thead>\n" }
      if index == 1 { html += "<tbody>\n" }
      writeRow(row, alignments, to: &html)
      if index == 0 { html += "</thead>\n" }
    }
    if table.children.count > 1 { html += "</tbody>\n" }
    html += "</table>\n"
  }

  private func writeRow(_ row: Block, _ alignments: [Block.Alignment], to html: inout HTML) {
    let isHeader = row.kind == .tableRow(isHeader: true)
    html += "<tr>\n"
    for (index, cell) in row.children.enumerated() {
      let style = style(index < alignments.count ? alignments[index] : .none)
      let content = self.html(cell.content)
      html += isHeader ? "<th\(style)>\(content)</th>\n" : "<td\(style)>\(content)</td>\n"
    }
    html += "</tr>\n"
  }

  private func style(_ alignment: Block.Alignment) -> HTML {
    switch alignment {
    case .none: ""
    case .left: " style=\"text-align: left\""
    case .center: " style=\"text-align: center\""
    case .right: " style=\"text-align: right\""
    }
  }
}

// MARK: - Inlines

extension HTMLRenderer {
  private func write(_ inlines: [Inline], to html: inout HTML) {
    for inline in inlines {
      if let own = renderInline(inline, self) {
        html += own
      } else {
        writeUsual(inline, to: &html)
      }
    }
  }

  private func writeUsual(_ inline: Inline, to html: inout HTML) {
    switch inline.kind {
    case .text(let text): html.append(text)
    case .code(let code): html += "<code>\(code)</code>"
    case .emphasis: write(inline.children, to: &html, between: "<em>", "</em>")
    case .strong: write(inline.children, to: &html, between: "<strong>", "</strong>")
    case .strikethrough: write(inline.children, to: &html, between: "<del>", "</del>")
    case .link(let destination, let title):
      let href = LinkTarget(destination, disarms: disarmsLinks).attribute("href")
      write(inline.children, to: &html, between: "<a\(href)\(self.title(title))>", "</a>")
    case .image(let destination, let title):
      let target = LinkTarget(destination, disarms: disarmsLinks, isImage: true)
      let source = target.attribute("src")
      html += "<img\(source) alt=\"\(inline.children.plainText)\"\(self.title(title)) />"
    case .html(let raw): html += HTML(trusting: raw)
    case .softBreak: html += "\n"
    case .lineBreak: html += "<br />\n"
    case .role(let name, let argument): html += "<code>:\(name):`\(argument)`</code>"
    case .footnoteReference(let label, _):
      html += footnotes.mark(of: label, at: inline.bytes.lowerBound) ?? "[^\(label)]"
    case .math(let tex, false): html += "<span class=\"math\">\(tex)</span>"
    case .math(let tex, true): html += "<span class=\"math display\">\(tex)</span>"
    }
  }

  private func write(
    _ inlines: [Inline], to html: inout HTML, between opening: HTML, _ closing: HTML
  ) {
    html += opening
    write(inlines, to: &html)
    html += closing
  }

  private func title(_ title: String) -> HTML { title.isEmpty ? "" : " title=\"\(title)\"" }
}

extension [Inline] {
  /// The text a reader hears: markup gone, images by their descriptions.
  package var plainText: String {
    reduce(into: "") { text, inline in
      switch inline.kind {
      case .text(let piece), .code(let piece), .math(let piece, _): text += piece
      case .softBreak, .lineBreak: text += "\n"
      case .footnoteReference(let label, isDefined: false): text += "[^\(label)]"
      case .html, .role, .footnoteReference: break
      case .emphasis, .strong, .strikethrough, .link, .image: text += inline.children.plainText
      }
    }
  }
}

extension Document {
  /// The document as HTML, with links to scripts disarmed.
  package var html: HTML { HTMLRenderer().html(self) }
}
