internal import Foundation
import Markdown

/// The files that become of the attachments of a notebook's cells.
struct AttachmentFiles {
  /// The folder for those that have no place of their own, seen from the chapter.
  let folder: String
  private(set) var files: [ImportedChapter.File] = []

  init(folder: String) { self.folder = folder }

  /// Takes the attachments of `cell`, and returns `text` with its images shown from their files.
  mutating func take(_ cell: JupyterCell, _ text: String) -> String {
    var addresses: [String: String] = [:]
    for attachment in cell.attachments {
      let mark = Self.mark + attachment.name
      let origin = cell.record?.replaced.first { $0.shown.contains(mark) }?.written.imageDestination
      if let origin, let path = origin.removingPercentEncoding, path.staysInside {
        add(attachment.bytes, at: path)
      } else {
        addresses[attachment.name] = place(attachment).asAddress
      }
    }
    return addresses.isEmpty ? text : Self.text(text, addresses)
  }

  private static let mark = "attachment:"

  /// Returns the path of a new file with the content of `attachment`, or of one that has it.
  private mutating func place(_ attachment: JupyterCell.Attachment) -> String {
    let name = attachment.name.safeFileName
    var path = "\(folder)/\(name)"
    var number = 2
    while let file = files.first(where: { $0.path == path }), file.bytes != attachment.bytes {
      path = "\(folder)/\(number)-\(name)"
      number += 1
    }
    add(attachment.bytes, at: path)
    return path
  }

  private mutating func add(_ bytes: [UInt8], at path: String) {
    guard !files.contains(where: { $0.path == path }) else { return }
    files.append(ImportedChapter.File(path: path, bytes: bytes))
  }

  /// Returns `text` with each `attachment:name` replaced by its address, the longest name first.
  private static func text(_ text: String, _ addresses: [String: String]) -> String {
    var names = addresses.map { (written: $0.key, address: $0.value) }
    names += addresses.map { (written: $0.key.asAddress, address: $0.value) }
    names.sort { ($0.written.utf8.count, $1.written) > ($1.written.utf8.count, $0.written) }
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: mark) {
      result += rest[..<found.lowerBound]
      let after = rest[found.upperBound...]
      let name = names.first { after.hasPrefix($0.written) }
      result += name?.address ?? mark
      rest = after.dropFirst(name?.written.count ?? 0)
    }
    return result + rest
  }
}

extension String {
  /// The destination of the first image, if the text is Markdown with one.
  fileprivate var imageDestination: String? {
    for inline in Document(parsing: Array(utf8)).blocks.first?.content ?? [] {
      if case .image(let destination, _) = inline.kind { return destination }
    }
    return nil
  }

  /// The path as an address in Markdown.
  fileprivate var asAddress: String {
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "()*'"))
    return addingPercentEncoding(withAllowedCharacters: allowed) ?? self
  }

  /// Whether the path leads from a folder to somewhere inside it, and not into hidden files.
  fileprivate var staysInside: Bool {
    !isEmpty && !utf8.contains(0) && !contains(":") && !contains("\\")
      && split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
  }
}
