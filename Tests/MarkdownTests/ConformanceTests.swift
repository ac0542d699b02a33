import Foundation
import Markdown
import Markup
import Testing

@Suite struct `CommonMark 0.31.2` {
  struct Example: Codable {
    var markdown: String
    var html: String
    var example: Int
    var section: String
  }

  /// The examples of the specification, if they are at hand: beside the repository or where
  /// `LECTERN_CONFORMANCE` says.
  static func examples() throws -> [Example]? {
    let folder =
      ProcessInfo.processInfo.environment["LECTERN_CONFORMANCE"].map { URL(filePath: $0) }
      ?? URL(filePath: #filePath).appending(path: "../../../../shared/conformance").standardized
    let file = folder.appending(path: "commonmark-0.31.2.json")
    guard let data = try? Data(contentsOf: file) else { return nil }
    return try JSONDecoder().decode([Example].self, from: data)
  }

  @Test func `every example of the specification renders as it says`() throws {
    guard let examples = try Self.examples() else {
      print("CommonMark: the examples are not here, so none ran")
      return
    }
    var renderer = HTMLRenderer()
    renderer.disarmsLinks = false
    var failures: [String] = []
    for example in examples {
      let document = Document(parsing: Array(example.markdown.utf8), options: .commonMark)
      let html = renderer.html(document).markup
      if html == example.html { continue }
      failures.append(
        "\(example.example) \(example.section)\n\(example.markdown)\n"
          + "expected:\n\(example.html)\ngot:\n\(html)")
    }
    print("CommonMark: \(examples.count - failures.count) of \(examples.count) examples pass")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }
}
