import Foundation
package import SourceText

/// The files of one or more template folders; of two with one name, the first folder's counts.
package struct TemplateLibrary: Sendable {
  /// The text of each file that isn't a template: style sheets and scripts.
  private var files: [String: [UInt8]] = [:]
  /// The parsed templates by name, which is the file's without `.html`.
  private(set) var templates: [String: Template] = [:]
  /// What is wrong with the folders and the templates in them.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Reads the files of `folders`, a book's own before the ones that come with Lectern.
  ///
  /// Only files directly in a folder count, so no name can lead out of it; a symbolic link that does
  /// is refused, as is what is no file.
  package init(folders: [String]) {
    for folder in folders { read(folder) }
    diagnostics += templates.sorted { $0.key < $1.key }.flatMap(\.value.diagnostics)
  }

  /// Creates a library of templates by name, without files.
  package init(templates sources: [String: String]) {
    templates = Dictionary(
      uniqueKeysWithValues: sources.map {
        ($0.key, Template(parsing: $0.value, file: "\($0.key).html"))
      })
    diagnostics = templates.sorted { $0.key < $1.key }.flatMap(\.value.diagnostics)
  }

  /// Returns the bytes of a file that isn't a template, such as `style.css`.
  package func file(_ name: String) -> [UInt8]? { files[name] }

  private mutating func read(_ folder: String) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      return reportUnreadable(folder)
    }
    for name in names where !name.hasPrefix(".") && !isKnown(name) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var isDirectory: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      guard !isDirectory.boolValue else { continue }
      guard isFile(path, in: folder), let data = FileManager.default.contents(atPath: path) else {
        reportUnreadable(path)
        continue
      }
      add(Array(data), name: name, path: path)
    }
  }

  /// Whether a file is at `path`, also beyond symbolic links, and none of these leads out of `folder`.
  private func isFile(_ path: String, in folder: String) -> Bool {
    let home = URL(filePath: folder).resolvingSymlinksInPath().path
    let file = URL(filePath: path).resolvingSymlinksInPath()
    let values = try? file.resourceValues(forKeys: [.isRegularFileKey])
    return file.path.hasPrefix(home + "/") && values?.isRegularFile == true
  }

  private func isKnown(_ name: String) -> Bool {
    name.hasSuffix(".html") ? templates[String(name.dropLast(5))] != nil : files[name] != nil
  }

  private mutating func add(_ bytes: [UInt8], name: String, path: String) {
    guard name.hasSuffix(".html") else { return files[name] = bytes }
    let text = String(decoding: bytes, as: UTF8.self)
    templates[String(name.dropLast(5))] = Template(parsing: text, file: path)
  }

  private mutating func reportUnreadable(_ path: String) {
    diagnostics.append(
      Diagnostic(
        .error, "cannot read templates here", file: path, at: SourcePosition(line: 1, column: 1)))
  }
}
