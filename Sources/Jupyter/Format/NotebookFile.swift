package import SourceText

/// A notebook file as it was read, with what is wrong with it.
package struct NotebookFile: Sendable {
  /// The notebook; `nil` when the file is damaged.
  package private(set) var notebook: JupyterNotebook?
  /// What is wrong, at its line and column of the file.
  package private(set) var diagnostics: [Diagnostic] = []

  private let path: String
  private let lines: LineTable

  /// Reads the `bytes` of the file at `path`: nbformat 4, or 2 and 3 with their worksheets.
  package init(_ bytes: [UInt8], path: String) {
    self.path = path
    lines = LineTable(bytes)
    do throws(JSONReader.Damage) {
      let file = try JSONReader.value(of: bytes)
      notebook = read(file)
      if diagnostics.contains(where: { $0.severity == .error }) { notebook = nil }
    } catch {
      fault(error.message, at: error.offset, hint: "the file is damaged, or it is no notebook")
    }
  }

  /// A diagnostic at the byte `offset` of the file.
  func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, at offset: Int, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(severity, message, file: path, at: lines.position(at: offset), hint: hint)
  }

  private mutating func fault(_ message: String, at offset: Int, hint: String? = nil) {
    diagnostics.append(diagnostic(.error, message, at: offset, hint: hint))
  }
}

// MARK: - The notebook

extension NotebookFile {
  private mutating func read(_ file: PlacedJSON) -> JupyterNotebook? {
    guard file.object != nil else {
      fault("a notebook is an object, not \(file.kind)", at: file.offset)
      return nil
    }
    guard let format = file["nbformat"]?.integer else {
      fault("this is JSON, but no notebook: it does not say its 'nbformat'", at: file.offset)
      return nil
    }
    guard (2...4).contains(format) else {
      fault(
        "the notebook has format \(format), where 2, 3 or 4 can be read",
        at: file["nbformat"]?.offset ?? 0, hint: "'jupyter nbconvert --to notebook' changes it")
      return nil
    }
    guard let cells = format == 4 ? file["cells"] : worksheets(of: file) else {
      fault("the notebook has no 'cells'", at: file.offset)
      return nil
    }
    guard let elements = cells.array else {
      fault("'cells' has to be a list, not \(cells.kind)", at: cells.offset)
      return nil
    }
    let metadata = file["metadata"]
    let language =
      Self.language(metadata) ?? elements.lazy.compactMap { $0["language"]?.string }.first
    return JupyterNotebook(
      language: language.flatMap(\.asLanguage) ?? "python",
      cells: elements.compactMap { cell($0, format) }, record: NotebookRecord(metadata?["lectern"]))
  }

  /// The cells of all worksheets, as formats before 4 have them.
  private func worksheets(of file: PlacedJSON) -> PlacedJSON? {
    guard let sheets = file["worksheets"]?.array else { return nil }
    let cells = sheets.flatMap { $0["cells"]?.array ?? [] }
    return PlacedJSON(content: .array(cells), offset: file.offset)
  }

  private static func language(_ metadata: PlacedJSON?) -> String? {
    if let name = metadata?["language_info"]?["name"]?.string { return name }
    let kernel = metadata?["kernelspec"]
    if let name = kernel?["language"]?.string { return name }
    return kernel?["name"]?.string.map { String($0.prefix { $0.isLetter }) }
  }
}

// MARK: - Cells

extension NotebookFile {
  private mutating func cell(_ value: PlacedJSON, _ format: Int) -> JupyterCell? {
    guard value.object != nil else {
      fault("a cell has to be an object, not \(value.kind)", at: value.offset)
      return nil
    }
    guard let type = value["cell_type"]?.string else {
      fault("the cell does not say its 'cell_type'", at: value["cell_type"]?.offset ?? value.offset)
      return nil
    }
    guard Self.types.contains(type) else { return unknownCell(type, value) }
    guard let written = value["source"] ?? value["input"] else {
      fault("the cell has no 'source'", at: value.offset)
      return nil
    }
    guard let source = written.lines(ofFormat: format) else {
      fault(
        "a cell's 'source' has to be text or a list of lines, not \(written.kind)",
        at: written.offset)
      return nil
    }
    var cell = Self.cell(type, source, level: value["level"]?.integer)
    cell.offset = value.offset
    cell.id = value["id"]?.string ?? ""
    cell.executionCount = (value["execution_count"] ?? value["prompt_number"])?.integer
    cell.outputs = (value["outputs"]?.array ?? []).map(\.json)
    cell.traits = JupyterCell.Traits(value["metadata"])
    cell.record = CellRecord(value["metadata"]?["lectern"])
    let format = value["metadata"]?["format"] ?? value["metadata"]?["raw_mimetype"]
    cell.rawLanguage = format?.string.flatMap { Self.rawLanguages[$0.lowercased()] }
    cell.attachments = attachments(value["attachments"])
    return cell
  }

  /// Returns a cell of a later format as a block that shows its JSON.
  private mutating func unknownCell(_ type: String, _ value: PlacedJSON) -> JupyterCell {
    let message = "cells of type '\(type)' are not known; what it holds is kept as a block of JSON"
    diagnostics.append(diagnostic(.warning, message, at: value.offset))
    var cell = JupyterCell(.raw, value.json.text)
    cell.rawLanguage = "json"
    return cell
  }

  private static let types: Set = ["code", "markdown", "raw", "html", "heading"]

  /// Returns a cell of `type`; `heading` and `html` are of older formats.
  private static func cell(_ type: String, _ source: String, level: Int?) -> JupyterCell {
    switch type {
    case "code": JupyterCell(.code, source)
    case "raw": JupyterCell(.raw, source)
    case "heading":
      JupyterCell(
        .markdown, String(repeating: "#", count: min(6, max(1, level ?? 1))) + " " + source)
    default: JupyterCell(.markdown, source)
    }
  }

  private static let rawLanguages = [
    "text/latex": "latex", "latex": "latex", "text/html": "html", "html": "html",
    "text/restructuredtext": "rst", "rst": "rst", "text/x-rst": "rst", "text/asciidoc": "asciidoc",
    "text/markdown": "markdown", "text/x-python": "python",
  ]

  private mutating func attachments(_ value: PlacedJSON?) -> [JupyterCell.Attachment] {
    let bundles = (value?.object ?? [:]).sorted { $0.key < $1.key }
    return bundles.compactMap { name, bundle in
      guard let (mime, content) = bundle.object?.min(by: { $0.key < $1.key }),
        let text = content.lines(ofFormat: 4)
      else {
        fault("the attachment '\(name)' holds nothing", at: bundle.offset)
        return nil
      }
      guard let bytes = text.fromBase64 else {
        fault("the attachment '\(name)' is not in base 64", at: content.offset)
        return nil
      }
      return JupyterCell.Attachment(name: name, mime: mime, bytes: bytes)
    }
  }
}
