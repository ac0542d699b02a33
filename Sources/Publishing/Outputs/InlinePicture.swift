import Foundation
import Markup

/// Pictures that a page carries inside it.
enum InlinePicture {
  /// Returns an SVG document as an element of the page, its ids made the page's own by `prefix`.
  ///
  /// Two figures of one page may use the same ids; without the prefix the second would be clipped
  /// and labelled by the first, and a figure in a hidden tab would take the other's with it.
  static func svg(_ document: String, prefix: String) -> HTML {
    let bytes = Array(document.utf8)
    guard let start = bytes.firstIndex(of: "<svg") else { return "<pre>\(document)</pre>" }
    let element = Array(bytes[start...])
    var scanner = IDScanner(bytes: element, prefix: Array(prefix.utf8))
    return HTML(trusting: scanner.prefixed())
  }

  /// Returns how wide an SVG document wants to be, in whole pixels, if it says so.
  static func width(ofSVG document: String) -> Int? {
    guard let start = document.firstRange(of: "<svg"),
      let tag = document[start.upperBound...].split(separator: ">", maxSplits: 1).first,
      let mark = tag.firstRange(of: " width=\"")
    else { return nil }
    let value = tag[mark.upperBound...]
    let number = value.prefix { $0.isASCII && $0.isNumber }
    let isInPixels = ["\"", "px\""].contains { value.dropFirst(number.count).hasPrefix($0) }
    return isInPixels && number.count < 6 ? Int(number) : nil
  }

  /// Returns a raster image as a data URI.
  static func raster(_ bytes: [UInt8], mime: String, description: String) -> HTML {
    let uri = "data:\(mime);base64,\(Data(bytes).base64EncodedString())"
    let size = PictureSize(of: bytes)?.attributes ?? ""
    return "<img src=\"\(uri)\" alt=\"\(description)\"\(size)>"
  }
}

/// Puts a prefix before each id of an SVG element and each reference to one.
private struct IDScanner {
  let bytes: [UInt8]
  let prefix: [UInt8]
  var index = 0
  var result: [UInt8] = []

  /// The attributes whose values are ids, with the blank before and the quote after.
  static let attributes = ["id", "aria-labelledby", "aria-describedby"].map {
    Array(" \($0)=\"".utf8)
  }

  /// Returns the element with all ids prefixed; `#name` counts only where `name` is an id of it.
  mutating func prefixed() -> String {
    let ids = ownIDs()
    guard !ids.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
    result.reserveCapacity(bytes.count + ids.count * 64)
    while index < bytes.count {
      let plain = bytes[index...].prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "#") }
      result += plain
      index = plain.endIndex
      guard index < bytes.count else { break }
      if let attribute = attribute() {
        result += attribute
        index += attribute.count
        copyNames(ids)
      } else {
        let isReference = bytes[index] == UInt8(ascii: "#")
        result.append(bytes[index])
        index += 1
        if isReference { copyName(ids) }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Returns the attribute of ids that begins at `index`, if one does.
  private func attribute() -> [UInt8]? {
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: " "),
      bytes[index + 1] == UInt8(ascii: "i") || bytes[index + 1] == UInt8(ascii: "a")
    else { return nil }
    return Self.attributes.first { bytes[index...].starts(with: $0) }
  }

  /// Copies the names of an attribute's value.
  private mutating func copyNames(_ ids: Set<ArraySlice<UInt8>>) {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index].isNameByte {
        copyName(ids)
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
  }

  private mutating func copyName(_ ids: Set<ArraySlice<UInt8>>) {
    let name = bytes[index...].prefix { $0.isNameByte }
    if ids.contains(name) { result += prefix }
    result += name
    index = name.endIndex
  }

  private func ownIDs() -> Set<ArraySlice<UInt8>> {
    let mark = Array(" id=\"".utf8)
    var ids: Set<ArraySlice<UInt8>> = []
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: " ")) {
      rest = rest[(start + 1)...]
      guard rest.first == UInt8(ascii: "i"), bytes[start...].starts(with: mark) else { continue }
      ids.insert(bytes[(start + mark.count)...].prefix { $0.isNameByte })
    }
    return ids
  }
}

extension [UInt8] {
  /// Returns where the ASCII text `mark` first stands.
  fileprivate func firstIndex(of mark: String) -> Int? {
    let mark = Array(mark.utf8)
    return indices.first { self[$0] == mark[0] && self[$0...].starts(with: mark) }
  }
}

extension UInt8 {
  /// Whether the byte may stand in an XML name.
  fileprivate var isNameByte: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || "-_.:".utf8.contains(self)
      || self >= 0x80
  }
}
