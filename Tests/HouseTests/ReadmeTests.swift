import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

private func text(_ path: String) throws -> String {
  try String(contentsOf: root.appending(path: path), encoding: .utf8)
}

@Suite struct `The first page of the repository` {
  @Test func `shows a cell that stands in the course`() throws {
    let readme = try text("README.md")
    let cell = try #require(readme.firstMatch(of: /```{\.swift \.input}\n[^`]*```\n/)).output
    #expect(try text("notebooks/circles.md").contains(cell))
  }

  @Test func `names every folder of the sources`() throws {
    let readme = try text("README.md")
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Sources").path)
    for folder in folders where !folder.hasPrefix(".") {
      #expect(readme.contains("`\(folder)`"), "\(folder)")
    }
  }

  @Test func `leads only to files that are there`() throws {
    // What stands in code is shown, and leads nowhere.
    let prose = try text("README.md").replacing(/`+[^`\n]+`+/, with: "")
    let links = prose.matches(of: /\]\(([^)#:]+)\)/).map { String($0.output.1) }
    #expect(!links.isEmpty)
    for link in links {
      #expect(FileManager.default.fileExists(atPath: root.appending(path: link).path), "\(link)")
    }
  }
}
