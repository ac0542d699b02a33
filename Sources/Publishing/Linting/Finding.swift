import SourceText

/// What can be wrong with where a chapter leads and how it is built.
enum Finding: Hashable {
  case missingChapter(String, nearest: String?)
  case missingFile(String, nearest: String?)
  case pagelessFolder(String)
  case unlistedChapter(String)
  case missingPlace(String, page: String?, nearest: String?)
  case unknownTab(String, page: String?, known: [String])

  case linkOutside(String)
  case absoluteLink(String)
  case unusedLabel(String)
  case silentImage
  case skippedLevel(Int, after: Int)
}

extension Finding {
  /// How much it matters.
  var severity: Diagnostic.Severity {
    switch self {
    case .linkOutside, .absoluteLink, .unusedLabel, .silentImage, .skippedLevel: .warning
    default: .error
    }
  }

  /// Returns the finding as a diagnostic about some bytes of a file.
  func diagnostic(at place: SourceRange) -> Diagnostic {
    Diagnostic(
      severity, message, file: place.file, at: place.position, length: place.length, hint: hint)
  }
}

/// Where something stands, and how far it reaches on its first line.
struct SourceRange: Hashable, Sendable {
  var file: String
  var position: SourcePosition
  var length: Int

  /// Creates a place.
  init(file: String, position: SourcePosition, length: Int) {
    self.file = file
    self.position = position
    self.length = length
  }

  /// Creates the place of `bytes` in `file`, cut at the end of the line.
  init(_ bytes: Range<Int>, in file: String, lines: LineTable) {
    self.file = file
    position = lines.position(at: bytes.lowerBound)
    let end = lines.content(ofLine: position.line).upperBound
    length = max(1, min(bytes.upperBound, end) - bytes.lowerBound)
  }
}
