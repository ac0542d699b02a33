package import CellOutput
package import NotebookModel

extension [Piece] {
  /// Records what a cell put out, under the options of the cell.
  ///
  /// Consecutive text of one stream is one piece. Of a display the richest form is kept: a figure's
  /// data, HTML, Markdown or plain text; of pictures and other files their size and checksum.
  package init(recording result: CellResult, options: CellOptions = CellOptions()) {
    self = []
    var printed: (stream: TextStream, text: String)?
    for output in result.outputs {
      if case .text(let stream, let text) = output {
        if printed?.stream != stream { record(&printed) }
        printed = (stream, (printed?.text ?? "") + text)
        continue
      }
      record(&printed)
      record(output, options)
    }
    record(&printed)
  }

  private mutating func record(_ printed: inout (stream: TextStream, text: String)?) {
    if let (stream, text) = printed, !text.isEmpty {
      let kind: TextPiece.Kind = stream == .standardOutput ? .output : .error
      append(.text(TextPiece(kind, recording: text)))
    }
    printed = nil
  }

  private mutating func record(_ output: Output, _ options: CellOptions) {
    switch output {
    case .text: break
    case .echo(let text): append(.text(TextPiece(.echo, recording: text)))
    case .failure(let failure): record(failure, options)
    case .display(let display):
      guard display.status == nil else { return }
      append(Piece(recording: display))
    }
  }

  /// Records an error by its words.
  ///
  /// Where the chapter names a part of a diagnostic, that part is
  /// all that counts, so that another compiler may say the rest otherwise.
  private mutating func record(_ failure: Failure, _ options: CellOptions) {
    guard let part = options.expectedDiagnostic, failure.kind == .diagnostic else {
      return append(.text(TextPiece(.failure, recording: failure.message)))
    }
    let piece = Piece.text(TextPiece(.failure, recording: part))
    if !contains(piece) { append(piece) }
  }
}

extension Piece {
  private static let textual: [String: TextPiece.Kind] = [
    "text/html": .html, "text/markdown": .markdown, "text/plain": .plain,
  ]

  fileprivate init(recording display: Display) {
    if let figure = display.figure {
      self = .figure(FigureRecord(recording: figure))
      return
    }
    let form = display.representations.first { Self.textual[$0.mime] != nil }
    if let form, let kind = Self.textual[form.mime] {
      self = .text(TextPiece(kind, recording: String(decoding: form.bytes, as: UTF8.self)))
      return
    }
    let file = display.representations.first
    let bytes = file?.bytes ?? []
    let sum = Checksum.text(of: bytes)
    self = .text(
      TextPiece(.file, recording: "\(file?.mime ?? "nothing"), \(bytes.count) bytes, \(sum)"))
  }
}

/// A short checksum that is the same everywhere and always.
enum Checksum {
  /// Eight hexadecimal digits: the two halves of the 64-bit FNV-1a hash, folded into one.
  static func text(of bytes: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let folded = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    let digits = String(folded, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
