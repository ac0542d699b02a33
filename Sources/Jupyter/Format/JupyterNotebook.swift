/// A notebook file of Jupyter, nbformat 4.
package struct JupyterNotebook: Hashable, Sendable {
  /// The language of the code cells, lower case.
  package var language: String
  /// The cells in file order.
  package var cells: [JupyterCell]
  /// What Lectern needs to make the chapter again; `nil` for a notebook of other origin.
  package var record: NotebookRecord?

  /// Creates a notebook.
  package init(language: String, cells: [JupyterCell], record: NotebookRecord? = nil) {
    self.language = language
    self.cells = cells
    self.record = record
  }
}

/// One cell of a notebook file.
package struct JupyterCell: Hashable, Sendable {
  /// What a cell is.
  package enum Kind: String, Hashable, Sendable { case markdown, code, raw }

  /// A file that a text cell carries.
  package struct Attachment: Hashable, Sendable {
    /// The name after `attachment:`.
    package var name: String
    /// The MIME type.
    package var mime: String
    /// The content.
    package var bytes: [UInt8]

    /// Creates an attachment.
    package init(name: String, mime: String, bytes: [UInt8]) {
      self.name = name
      self.mime = mime
      self.bytes = bytes
    }
  }

  /// What is said about how a cell is shown and run, in the words of Lectern's options.
  package struct Traits: Hashable, Sendable {
    /// The cell's tags, those apart that the other members stand for.
    package var tags: [String] = []
    /// The tabs the cell is tagged with.
    package var tabs: [String] = []
    /// The source is not shown.
    package var hidesInput = false
    /// The outputs are not shown.
    package var hidesOutput = false
    /// The cell must stop with an error.
    package var expectsError = false

    /// Creates traits that say nothing.
    package init() {}
  }

  /// The id; empty in files older than nbformat 4.5.
  package var id: String
  /// What the cell is.
  package var kind: Kind
  /// The text.
  package var source: String
  /// How it is shown and run.
  package var traits = Traits()
  /// The files it carries, by name.
  package var attachments: [Attachment] = []
  /// What it put out, as JSON.
  package var outputs: [JSON] = []
  /// Its number in the order of the run, if it ran.
  package var executionCount: Int?
  /// The language of a raw cell, if it says so.
  package var rawLanguage: String?
  /// What Lectern needs to make the chapter's cell again.
  package var record: CellRecord?
  /// The byte of the file where the cell begins.
  package var offset = 0

  /// Creates a cell.
  package init(id: String = "", _ kind: Kind, _ source: String) {
    self.id = id
    self.kind = kind
    self.source = source
  }
}
