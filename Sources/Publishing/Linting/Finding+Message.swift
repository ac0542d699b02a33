extension Finding {
  /// The finding in words.
  var message: String {
    switch self {
    case .missingChapter(let name, _): "there is no chapter '\(name)'"
    case .missingFile(let name, _): "there is no file '\(name)'"
    case .pagelessFolder(let name): "'\(name)' is a folder without a page of its own"
    case .unlistedChapter(let name):
      "the chapter '\(name)' is in no table of contents, so it has no page"
    case .missingPlace(let id, let page, _):
      "nothing \(page.map { "in '\($0)'" } ?? "in this chapter") is called '#\(id)'"
    case .unknownTab(let name, let page, _):
      "\(page.map { "'\($0)'" } ?? "this chapter") has no tab '\(name)'"
    case .linkOutside(let name): "the link '\(name)' leads out of the book's folder"
    case .absoluteLink(let name):
      "where the link '\(name)' leads depends on where the book is put"
    case .unusedLabel(let name): "nothing refers to the label '\(name)'"
    case .silentImage: "this image has no text for readers who cannot see it"
    case .skippedLevel(let level, let last):
      "a heading of level \(level) follows one of level \(last)"
    }
  }

  /// What to try next, if we know.
  var hint: String? {
    switch self {
    case .missingChapter(_, let nearest?), .missingFile(_, let nearest?):
      "did you mean '\(nearest)'?"
    case .missingPlace(_, _, let nearest?): "did you mean '#\(nearest)'?"
    case .pagelessFolder: "give it an 'index.md', or link to a chapter in it"
    case .unlistedChapter(let name):
      "add '\(name.hasSuffix(".md") ? String(name.dropLast(3)) : name)' to a toc"
    case .unknownTab(_, _, let known):
      known.isEmpty ? nil : "its tabs are \(known.joined(separator: ", "))"
    case .silentImage: "say what it shows: '![a ring of blue dots](rings.png)'"
    case .skippedLevel(_, let last): "begin it with '\(String(repeating: "#", count: last + 1))'"
    default: nil
    }
  }
}
