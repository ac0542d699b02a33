import Foundation
import SourceText

/// Finds the files that destinations without one probably mean.
///
/// Each look costs a folder's listing, so only the first few of a chapter are taken.
struct NearestFile: Sendable {
  private let files: BookFiles
  private var looksLeft = 20

  init(_ files: BookFiles) { self.files = files }

  /// Returns the destination of the file in the same folder whose name is nearest to that of
  /// `destination`, or has an ending more.
  mutating func callAsFunction(to destination: String) -> String? {
    let written = String(destination.prefix { $0 != "#" && $0 != "?" })
    guard looksLeft > 0, let path = written.removingPercentEncoding,
      let inside = files.insidePath(path)
    else { return nil }
    looksLeft -= 1
    let parts = inside.split(separator: "/")
    let folder = parts.dropLast().joined(separator: "/")
    guard let name = parts.last.map(String.init),
      let listing = try? FileManager.default.contentsOfDirectory(
        atPath: "\(files.site.folder)/\(folder)")
    else { return nil }
    // What has the very name is there, but is no file that can be read: a folder, a broken link.
    let known = listing.filter { !$0.hasPrefix(".") && $0 != name }.sorted()
    let found = known.first { $0.hasPrefix("\(name).") } ?? nearest(to: name, in: known)
    return found.map {
      String(written.dropLast(written.split(separator: "/").last?.count ?? 0)) + $0
    }
  }

  /// Returns what to try next where nothing is at `destination`.
  mutating func hint(for destination: String) -> String? {
    self(to: destination).map { "did you mean '\($0)'?" }
  }
}
