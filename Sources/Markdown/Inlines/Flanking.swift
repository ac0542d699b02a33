/// What stands on the two sides of a delimiter run, and so whether it may open or close.
struct Flanking {
  let canOpen: Bool
  let canClose: Bool

  /// Looks around the run of `mark` in `range` (CommonMark 6.2, "left-flanking").
  init(_ range: Range<Int>, of mark: UInt8, in bytes: [UInt8]) {
    let before = Side(Self.scalar(endingAt: range.lowerBound, in: bytes))
    let after = Side(Self.scalar(startingAt: range.upperBound, in: bytes))
    let isLeft = after != .space && (after == .other || before != .other)
    let isRight = before != .space && (before == .other || after != .other)
    if mark == .underscore {
      canOpen = isLeft && (!isRight || before == .punctuation)
      canClose = isRight && (!isLeft || after == .punctuation)
    } else {
      canOpen = isLeft
      canClose = isRight
    }
  }

  private enum Side {
    case space, punctuation, other

    init(_ scalar: Unicode.Scalar?) {
      guard let scalar else {
        self = .space
        return
      }
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        self = byte.isWhitespace ? .space : byte.isPunctuation ? .punctuation : .other
        return
      }
      switch scalar.properties.generalCategory {
      case .spaceSeparator: self = .space
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
        .modifierSymbol, .otherSymbol:
        self = .punctuation
      default: self = .other
      }
    }
  }

  private static func scalar(startingAt start: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    guard start < bytes.count else { return nil }
    if bytes[start] < 0x80 { return Unicode.Scalar(bytes[start]) }
    let end = min(start + 4, bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars.first
  }

  private static func scalar(endingAt end: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    guard end > 0 else { return nil }
    if bytes[end - 1] < 0x80 { return Unicode.Scalar(bytes[end - 1]) }
    let start = max(0, end - 4)
    let first = (start..<end).last { bytes[$0] & 0xC0 != 0x80 } ?? start
    return String(decoding: bytes[first..<end], as: UTF8.self).unicodeScalars.last
  }
}
