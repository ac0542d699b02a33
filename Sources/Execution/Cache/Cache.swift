internal import Foundation

/// The folder `.lectern`: what was computed, found again by what it was computed from.
///
/// Entries are written under another name and then renamed, so that two runs may use the folder at
/// once. An entry's time of change says when it was last of use.
package struct Cache: Sendable {
  /// What is kept.
  enum Kind: String, CaseIterable {
    /// A folder for each compiled unit.
    case units
    /// A file for the outputs of each program.
    case outputs
    /// A file for the last run of each tab of each chapter.
    case runs
  }

  /// Where the cache is; always an absolute path.
  package let root: String

  /// Opens the cache at `root`, which is made when it is not there.
  package init(at root: String) throws(EnvironmentError) {
    self.root = URL(filePath: root).standardizedFileURL.path
    do {
      for kind in Kind.allCases.map(\.rawValue) + ["temporary", "modules"] {
        try FileManager.default.createDirectory(
          atPath: self.root + "/" + kind, withIntermediateDirectories: true)
      }
    } catch {
      throw .cacheNotWritable(path: root, reason: error.localizedDescription)
    }
    let tag = self.root + "/CACHEDIR.TAG"
    if FileIdentity(of: tag) == nil {
      let text = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by lectern; safe to delete.\n"
      _ = FileContent.replace(tag, with: Array(text.utf8))
      _ = FileContent.replace(self.root + "/.gitignore", with: Array("*\n".utf8))
    }
  }

  /// Where the compiler keeps what it made of C modules.
  var moduleCache: String { root + "/modules" }

  private func path(_ kind: Kind, _ key: Digest) -> String {
    "\(root)/\(kind.rawValue)/\(key)"
  }

  /// The folder kept under `key`, or `nil`.
  func folder(_ kind: Kind, _ key: Digest) -> String? {
    let path = path(kind, key)
    guard isWhole(path) else { return nil }
    touch(path)
    return path
  }

  /// A new folder that nobody else uses.
  func temporaryFolder() throws(EnvironmentError) -> String {
    let path = "\(root)/temporary/\(getpid())-\(UInt64.random(in: 0 ... .max))"
    guard unsafe mkdir(path, 0o755) == 0 else {
      throw .cacheNotWritable(path: path, reason: EnvironmentError.reason(errno))
    }
    return path
  }

  /// Notes the files that are in `folder`, the last thing before it is kept.
  func seal(_ folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let lines = names.sorted().map { "\(FileIdentity(of: "\(folder)/\($0)")?.size ?? -1) \($0)\n" }
    _ = FileContent.write(Array(lines.joined().utf8), to: folder + "/contents")
  }

  /// Whether every file is there that was when the folder was sealed, in its size.
  private func isWhole(_ folder: String) -> Bool {
    guard let contents = FileContent.read(folder + "/contents") else { return false }
    return String(decoding: contents, as: UTF8.self).split(separator: "\n").allSatisfy { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      return parts.count == 2
        && FileIdentity(of: "\(folder)/\(parts[1])")?.size == Int(parts[0])
    }
  }

  /// Keeps the temporary `folder` under `key` and returns where it is now.
  ///
  /// When another run was faster, its folder is as good.
  func keep(_ folder: String, _ kind: Kind, _ key: Digest) -> String {
    let path = path(kind, key)
    if unsafe rename(folder, path) == 0 { return path }
    if isWhole(path) {
      discard(folder)
      return path
    }
    let wreck = "\(root)/temporary/\(UInt64.random(in: 0 ... .max))"
    unsafe rename(path, wreck)
    discard(wreck)
    return unsafe rename(folder, path) == 0 ? path : folder
  }

  /// Removes a temporary folder.
  func discard(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }

  /// The bytes kept under `key`, or `nil`.
  func bytes(_ kind: Kind, _ key: Digest) -> [UInt8]? {
    let path = path(kind, key)
    guard let bytes = FileContent.read(path) else { return nil }
    touch(path)
    return bytes
  }

  /// Keeps `bytes` under `key`; a full disk only means that nothing is kept.
  func keep(_ bytes: [UInt8], _ kind: Kind, _ key: Digest) {
    _ = FileContent.replace(path(kind, key), with: bytes)
  }

  private func touch(_ path: String) { unsafe utimensat(AT_FDCWD, path, nil, 0) }
}

extension Cache {
  /// Removes what has not been of use for `days`, and leftovers of runs that were killed.
  ///
  /// An entry that another run uses was touched when that run found it.
  package func prune(olderThan days: Double) {
    for kind in Kind.allCases.map(\.rawValue) { prune(kind, olderThan: days * 86400) }
    prune("temporary", olderThan: 86400)
  }

  /// Does the same at most once a day, so that the cache never grows without bound.
  package func pruneOccasionally() {
    let stamp = root + "/pruned"
    let now = Int(Date.now.timeIntervalSince1970)
    if let last = FileIdentity(of: stamp), now - last.modified / 1_000_000_000 < 86400 { return }
    _ = FileContent.replace(stamp, with: [])
    prune(olderThan: 30)
  }

  private func prune(_ folder: String, olderThan seconds: Double) {
    let now = Date.now.timeIntervalSince1970
    for name in (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? [] {
      let path = "\(root)/\(folder)/\(name)"
      guard let entry = FileIdentity(of: path),
        now - Double(entry.modified) / 1e9 > max(seconds, 60)
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}
