import Foundation
import Testing

/// Runs a chapter of the course in a fresh folder, and expects that it succeeds.
func runChapter(_ name: String) throws -> Ended {
  let place = try TemporaryFolder()
  defer { withExtendedLifetime(place) {} }
  let course = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "notebooks")
  let result = try lectern(["run", course.appending(path: "\(name).md").path], in: place.path)
  #expect(result.status == 0, "\(result.error)")
  return result
}
