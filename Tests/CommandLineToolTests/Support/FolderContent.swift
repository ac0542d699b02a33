import Foundation

/// What is in a folder and all folders in it: by path, a file's bytes and rights, where a link
/// leads, or that it is a folder.
func folderContent(_ folder: String) throws -> [String: String] {
  let files = FileManager.default
  var content: [String: String] = [:]
  for case let name as String in files.enumerator(atPath: folder) ?? .init() {
    let path = "\(folder)/\(name)"
    let facts = try files.attributesOfItem(atPath: path)
    let rights = facts[.posixPermissions] as? Int ?? 0
    switch facts[.type] as? FileAttributeType {
    case .typeDirectory?: content[name] = "folder \(rights)"
    case .typeSymbolicLink?:
      content[name] = "link to \(try files.destinationOfSymbolicLink(atPath: path))"
    default:
      let bytes = files.contents(atPath: path) ?? Data()
      content[name] = "file \(rights) \(bytes.base64EncodedString())"
    }
  }
  return content
}

/// The processes whose environment has `mark` in it, as `/proc` tells.
func processes(marked mark: String) throws -> [String] {
  let all = try FileManager.default.contentsOfDirectory(atPath: "/proc")
  return all.filter { Int($0) != nil }.compactMap { process in
    guard let file = FileHandle(forReadingAtPath: "/proc/\(process)/environ"),
      let bytes = try? file.readToEnd(), bytes.range(of: Data(mark.utf8)) != nil
    else { return nil }
    let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? ""
    return "\(process) \(name)"
  }
}
