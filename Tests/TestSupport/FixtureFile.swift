import Foundation

/// The cases of the fixture file `name`: the project's own, or those of another folder.
///
/// The project's are in `Tests/TensorsTests/Fixtures`; `ABACUS_FIXTURES` names another folder. A file
/// that is not there has no cases; the project's own are then not used either, so that a run says
/// what the folder says.
public func fixtureCases(_ name: String) throws -> [JSON] {
  var folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../TensorsTests/Fixtures")
  if let other = ProcessInfo.processInfo.environment["ABACUS_FIXTURES"] {
    folder = URL(filePath: other)
    guard FileManager.default.fileExists(atPath: folder.appending(path: name).path) else {
      print("\(name): not in \(other)")
      return []
    }
  }
  let data = try Data(contentsOf: folder.appending(path: name))
  return try JSONDecoder().decode(JSON.self, from: data)["cases"].array
}
