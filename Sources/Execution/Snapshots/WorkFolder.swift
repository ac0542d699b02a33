internal import Foundation

/// A folder for one attempt: `work` for what it does, `units` for what it loads; it goes with its
/// owner.
final class WorkFolder: Sendable {
  let path: String

  /// Makes the folder among the system's temporary files.
  init() {
    let name = "lectern-attempt-\(UUID().uuidString)"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    for part in ["work", "units"] {
      try? FileManager.default.createDirectory(
        atPath: "\(path)/\(part)", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
  }

  deinit { Folder.remove(path) }
}
