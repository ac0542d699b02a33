import Markdown
import Markup

/// Markdown that a cell displays.
enum MarkdownDisplay {
  /// Returns `text` as markup; what is HTML in it is shown as text, for a cell may have read it
  /// anywhere.
  ///
  /// The ids of footnotes begin with `prefix`.
  static func html(_ text: String, prefix: String) -> HTML {
    var renderer = HTMLRenderer()
    renderer.footnotes.prefix = prefix
    renderer.renderBlock = { block, _ in
      guard case .html(let raw) = block.kind else { return nil }
      return "<p>\(raw)</p>\n"
    }
    renderer.renderInline = { inline, _ in
      guard case .html(let raw) = inline.kind else { return nil }
      return "\(raw)"
    }
    return renderer.html(Document(parsing: Array(text.utf8), options: .gitHub))
  }
}
