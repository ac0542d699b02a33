import Foundation
import Markup

/// How large a picture is, so that a page keeps its place free before it has come.
struct PictureSize: Hashable, Sendable {
  let width: Int
  let height: Int

  /// Reads the size from the first bytes of a PNG, GIF, JPEG, WebP or SVG file; `nil` when they
  /// are none of these or don't say.
  init?(of bytes: [UInt8]) {
    let reader = PictureReader(bytes: bytes)
    guard let size = reader.size, (1..<1_000_000).contains(size.width),
      (1..<1_000_000).contains(size.height)
    else { return nil }
    (width, height) = size
  }

  /// Reads the size from the file at `path`.
  init?(ofFile path: String) {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    // A photograph may hold a preview and a colour profile before it says how large it is.
    guard let start = try? file.read(upToCount: 512 * 1024) else { return nil }
    self.init(of: Array(start))
  }

  /// The size as attributes of an `img`.
  var attributes: HTML { " width=\"\(width)\" height=\"\(height)\"" }
}

/// Reads numbers from the head of a picture's file.
private struct PictureReader {
  let bytes: [UInt8]

  var size: (width: Int, height: Int)? {
    if has([0x89, 0x50, 0x4E, 0x47], at: 0) { return pair(at: 16, width: 4) }
    if has(Array("GIF8".utf8), at: 0) { return pair(at: 6, width: 2, isLittleEndian: true) }
    if has([0xFF, 0xD8], at: 0) { return jpeg }
    if has(Array("RIFF".utf8), at: 0), has(Array("WEBP".utf8), at: 8) { return webP }
    return svg
  }

  /// The size in the frame header (ITU T.81, B.2.2), looked for segment by segment.
  private var jpeg: (Int, Int)? {
    var at = 2
    while let mark = number(at: at, bytes: 2), mark >= 0xFF00 {
      // FFFF fills; C4, C8 and CC are tables among the frame headers.
      if mark == 0xFFFF {
        at += 1
        continue
      }
      if (0xFFC0...0xFFCF).contains(mark), ![0xFFC4, 0xFFC8, 0xFFCC].contains(mark) {
        return pair(at: at + 5, width: 2).map { ($0.height, $0.width) }
      }
      guard let length = number(at: at + 2, bytes: 2), length >= 2 else { return nil }
      at += 2 + length
    }
    return nil
  }

  /// The size in the first chunk (RFC 9649, 2.5 to 2.7).
  private var webP: (Int, Int)? {
    if has(Array("VP8X".utf8), at: 12) {
      guard let width = number(at: 24, bytes: 3, isLittleEndian: true),
        let height = number(at: 27, bytes: 3, isLittleEndian: true)
      else { return nil }
      return (width + 1, height + 1)
    }
    if has(Array("VP8L".utf8), at: 12) {
      return number(at: 21, bytes: 4, isLittleEndian: true).map {
        ($0 & 0x3FFF + 1, ($0 >> 14) & 0x3FFF + 1)
      }
    }
    guard has(Array("VP8 ".utf8), at: 12) else { return nil }
    return pair(at: 26, width: 2, isLittleEndian: true).map { ($0.0 & 0x3FFF, $0.1 & 0x3FFF) }
  }

  /// The `width` and `height` of the root element in pixels, else the size of its `viewBox`.
  private var svg: (Int, Int)? {
    let text = String(decoding: bytes.prefix(8192), as: UTF8.self)
    guard let start = text.firstRange(of: "<svg"),
      let tag = text[start.upperBound...].split(separator: ">", maxSplits: 1).first
    else { return nil }
    let pixels = { (name: String) -> Int? in
      self.attribute(name, of: tag).flatMap {
        Double($0.hasSuffix("px") ? $0.dropLast(2) : $0)
      }
      .flatMap { Int(exactly: $0.rounded()) }
    }
    if let width = pixels("width"), let height = pixels("height") { return (width, height) }
    let box = attribute("viewBox", of: tag)?.split { $0 == " " || $0 == "," }.compactMap {
      Double($0).flatMap { Int(exactly: $0.rounded()) }
    }
    guard let box, box.count == 4 else { return nil }
    return (box[2], box[3])
  }

  private func attribute(_ name: String, of tag: Substring) -> Substring? {
    for quote in ["\"", "'"] {
      guard let mark = tag.firstRange(of: " \(name)=\(quote)") else { continue }
      return tag[mark.upperBound...].split(
        separator: quote, maxSplits: 1, omittingEmptySubsequences: false
      ).first
    }
    return nil
  }

  private func has(_ mark: [UInt8], at offset: Int) -> Bool {
    bytes.count >= offset + mark.count && bytes[offset...].starts(with: mark)
  }

  private func pair(
    at offset: Int, width: Int, isLittleEndian: Bool = false
  ) -> (width: Int, height: Int)? {
    guard let first = number(at: offset, bytes: width, isLittleEndian: isLittleEndian),
      let second = number(at: offset + width, bytes: width, isLittleEndian: isLittleEndian)
    else { return nil }
    return (first, second)
  }

  private func number(at offset: Int, bytes count: Int, isLittleEndian: Bool = false) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    let digits = bytes[offset..<offset + count]
    return isLittleEndian
      ? digits.reversed().reduce(0) { $0 << 8 | Int($1) } : digits.reduce(0) { $0 << 8 | Int($1) }
  }
}
