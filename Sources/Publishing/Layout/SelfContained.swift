import Foundation
import Markup

/// Puts what lies beside a page into it, so that the page can be sent as one file.
///
/// Only the tags are looked at, as a browser would read them: sources that are files of the book
/// become data, links to such files become downloads, and links to other pages become plain text.
struct SelfContained {
  private let files: BookFiles
  private let bytes: [UInt8]
  private var result: [UInt8] = []
  private var index = 0

  /// Returns `html`, a chapter's content whose addresses `files` knows.
  static func html(_ html: HTML, files: BookFiles) -> HTML {
    var pass = SelfContained(files: files, bytes: Array(html.markup.utf8))
    pass.run()
    return HTML(trusting: String(decoding: pass.result, as: UTF8.self))
  }

  private init(files: BookFiles, bytes: [UInt8]) {
    self.files = files
    self.bytes = bytes
    result.reserveCapacity(bytes.count)
  }

  private mutating func run() {
    while index < bytes.count {
      let plain = bytes[index...].prefix { $0 != UInt8(ascii: "<") }
      result += plain
      index = plain.endIndex
      guard index < bytes.count else { return }
      if bytes[index...].starts(with: "<!--".utf8) {
        copy(through: "-->")
      } else {
        copyTag()
      }
    }
  }

  /// Copies up to the end of `mark`, or all that is left.
  private mutating func copy(through mark: String) {
    let mark = Array(mark.utf8)
    let start = index
    while index < bytes.count, !bytes[index...].starts(with: mark) { index += 1 }
    index = min(bytes.count, index + mark.count)
    result += bytes[start..<index]
  }

  /// Copies a tag, its addresses changed.
  private mutating func copyTag() {
    let name = String(decoding: bytes[(index + 1)...].prefix(while: \.isLetter), as: UTF8.self)
    if name.isEmpty {
      result.append(bytes[index])
      index += 1
      return
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        copyValue(in: name.lowercased(), quote: byte)
      } else {
        result.append(byte)
        index += 1
      }
    }
  }

  /// Copies an attribute's value from its quote on; what stands before it is already copied.
  private mutating func copyValue(in tag: String, quote: UInt8) {
    let value = bytes[(index + 1)...].prefix { $0 != quote }
    guard value.endIndex < bytes.count else {
      result += bytes[index...]
      index = bytes.count
      return
    }
    index = value.endIndex + 1
    let text = String(decoding: value, as: UTF8.self)
    switch (tag, attributeBefore) {
    case (_, "src"), (_, "poster"):
      result += "\"\(data(of: text.unescaped)?.address ?? text)\"".utf8
    case ("a", "href") where !text.isReachable:
      result.removeLast("href=".utf8.count)
      guard let (address, name) = data(of: text.unescaped) else { return }
      result += ("href=\"\(address)\" download=\"\(name)\"" as HTML).markup.utf8
    default: result += [quote] + value + [quote]
    }
  }

  /// The name of the attribute whose `=` was copied last.
  private var attributeBefore: String {
    guard result.last == UInt8(ascii: "=") else { return "" }
    let name = result.dropLast().reversed().prefix(while: \.isLetter).reversed()
    return String(decoding: Array(name), as: UTF8.self).lowercased()
  }

  /// Returns the file of the book at `address` as data, and its name.
  private func data(of address: String) -> (address: String, name: String)? {
    guard case .file(let asset, _) = files.place(ofImage: address),
      let content = FileManager.default.contents(atPath: asset.source)
    else { return nil }
    let name = asset.destination.split(separator: "/").last.map(String.init) ?? "file"
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let mime = Self.mimeTypes[ending] ?? "application/octet-stream"
    return ("data:\(mime);base64,\(content.base64EncodedString())", name)
  }

  private static let mimeTypes = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "svg": "image/svg+xml", "webp": "image/webp", "avif": "image/avif", "mp4": "video/mp4",
    "webm": "video/webm", "mp3": "audio/mpeg", "wav": "audio/wav", "pdf": "application/pdf",
    "csv": "text/csv", "txt": "text/plain", "json": "application/json",
  ]
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}

extension String {
  /// Whether an address leads somewhere wherever the page is: within it, or by a whole address.
  fileprivate var isReachable: Bool {
    if hasPrefix("#") || hasPrefix("//") { return true }
    let scheme = prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    return !scheme.isEmpty && dropFirst(scheme.count).hasPrefix(":")
  }

  /// The attribute's value as text.
  fileprivate var unescaped: String {
    replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }
}
