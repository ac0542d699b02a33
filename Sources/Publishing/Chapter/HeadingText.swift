import Markdown

/// The text of the heading that begins `markdown`, as readers see it: without markup and roles.
///
/// Returns `nil` when no heading with a text begins there.
package func headingText(_ markdown: String) -> String? {
  let document = Document(parsing: Array(markdown.utf8))
  guard let block = document.blocks.first, case .heading = block.kind else { return nil }
  let title = block.content.title
  return title.isEmpty ? nil : title
}
