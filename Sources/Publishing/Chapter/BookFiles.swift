import Foundation
import Markdown
import Markup
import SourceText

/// Where the links and images of a chapter lead.
struct BookFiles: Sendable {
  let site: Site
  /// The chapter's path, relative to the book's folder.
  let chapter: String
  /// What the chapters number.
  var book = BookIndex()

  /// What an image's destination can turn out to be.
  enum ImagePlace {
    /// A file of the book.
    case file(Page.Asset, address: String)
    /// An address that is used as it stands.
    case address(String)
    /// A picture that another server would have to send.
    case remote(String)
    /// A file that isn't there.
    case missing
    /// A file outside the book's folder.
    case outside
    /// An address of a kind that pages don't hold.
    case refused
  }
}

// MARK: Links

extension BookFiles {
  /// Returns the address of a link, `nil` when a page must not hold it; `x.md` becomes `x.html`.
  func address(ofLink destination: String) -> String? {
    guard destination.scheme == nil else { return LinkTarget(destination).address }
    let end = destination.firstIndex { $0 == "#" || $0 == "?" } ?? destination.endIndex
    let path = destination[..<end]
    guard path.hasSuffix(".md"), !path.hasPrefix("//") else { return destination.percentEncoded }
    return (Site.pagePath(for: String(path)) + destination[end...]).percentEncoded
  }

  /// Returns the address of another file below the output folder, seen from this chapter's page.
  func address(ofPage path: String) -> String { (root + path).percentEncoded }

  /// The way from this chapter's page to the output folder: empty or `../` a few times.
  var root: String {
    String(repeating: "../", count: chapter.split(separator: "/").count - 1)
  }
}

// MARK: Images

extension BookFiles {
  /// Returns the address of an image, `nil` when it can't be shown.
  func address(ofImage destination: String) -> String? {
    switch place(ofImage: destination) {
    case .file(_, let address), .address(let address), .remote(let address): address
    case .missing, .outside, .refused: nil
    }
  }

  /// Returns the size of an image of the book as attributes; nothing for images from elsewhere.
  func size(ofImage destination: String) -> HTML {
    guard case .file(let asset, _) = place(ofImage: destination) else { return "" }
    return PictureSize(ofFile: asset.source)?.attributes ?? ""
  }

  /// Returns what `destination` is.
  func place(ofImage destination: String) -> ImagePlace {
    if let scheme = destination.scheme {
      if scheme == "http" || scheme == "https" { return .remote(destination.percentEncoded) }
      let isPicture = scheme == "data" && destination.lowercased().hasPrefix("data:image/")
      return isPicture ? .address(destination.percentEncoded) : .refused
    }
    if destination.hasPrefix("//") { return .remote(destination.percentEncoded) }
    let path = destination.prefix { $0 != "#" && $0 != "?" }
    guard let decoded = path.removingPercentEncoding, !decoded.isEmpty else { return .missing }
    guard let inside = insidePath(decoded) else { return .outside }
    return file(inside, address: destination.percentEncoded)
  }

  /// Returns `path`, seen from the chapter, relative to the book's folder; `nil` when it leads out.
  func insidePath(_ path: String) -> String? {
    guard !path.hasPrefix("/"), !path.utf8.contains(0) else { return nil }
    var parts = chapter.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(String(part))
        continue
      }
      guard parts.popLast() != nil else { return nil }
    }
    return parts.joined(separator: "/")
  }

  /// Returns the file at `path` if it is one and no symbolic link takes it out of the book.
  func file(_ path: String, address: String = "") -> ImagePlace {
    let folder = URL(filePath: site.folder.isEmpty ? "." : site.folder).resolvingSymlinksInPath()
    let file = folder.appending(path: path).resolvingSymlinksInPath()
    guard file.path.hasPrefix(folder.path.hasSuffix("/") ? folder.path : folder.path + "/") else {
      return .outside
    }
    let values = try? file.resourceValues(forKeys: [.isRegularFileKey])
    guard values?.isRegularFile == true else { return .missing }
    return .file(Page.Asset(source: file.path, destination: path), address: address)
  }
}

extension BookFiles.ImagePlace {
  /// Returns what is wrong with an image there, whose destination is `written`.
  func problem(with written: String) -> (Diagnostic.Severity, String)? {
    switch self {
    case .file, .address: nil
    case .remote: (.warning, "the image '\(written)' is not part of the book")
    case .missing: (.error, "there is no image '\(written)'")
    case .outside: (.error, "the image '\(written)' lies outside the book's folder")
    case .refused: (.error, "'\(written)' is not an address of an image")
    }
  }
}

// MARK: Contents

extension BookFiles {
  /// The chapters a `toc` block names, each as written and as found.
  func chapters(of contents: String) -> [(entry: String, chapter: Site.Chapter?)] {
    let folder = chapter.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    return contents.split(whereSeparator: \.isNewline).map(String.init).map(\.trimmed)
      .filter { !$0.isEmpty && !$0.hasPrefix(":") }
      .map { entry in
        let path = folder + (entry.hasSuffix(".md") ? entry : entry + ".md")
        return (entry, site.chapters.first { $0.path == path })
      }
  }

  /// Returns the list of links that a `toc` block stands for.
  func contents(_ literal: String) -> HTML {
    var html: HTML = "<ol class=\"toc\">\n"
    for (entry, chapter) in chapters(of: literal) {
      guard let chapter else {
        html += "<li><span class=\"missing\">unknown chapter: \(entry)</span></li>\n"
        continue
      }
      let address = address(ofPage: Site.pagePath(for: chapter.path))
      html += "<li><a href=\"\(address)\">\(book.title(of: chapter))</a></li>\n"
    }
    html += "</ol>\n"
    return html
  }
}

extension String {
  /// The scheme of an absolute address, lower case, without the blanks and controls browsers skip.
  var scheme: String? {
    let cleaned = unicodeScalars.filter { $0.value > 0x20 }
    guard let colon = cleaned.firstIndex(of: ":") else { return nil }
    let before = cleaned[..<colon]
    guard !before.contains(where: { "/?#".unicodeScalars.contains($0) }) else { return nil }
    return String(String.UnicodeScalarView(before)).lowercased()
  }

  /// The text as an address: what may not stand in one is spelt `%XX`.
  fileprivate var percentEncoded: String { LinkTarget(self, disarms: false).address ?? "" }
}
