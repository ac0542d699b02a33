internal import CellOutput
package import SourceText

/// A book's library as source files of a Swift package.
package struct LibraryPackage: Sendable {
  /// One module of it: the whole library, or that of one tab.
  package struct Module: Sendable {
    /// The module's name.
    package var name: String
    /// The tab whose chapters import it; empty for all.
    package var tab: String
    /// The files by name, one a chapter.
    package var files: [(name: String, bytes: [UInt8])]
    /// The modules that the files import.
    package var imports: Set<String>
  }

  /// The modules; more than one when tabs saved different things.
  package var modules: [Module] = []
  /// What can't be saved as it is.
  package var diagnostics: [Diagnostic] = []
}

extension Runner {
  /// Writes what all chapters of the book saved as Swift, with everything public.
  ///
  /// With a `tab`, only its library; else one module, or one a tab when they differ.
  package func libraryPackage(
    tab: String?, relativeTo folder: String
  ) throws(EnvironmentError) -> LibraryPackage {
    var package = LibraryPackage()
    guard let library = machine.library else { return package }
    for (name, tab) in try library.modules(tab: tab) {
      let saved = try library.saved(before: nil, for: tab)
      if case .refused(let problems) = try machine.compiler.compile(
        saved, module: library.book.module)
      {
        for problem in problems where !package.diagnostics.contains(problem) {
          package.diagnostics.append(problem)
        }
      }
      package.modules.append(try module(name, tab: tab, saved, relativeTo: folder))
    }
    return package
  }

  private func module(
    _ name: String, tab: String, _ saved: [SavedDeclaration], relativeTo folder: String
  ) throws(EnvironmentError) -> LibraryPackage.Module {
    let reader = SyntaxReader(toolchain: machine.toolchain, cancellation: machine.cancellation)
    var module = LibraryPackage.Module(name: name, tab: tab, files: [], imports: [])
    var start = saved.startIndex
    while start < saved.endIndex {
      let chapter = saved[start...].prefix { $0.path == saved[start].path }
      start = chapter.endIndex
      guard let last = chapter.last, let library = machine.library?.book.module else { break }
      let imports =
        last.imports(besides: library)
        + (chapter.contains(where: \.displays)
          ? ["import CellSupport"] : [])
      let path = last.path.removingPrefix(folder + "/")
      let text = Array(LibraryPackage.text(of: chapter, at: path, imports: imports).utf8)
      let nodes = try reader.nodes(of: text, options: ["-parse-as-library"]) ?? []
      let file = module.unusedName(for: path)
      module.files.append((file, PublicInterface.of(text, nodes)))
      module.imports.formUnion(imports.compactMap(SavedDeclaration.module))
    }
    return module
  }
}

extension BookLibrary {
  /// The modules to write, each with the tab whose library it holds.
  fileprivate func modules(
    tab: String?
  ) throws(EnvironmentError) -> [(name: String, tab: String)] {
    if let tab { return [(book.module, tab)] }
    let common = try saved(before: nil, for: "").map(\.digest.description)
    var modules: [(name: String, tab: String)] = []
    for tab in tabs() {
      let own = try saved(before: nil, for: tab).map(\.digest.description)
      if own != common { modules.append((book.module + tab.asModuleName, tab)) }
    }
    if common.isEmpty, modules.count == 1 { return [(book.module, modules[0].tab)] }
    if !modules.isEmpty { return modules }
    return common.isEmpty ? [] : [(book.module, "")]
  }
}

extension LibraryPackage {
  /// The file of what one chapter saved.
  fileprivate static func text(
    of chapter: ArraySlice<SavedDeclaration>, at path: String, imports: [String]
  ) -> String {
    var text = "// Saved by \(path). Written by 'lectern export library'.\n\n"
    text += imports.map { $0 + "\n" }.joined()
    for declaration in chapter {
      text += "\n"
      let comment = String(decoding: declaration.comment, as: UTF8.self)
      let documents = comment.hasPrefix("///")
      text += comment + (documents ? "///\n" : "")
      text += "/// Defined in \(declaration.place(at: path)).\n"
      text += String(repeating: " ", count: declaration.inset) + declaration.unmarked + "\n"
    }
    return text
  }
}

extension LibraryPackage.Module {
  /// The name of the file for the chapter at `path`: the folders above it become words.
  fileprivate func unusedName(for path: String) -> String {
    let words = path.removingSuffix(".md").split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    let base = words.joined(separator: "-")
    var name = base.isEmpty ? "chapter" : base
    while files.contains(where: { $0.name == name + ".swift" }) { name += "-2" }
    return name + ".swift"
  }
}

extension SavedDeclaration {
  /// Whether it uses what every cell has without an import.
  fileprivate var displays: Bool { CellToken.all(of: source).contains { $0.text == "display" } }

  /// The section that defines it, for people.
  fileprivate func place(at path: String) -> String {
    guard let section = headings.last else { return path }
    return "“\(section)”, \(path)"
  }

  /// The source without marks, and without blanks where they were.
  fileprivate var unmarked: String {
    var text = source
    for mark in SaveMark.all(in: source).reversed() { text.removeSubrange(mark.bytes) }
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let first = lines.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let rest = lines.dropFirst().map { "\n" + String(decoding: $0, as: UTF8.self) }
    return first.trimmingEnd + rest.joined()
  }
}

extension String {
  fileprivate func removingPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }

  fileprivate func removingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }

  fileprivate var trimmingEnd: String {
    String(dropLast(reversed().prefix { $0 == " " || $0 == "\t" }.count))
  }

  /// A tab's name as a part of a module's: `from scratch` is `FromScratch`.
  fileprivate var asModuleName: String {
    split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
