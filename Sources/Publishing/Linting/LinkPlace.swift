import Foundation

/// What the destination of a link can turn out to be.
enum LinkPlace: Hashable {
  /// A page of the book: the chapter it is made of, the id on it, and the tab to show.
  case page(chapter: String, id: String?, tab: String?)
  /// A file of the book that is no page.
  case file(Page.Asset)
  /// A chapter that is there, but in no table of contents.
  case unlisted(chapter: String)
  /// A folder without a page.
  case folder
  /// A file that isn't there.
  case missing
  /// A file outside the book's folder.
  case outside
  /// An address on the server that the book will be put on, wherever that is.
  case absolute
  /// Something that only a browser can look up.
  case elsewhere
}

/// The pages a book will have.
struct BookPages: Sendable {
  /// The paths of the chapters.
  var chapters: Set<String>
  /// Whether a chapter that is not among them has no page.
  var isComplete = false
}

extension BookFiles {
  /// Returns what `destination` is.
  func place(ofLink destination: String, among pages: BookPages) -> LinkPlace {
    guard destination.scheme == nil, !destination.hasPrefix("//") else { return .elsewhere }
    let address = LinkAddress(destination)
    if address.path.isEmpty {
      return .page(chapter: chapter, id: address.id, tab: address.tab)
    }
    guard let path = address.path.removingPercentEncoding else { return .missing }
    if path.hasPrefix("/") { return .absolute }
    guard let inside = insidePath(path) else { return .outside }
    var isFolder = path.hasSuffix("/") || inside.isEmpty
    for candidate in Self.chapters(behind: inside, isFolder: isFolder) {
      guard !pages.chapters.contains(candidate) else {
        return .page(chapter: candidate, id: address.id, tab: address.tab)
      }
      guard case .file = file(candidate) else { continue }
      return pages.isComplete
        ? .unlisted(chapter: candidate)
        : .page(chapter: candidate, id: address.id, tab: address.tab)
    }
    switch file(inside) {
    case .file(let asset, _): return .file(asset)
    case .outside: return .outside
    default: break
    }
    isFolder = isFolder || FileManager.default.fileExists(atPath: "\(site.folder)/\(inside)")
    return isFolder ? .folder : .missing
  }

  /// The chapters whose page an address may mean: `x.md` itself, `x.html`, a folder's index.
  private static func chapters(behind path: String, isFolder: Bool) -> [String] {
    if path.hasSuffix(".md") { return [path] }
    if path.hasSuffix(".html") { return ["\(path.dropLast(5)).md"] }
    return isFolder ? [path.isEmpty ? "index.md" : "\(path)/index.md"] : []
  }

  /// Returns the way from this chapter to another file of the book.
  func way(to path: String) -> String {
    var from = chapter.split(separator: "/").dropLast()[...]
    var to = path.split(separator: "/")[...]
    while to.count > 1, let first = from.first, first == to.first {
      from = from.dropFirst()
      to = to.dropFirst()
    }
    return String(repeating: "../", count: from.count) + to.joined(separator: "/")
  }
}

/// The parts of a relative address, decoded but for the path.
private struct LinkAddress {
  let path: String
  let id: String?
  /// The tab that `?tab=concise` asks for.
  let tab: String?

  init(_ destination: String) {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count > 1 ? String(parts[1]) : ""
    id = fragment.isEmpty ? nil : fragment.removingPercentEncoding ?? fragment
    let front = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(front[0])
    let query = front.count > 1 ? front[1].split(separator: "&") : []
    tab = query.first { $0.hasPrefix("tab=") }.map { String($0.dropFirst(4)) }
  }
}
