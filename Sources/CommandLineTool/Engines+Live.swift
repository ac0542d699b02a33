internal import NotebookModel

/// A stage that is not built yet.
struct MissingStage: Error, CustomStringConvertible {
  let description: String
}

extension Engines {
  /// The stages as they are.
  package static let live = Engines(
    parse: { Notebook(parsing: $0, path: $1, tabs: $2) },
    describe: { notebook, _ in
      notebook.cells.map { "\($0.index) \($0.kind) \($0.lines) \($0.tabs)" }.joined(separator: "\n")
    },
    run: { _, _, _ in throw MissingStage(description: "cells cannot be run yet") },
    explain: { _, _ in throw MissingStage(description: "nothing is known of the cache yet") },
    press: { _ in throw MissingStage(description: "pages cannot be made yet") })
}
