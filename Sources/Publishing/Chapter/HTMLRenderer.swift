import Markdown
import Markup

struct HTMLRenderer {
  let block: (Block) -> HTML?
  let inline: (Inline) -> HTML?

  func html(for blocks: [Block]) -> HTML {
    var html = HTML()
    for b in blocks { html += block(b) ?? standard(b) }
    return html
  }

  func html(for inlines: [Inline]) -> HTML {
    var html = HTML()
    for i in inlines { html += inline(i) ?? standard(i) }
    return html
  }

  func standard(_ b: Block) -> HTML {
    let inner: HTML = "\(html(for: b.children))\(html(for: b.content))"
    switch b.kind {
    case .paragraph: return "<p>\(inner)</p>\n"
    case .thematicBreak: return "<hr>\n"
    case .blockQuote: return "<blockquote>\n\(inner)</blockquote>\n"
    case .list(nil, _): return "<ul>\n\(inner)</ul>\n"
    case .list: return "<ol>\n\(inner)</ol>\n"
    case .item: return "<li>\(inner)</li>\n"
    case .html(let text): return HTML(trusting: text)
    case .table: return "<table>\(inner)</table>"
    case .tableRow: return "<tr>\(inner)</tr>"
    case .tableCell: return "<td>\(inner)</td>"
    default: return inner
    }
  }

  func standard(_ i: Inline) -> HTML {
    let inner = html(for: i.children)
    switch i.kind {
    case .text(let text): return "\(text)"
    case .code(let text): return "<code>\(text)</code>"
    case .emphasis: return "<em>\(inner)</em>"
    case .strong: return "<strong>\(inner)</strong>"
    case .strikethrough: return "<del>\(inner)</del>"
    case .html(let text): return HTML(trusting: text)
    case .softBreak: return "\n"
    case .lineBreak: return "<br>\n"
    default: return inner
    }
  }
}
