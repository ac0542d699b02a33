import Markdown
import Markup
import Templates

/// What the layout of a page can say around its content.
struct PageLayout {
  let site: Site
  /// What the chapters are called by number.
  let book: BookIndex
  let files: BookFiles
  let page: Page
  /// The headings of the chapter; none on a page that lists the chapters.
  let headings: [Outline.Heading]
  /// The tabs a reader can choose.
  let tabs: [String]
  /// The files that all pages share.
  let sharedFiles: [SharedFile]
  /// Whether the page is sent without the others, and holds all it needs.
  var isAlone = false

  /// The values templates use, by name.
  var values: TemplateValue {
    let position = isAlone ? nil : site.chapters.firstIndex { $0.path == files.chapter }
    let sections = sections
    return [
      "title": .text(page.title),
      "window": .text(windowTitle),
      "book": text(site.title),
      "author": text(site.author),
      "home": isAlone ? .none : .text(files.address(ofPage: "index.html")),
      "root": .text(files.root),
      "language": .text(site.language),
      "direction": .text(site.direction),
      "theme": site.theme == .auto ? .none : .text(site.theme.rawValue),
      "style": isAlone ? .none : address(of: "style"),
      "script": isAlone ? .none : address(of: "script"),
      "styleText": isAlone ? text(of: "style") : .none,
      "scriptText": isAlone ? text(of: "script") : .none,
      "search": site.isSearchable && !isAlone ? address(of: "search") : .none,
      "tabs": .list(tabs.map { ["key": .text($0.tabKey), "name": .text($0)] }),
      "contents": sections.isEmpty ? .none : ["entries": .list(sections.map(\.entry))],
      "chapters": site.chapters.isEmpty || isAlone ? .none : ["entries": .list(chapters)],
      "crumbs": crumbs,
      "content": .markup(page.html),
      "previous": link(to: position.map { $0 - 1 }),
      "next": link(to: position.map { $0 + 1 }),
      "repository": text(site.repository?.home ?? ""),
      "edit": text(editAddress ?? ""),
    ]
  }

  private func text(_ text: String) -> TemplateValue { text.isEmpty ? .none : .text(text) }

  private var windowTitle: String {
    site.title.isEmpty || site.title == page.title ? page.title : "\(page.title) · \(site.title)"
  }

  private func address(of name: String) -> TemplateValue {
    let file = sharedFiles.first { $0.path.hasPrefix("assets/\(name)-") }
    return text(file.map { files.address(ofPage: $0.path) } ?? "")
  }
}

extension PageLayout {
  /// The content of a shared file, such that it does not end the element it is put into.
  private func text(of name: String) -> TemplateValue {
    guard let file = sharedFiles.first(where: { $0.path.hasPrefix("assets/\(name)-") }) else {
      return .none
    }
    let text = String(decoding: file.bytes, as: UTF8.self)
    return .markup(HTML(trusting: text.replacing("</", with: "<\\/")))
  }
}

// MARK: The way through the book

extension PageLayout {
  /// The headings below the chapter's own, of the levels that the contents show.
  private var sections: [Outline.Heading] {
    headings.dropFirst().filter { (2...3).contains($0.level) }
  }

  /// The chapters of the book; this one with its sections.
  private var chapters: [TemplateValue] {
    site.chapters.map { chapter in
      let isCurrent = chapter.path == files.chapter
      let sections = isCurrent ? sections.filter { $0.level == 2 } : []
      return [
        "address": address(of: chapter), "title": .text(book.title(of: chapter)),
        "depth": .text("\(parents(of: chapter.path).count)"), "isCurrent": .flag(isCurrent),
        "sections": sections.isEmpty ? .none : ["entries": .list(sections.map(\.entry))],
      ]
    }
  }

  /// The pages above this one: that of the book, then those of the parts it lies in.
  private var crumbs: TemplateValue {
    guard site.chapters.contains(where: { $0.path == files.chapter }),
      site.chapters.count > 1, files.chapter != "index.md", !isAlone
    else { return .none }
    let top = site.chapters.first { $0.path == "index.md" }
    let title = site.title.isEmpty ? top?.title ?? "Contents" : site.title
    let home: TemplateValue = [
      "address": .text(files.address(ofPage: "index.html")), "title": .text(title),
    ]
    return ["entries": .list([home] + parents(of: files.chapter).map(link))]
  }

  /// The chapters that open the folders which `path` lies in, outermost first.
  private func parents(of path: String) -> [Site.Chapter] {
    var folder = ""
    return path.split(separator: "/").dropLast().compactMap { part in
      folder += part + "/"
      let index = folder + "index.md"
      return index == path ? nil : site.chapters.first { $0.path == index }
    }
  }

  private func link(to index: Int?) -> TemplateValue {
    guard let index, site.chapters.indices.contains(index) else { return .none }
    return link(site.chapters[index])
  }

  private func link(_ chapter: Site.Chapter) -> TemplateValue {
    ["address": address(of: chapter), "title": .text(book.title(of: chapter))]
  }

  private func address(of chapter: Site.Chapter) -> TemplateValue {
    .text(files.address(ofPage: Site.pagePath(for: chapter.path)))
  }

  /// Where the chapter is edited; a page that is no chapter's has no such place.
  private var editAddress: String? {
    guard !headings.isEmpty || site.chapters.contains(where: { $0.path == files.chapter }) else {
      return nil
    }
    return LinkTarget(site.repository?.editAddress(of: files.chapter) ?? "").address
  }
}

extension Outline.Heading {
  /// The heading's line in the contents.
  fileprivate var entry: TemplateValue {
    ["id": .text(id), "title": .text(title), "level": .text("\(level)")]
  }
}
