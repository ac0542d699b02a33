import Foundation
import SourceText

/// What the chapters of a book cite, and the BibTeX files they name.
///
/// A chapter's references are listed on its own page if it names files; those of all others are on
/// the last page of the book that does.
struct CitationSources: Sendable {
  /// What one chapter says.
  private struct Chapter: Hashable, Sendable {
    var path: String
    var keys: [String]
    /// The files it names, each by its path in the book.
    var files: [String]
    var diagnostics: [Diagnostic]
  }

  /// A list with the entries it was made from.
  struct Listing: Sendable {
    /// The chapter whose page has it.
    var home: String
    /// The entries that can be cited, by key.
    var entries: [String: BibEntry]
    var list: Bibliography
  }

  private var chapters: [Chapter] = []
  private var places: [String: Int] = [:]
  /// By path in the book, each file that is named.
  private var files: [String: BibFile] = [:]
  /// The list for chapters without one, made once for all of them.
  private var common: Listing?

  /// Adds what a chapter cites, or what it cites now.
  mutating func add(_ outline: Outline, files book: BookFiles) {
    var chapter = Chapter(
      path: outline.path, keys: outline.citations.map(\.name), files: [], diagnostics: [])
    for use in outline.bibliographies {
      guard case .file(let asset, _) = book.place(ofImage: use.name) else {
        chapter.diagnostics.append(
          Diagnostic(
            .error, "there is no bibliography '\(use.name)'", file: use.file, at: use.position,
            length: use.length))
        continue
      }
      chapter.files.append(asset.destination)
      if files[asset.destination] == nil {
        let bytes = FileManager.default.contents(atPath: asset.source).map(Array.init) ?? []
        let folder = use.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let path = (folder + [use.name[...]]).joined(separator: "/")
        files[asset.destination] = BibFile(parsing: bytes, path: path)
      }
    }
    if let place = places[outline.path] {
      if chapters[place] == chapter { return }
      chapters[place] = chapter
    } else {
      places[outline.path] = chapters.count
      chapters.append(chapter)
    }
    common = nil
  }

  /// Makes the list for chapters without one, once all are added.
  mutating func prepare() {
    common = chapters.last { !$0.files.isEmpty }.map { listing(at: $0) }
  }

  /// Returns the sources with what a chapter says now.
  func replacing(_ outline: Outline, files: BookFiles) -> CitationSources {
    var sources = self
    sources.add(outline, files: files)
    return sources
  }
}

extension CitationSources {
  /// Returns the list that the references of the chapter at `path` are in.
  func listing(for path: String) -> Listing? {
    if let place = places[path], !chapters[place].files.isEmpty {
      return common?.home == path ? common : listing(at: chapters[place])
    }
    return common ?? chapters.last { !$0.files.isEmpty }.map { listing(at: $0) }
  }

  /// Returns the list on the page of `home`: all that is cited by chapters whose references are
  /// there.
  private func listing(at home: Chapter) -> Listing {
    let entries = home.files.compactMap { files[$0]?.entries }
      .reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
    let isLast = chapters.last { !$0.files.isEmpty }?.path == home.path
    let keys = chapters.filter { $0.path == home.path || isLast && $0.files.isEmpty }
      .flatMap(\.keys)
    return Listing(home: home.path, entries: entries, list: Bibliography(of: keys, in: entries))
  }

  /// Returns what is wrong with the files that a chapter names.
  func diagnostics(of path: String) -> [Diagnostic] {
    guard let place = places[path] else { return [] }
    let own = chapters[place]
    return own.diagnostics + own.files.flatMap { files[$0]?.diagnostics ?? [] }
  }
}
