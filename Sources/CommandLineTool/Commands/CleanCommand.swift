internal import Glibc

extension Workbench {
  /// `lectern clean`: removes the cache, and with `--all` the pages too.
  func clean(_ settings: Settings) -> ExitStatus {
    let folder = settings.paths.first ?? "."
    if FileSystem.kind(of: folder) != .folder {
      complain("'\(folder)' is no folder")
      return .usage
    }
    do {
      let now = Double(time(nil))
      let limit = settings.olderThanDays.map { now - $0 * 86_400 }
      let cache = CacheFolder(Path.join(folder, CacheFolder.name))
      var removal = try cache.remove(unusedSince: limit)
      if settings.cleansAll {
        let pages = Path.join(folder, settings.output ?? Self.defaultOutput)
        removal.add(try OutputFolder.removePages(in: pages))
      }
      if !settings.isQuiet { console.print(removal.summary) }
      return .success
    } catch {
      return complain(error)
    }
  }
}

extension CacheFolder.Removal {
  mutating func add(_ other: CacheFolder.Removal) {
    files += other.files
    bytes += other.bytes
  }

  /// What went, for people.
  var summary: String {
    guard files > 0 else { return "nothing to remove" }
    let kibibytes = (Double(bytes) / 1024).rounded()
    let size = kibibytes < 2048 ? "\(Int(kibibytes)) KiB" : "\(Int(kibibytes / 1024)) MiB"
    return "removed \(count(files, "file")), \(size)"
  }
}

extension OutputFolder {
  /// Removes from the folder at `path` the pages that renders wrote, and nothing else.
  static func removePages(in path: String) throws(FileError) -> CacheFolder.Removal {
    var removal = CacheFolder.Removal()
    let names = recorded(in: path)
    guard !names.isEmpty, let base = FileSystem.resolved(path) else { return removal }
    for name in names.union([listName]) {
      let file = Path.join(path, name)
      guard FileSystem.entry(at: file)?.kind == .file,
        let parent = FileSystem.resolved(Path.folder(of: file)),
        Path.relative(parent, to: base) != nil
      else { continue }
      removal.files += 1
      removal.bytes += FileSystem.size(of: file)
      try FileSystem.remove(file, isFolder: false)
    }
    // Folders that are empty now go as well; those with other files in them stay.
    let folders = Set(names.map { Path.folder(of: Path.join(path, $0)) }).union([path])
    for folder in folders.sorted(by: >) { try? FileSystem.remove(folder, isFolder: true) }
    return removal
  }
}
