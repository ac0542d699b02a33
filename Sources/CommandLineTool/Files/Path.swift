/// Paths as text: no file system is asked.
enum Path {
  /// The folder a path's last name is in: `a` for `a/b`, `.` for `b`, `/` for `/b`.
  static func folder(of path: String) -> String {
    let trimmed = withoutTrailingSlashes(path)
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// The last name of a path: `b` for `a/b`.
  static func name(of path: String) -> String {
    let trimmed = withoutTrailingSlashes(path)
    return trimmed.split(separator: "/").last.map(String.init) ?? trimmed
  }

  /// The path `name` has when one stands in `folder`; `.` is left out.
  static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder == "." || folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The path without the end `ending`, or the whole path when it ends otherwise.
  static func removing(_ ending: String, from path: String) -> String {
    path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
  }

  /// The way from the folder `base` to `path`, both resolved, or `nil` when `path` is not in it.
  static func relative(_ path: String, to base: String) -> String? {
    if path == base { return "" }
    let prefix = base.hasSuffix("/") ? base : base + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }

  /// Whether `path` leads from a folder to somewhere inside it, whatever the folder holds.
  static func staysInside(_ path: String) -> Bool {
    !path.isEmpty && !path.utf8.contains(0)
      && path.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  private static func withoutTrailingSlashes(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
