import Markdown
import NotebookModel
import SourceText

/// What a chapter refers to: the files it shows, and the references that lead nowhere.
struct References {
  private(set) var assets: Set<Page.Asset> = []
  private(set) var diagnostics: [Diagnostic] = []
  private let files: BookFiles
  private let lines: LineTable
  private let file: String
  private let bytes: [UInt8]
  private var nearestFile: NearestFile

  /// Looks up every reference of `notebook`.
  init(of notebook: Notebook, labels: LabelTable, files: BookFiles, lines: LineTable) {
    self.files = files
    self.lines = lines
    file = notebook.path
    bytes = notebook.bytes
    nearestFile = NearestFile(files)
    diagnostics = labels.diagnostics
    visit(notebook.document.blocks)
  }

  /// Reports footnotes that don't fit their references.
  mutating func look(at footnotes: Footnotes) {
    let known = footnotes.definitions.keys.sorted()
    for (number, reference) in footnotes.undefined.enumerated() {
      guard case .footnoteReference(let label, _) = reference.kind else { continue }
      let hint = number < LabelTable.hintLimit ? spellingHint(for: label, in: known) : nil
      report(.warning, "there is no footnote '\(label)'", at: reference.bytes, hint: hint)
    }
    for block in footnotes.repeated {
      guard case .footnote(let label) = block.kind else { continue }
      report(.error, "footnote '\(label)' is already defined", at: block.bytes)
    }
    for block in footnotes.unused {
      guard case .footnote(let label) = block.kind else { continue }
      report(.warning, "nothing refers to the footnote '\(label)'", at: block.bytes)
    }
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      if case .codeBlock(_, let literal, _) = block.kind, block.isContents {
        visitContents(literal, in: block)
      }
      visit(block.content)
      visit(block.children)
    }
  }

  /// Reports the lines of a table of contents that name no chapter.
  private mutating func visitContents(_ literal: String, in block: Block) {
    let written = (block.fence?.lines ?? []).map { line in
      let start = line.bytes.first { !Self.blanks.contains(bytes[$0]) } ?? line.bytes.upperBound
      let end = line.bytes.last { !Self.blanks.contains(bytes[$0]) } ?? start - 1
      return start..<(end + 1)
    }
    let lines = written.filter { !$0.isEmpty && bytes[$0.lowerBound] != UInt8(ascii: ":") }
    for ((entry, chapter), line) in zip(files.chapters(of: literal), lines) where chapter == nil {
      let known = files.site.chapters.map { String($0.path.dropLast(3)) }
      let hint = spellingHint(for: entry, in: known)
      report(.error, "there is no chapter '\(entry)'", at: line, hint: hint)
    }
  }

  private static let blanks: [UInt8] = [0x20, 0x09]

  private mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline.kind {
      case .image(let destination, _): visitImage(destination, at: inline.bytes)
      case .link(let destination, _) where files.address(ofLink: destination) == nil:
        report(.error, "'\(destination)' is not an address a page can link to", at: inline.bytes)
      case .role(let name, let argument): visitRole(name, argument, at: inline.bytes)
      default: break
      }
      visit(inline.children)
    }
  }

  private mutating func visitRole(_ name: String, _ argument: String, at bytes: Range<Int>) {
    if ChapterRenderer.sizes.contains(name), argument.cssLength == nil {
      report(.error, "'\(argument)' is no length such as '400px' or '60%'", at: bytes)
    } else if !ChapterRenderer.roles.contains(name) {
      let hint = spellingHint(for: name, in: ChapterRenderer.roles.sorted())
      report(.warning, "unknown role '\(name)'", at: bytes, hint: hint)
    }
  }

  private mutating func visitImage(_ destination: String, at bytes: Range<Int>) {
    let place = files.place(ofImage: destination)
    if case .file(let asset, _) = place { assets.insert(asset) }
    guard let (severity, message) = place.problem(with: destination) else { return }
    var hint: String?
    if case .missing = place { hint = nearestFile.hint(for: destination) }
    report(severity, message, at: bytes, hint: hint)
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ message: String, at bytes: Range<Int>, hint: String? = nil
  ) {
    let position = lines.position(at: bytes.lowerBound)
    let end = lines.content(ofLine: position.line).upperBound
    let length = max(1, min(bytes.upperBound, end) - bytes.lowerBound)
    diagnostics.append(
      Diagnostic(severity, message, file: file, at: position, length: length, hint: hint))
  }
}
