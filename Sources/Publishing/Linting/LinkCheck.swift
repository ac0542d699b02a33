import NotebookModel
import SourceText

/// Where the links of a chapter lead: the files behind them, and those that lead nowhere.
struct LinkCheck: Sendable {
  /// A link to a page, whose id and tab only that page can confirm.
  struct Promise: Hashable, Sendable {
    var chapter: String
    var id: String?
    var tab: String?
    var place: SourceRange
  }

  /// The files of the book that links lead to.
  private(set) var assets: Set<Page.Asset> = []
  /// The links to pages that say more than the page's name.
  private(set) var promises: [Promise] = []
  /// The errors, and what only lint says.
  private(set) var errors: [Diagnostic] = []
  private(set) var warnings: [Diagnostic] = []
  private let files: BookFiles
  private let pages: BookPages
  private var nearestFile: NearestFile
  /// What was looked up already: chapters repeat their links, and the disk is slow.
  private var known: [String: LinkPlace] = [:]

  /// Looks up every link of `walk`.
  init(
    of walk: ChapterWalk, in notebook: Notebook, files: BookFiles, pages: BookPages,
    lines: LineTable
  ) {
    self.files = files
    self.pages = pages
    nearestFile = NearestFile(files)
    for link in walk.links {
      check(link.text, at: SourceRange(link.bytes, in: notebook.path, lines: lines))
    }
    for image in walk.rawImages {
      check(image: image.text, at: SourceRange(image.bytes, in: notebook.path, lines: lines))
    }
  }

  private mutating func check(_ destination: String, at place: SourceRange) {
    // What cannot be an address at all is told where links are written.
    guard files.address(ofLink: destination) != nil else { return }
    let found = known[destination] ?? files.place(ofLink: destination, among: pages)
    known[destination] = found
    switch found {
    case .page(let chapter, let id, let tab):
      guard id != nil || tab != nil else { return }
      promises.append(Promise(chapter: chapter, id: id, tab: tab, place: place))
    case .file(let asset): assets.insert(asset)
    case .unlisted: report(.unlistedChapter(destination.withoutSuffixes), at: place)
    case .folder: report(.pagelessFolder(destination.withoutSuffixes), at: place)
    case .missing: report(missing(destination.withoutSuffixes), at: place)
    case .outside: report(.linkOutside(destination), at: place)
    case .absolute: report(.absoluteLink(destination), at: place)
    case .elsewhere: break
    }
  }

  private mutating func check(image destination: String, at place: SourceRange) {
    let found = files.place(ofImage: destination)
    if case .file(let asset, _) = found { assets.insert(asset) }
    guard let (severity, message) = found.problem(with: destination) else { return }
    var hint: String?
    if case .missing = found { hint = nearestFile.hint(for: destination) }
    errors.append(
      Diagnostic(
        severity, message, file: place.file, at: place.position, length: place.length, hint: hint))
  }

  private mutating func missing(_ path: String) -> Finding {
    // A chapter without its ending, or a folder whose first page is made of its README.
    let folder = path.hasSuffix("index.html") ? path.dropLast("index.html".count) : nil
    for guess in [path + ".md", folder.map { $0 + "README.md" }].compactMap(\.self) {
      guard case .page = files.place(ofLink: guess, among: pages) else { continue }
      return .missingFile(path, nearest: guess)
    }
    // Finding a nearest name takes time, and nobody reads a thousand hints.
    let chapters = errors.count < 100 ? pages.chapters.sorted().map(files.way(to:)) : []
    guard path.hasSuffix(".html") else {
      let nearest = nearest(to: path, in: chapters)
      return path.hasSuffix(".md")
        ? .missingChapter(path, nearest: nearest)
        : .missingFile(path, nearest: nearest ?? nearestFile(to: path))
    }
    return .missingFile(path, nearest: nearest(to: path, in: chapters.map(Site.pagePath)))
  }

  private mutating func report(_ finding: Finding, at place: SourceRange) {
    let diagnostic = finding.diagnostic(at: place)
    if finding.severity == .error {
      errors.append(diagnostic)
    } else {
      warnings.append(diagnostic)
    }
  }
}

extension String {
  /// The path of an address, without query and fragment.
  fileprivate var withoutSuffixes: String { String(prefix { $0 != "#" && $0 != "?" }) }
}
