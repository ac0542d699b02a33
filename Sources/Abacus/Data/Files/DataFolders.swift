internal import Glibc

/// Where the files of a data set may be.
struct DataFolders {
  /// The set's name, for people.
  let set: String
  /// The folders to look in, the first that has a file wins.
  let folders: [String]
  /// The Debian package that brings the set.
  let package: String?

  /// Creates the places of the set `set`: under `root` if that is given, or else under
  /// `$LECTERN_DATA` and the user's cache folder, and where the system has it.
  ///
  /// `LECTERN_DATA=none` says that no data sets are installed, so that a chapter that can do without
  /// does so, as on a machine that has none.
  ///
  /// - Parameter names: What the set's folder may be called; the first is our own name for it.
  init(
    _ set: String, names: [String], system: String? = nil, package: String? = nil, root: String?
  ) {
    (self.set, self.package) = (set, package)
    if let root {
      folders = [root] + names.map { root + "/" + $0 }
    } else {
      let chosen = DataFolders.variable("LECTERN_DATA")
      guard chosen != "none" else {
        folders = []
        return
      }
      let roots = [chosen, DataFolders.cache].compactMap(\.self)
      folders =
        roots.flatMap { root in names.map { root + "/" + $0 } }
        + [system].compactMap(\.self)
    }
  }

  /// The folder for data sets in the user's cache folder (XDG base directory specification).
  private static var cache: String? {
    (variable("XDG_CACHE_HOME") ?? variable("HOME").map { $0 + "/.cache" })
      .map { $0 + "/lectern/data" }
  }

  /// What the environment has under `name`, if it is not empty.
  private static func variable(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    let value = unsafe String(cString: text)
    return value.isEmpty ? nil : value
  }

  /// The path of `file`, plain or packed, if one of the folders has it.
  func path(of file: String) -> String? {
    let paths = folders.flatMap { ["\($0)/\(file)", "\($0)/\(file).gz"] }
    return paths.first { unsafe access($0, F_OK) == 0 }
  }

  /// The path of `file`, plain or packed.
  func found(_ file: String) throws(DataError) -> String {
    guard let path = path(of: file) else {
      throw .missing(set: set, file: file, folders: folders, package: package)
    }
    return path
  }
}
