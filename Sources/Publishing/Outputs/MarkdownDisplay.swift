import Markdown
import Markup
import MathML

/// Markdown that a cell displays.
enum MarkdownDisplay {
  /// Returns `text` as markup; the ids of footnotes begin with `prefix`.
  ///
  /// What is HTML in it is shown as text, for a cell may have read it anywhere. Formulas are shown
  /// as in prose, or as their source.
  static func html(_ text: String, prefix: String) -> HTML {
    var renderer = renderer
    renderer.footnotes.prefix = prefix
    return renderer.html(Document(parsing: Array(text.utf8), options: [.gitHub, .math]))
  }

  /// Returns `text`, one line of running text, as markup; what else it might be is text.
  static func line(_ text: String) -> HTML {
    let options = MarkdownOptions.gitHub.subtracting(.footnotes).union(.math)
    let blocks = Document(parsing: Array(text.utf8), options: options).blocks
    guard blocks.count == 1, blocks[0].kind == .paragraph else { return "\(text)" }
    return renderer.html(blocks[0].content)
  }

  private static var renderer: HTMLRenderer {
    var renderer = HTMLRenderer()
    renderer.renderBlock = { block, _ in
      guard case .html(let raw) = block.kind else { return nil }
      return "<p>\(raw)</p>\n"
    }
    renderer.renderInline = { inline, _ in
      switch inline.kind {
      case .html(let raw): return "\(raw)"
      case .math(let tex, let isDisplay):
        var converter = MathConverter()
        return converter.convert(tex, isDisplay: isDisplay).html
      default: return nil
      }
    }
    return renderer
  }
}
