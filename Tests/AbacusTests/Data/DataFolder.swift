import Foundation

/// A folder for one test, gone with this value.
final class DataFolder {
  let path = NSTemporaryDirectory() + "sets-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let file = "\(path)/\(name)"
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  /// Packs a file of this folder with the system's gzip and returns the new path.
  func pack(_ name: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-k", "\(path)/\(name)"]
    try process.run()
    process.waitUntilExit()
    return "\(path)/\(name).gz"
  }
}
