import Foundation

/// The cases of the fixture file `name`: those beside the test, or those of another folder.
///
/// `ABACUS_FIXTURES` names the other folder. A file that is not there has no cases; the project's
/// own are then not used either, so that a run says what the folder says.
public func fixtureCases(_ name: String, filePath: String = #filePath) throws -> [JSON] {
  let file: URL
  if let folder = ProcessInfo.processInfo.environment["ABACUS_FIXTURES"] {
    file = URL(filePath: folder).appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("\(name): not in \(folder)")
      return []
    }
  } else {
    file = URL(filePath: filePath).deletingLastPathComponent()
      .appending(path: "Fixtures").appending(path: name)
  }
  return try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file))["cases"].array
}
