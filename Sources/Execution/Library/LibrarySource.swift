/// The Swift files of a library: one a chapter, which sees the chapter's imports.
struct LibrarySource: Sendable {
  /// The files' contents, in the order of the chapters.
  private(set) var files: [[UInt8]] = []
  /// The modules that they import.
  private(set) var imports: Set<String> = []
  /// What the compiler's places mean: the declarations with the names of their files, in order.
  private(set) var declarations: [(file: String, declaration: SavedDeclaration)] = []
  /// The first declaration of each file.
  private(set) var firsts: [SavedDeclaration] = []

  init(_ all: [SavedDeclaration], module: String) {
    var path: String?
    for declaration in all {
      if declaration.path != path { open(declaration, all, module) }
      path = declaration.path
      add(declaration)
    }
  }

  /// Begins the file of the chapter that saves `declaration`.
  private mutating func open(
    _ declaration: SavedDeclaration, _ all: [SavedDeclaration], _ module: String
  ) {
    let last = all.last { $0.path == declaration.path } ?? declaration
    let own = last.imports(besides: module)
    imports.formUnion(own.compactMap(SavedDeclaration.module))
    files.append(Array(("import CellSupport\n" + own.joined(separator: "\n") + "\n").utf8))
    firsts.append(declaration)
  }

  private mutating func add(_ declaration: SavedDeclaration) {
    let copies = declarations.count { $0.file.hasPrefix(declaration.file) }
    let name = declaration.file + (copies > 0 ? "-\(copies)" : "")
    declarations.append((name, declaration))
    var text = Array("\n#sourceLocation(file: \"\(name)\", line: 2)\n".utf8)
    text += [UInt8](repeating: UInt8(ascii: " "), count: declaration.inset)
    text += declaration.source + [UInt8(ascii: "\n")]
    files[files.count - 1] += text
  }

  /// The name of the file at `index`.
  static func name(at index: Int) -> String { "chapter\(index).swift" }
}

extension SavedDeclaration {
  /// The imports in force, each once, without that of `module` itself.
  func imports(besides module: String) -> [String] {
    var seen: Set<String> = []
    return imports.filter { Self.module(of: $0) != module && seen.insert($0).inserted }
  }

  /// The module that an import names.
  static func module(of statement: String) -> String? {
    CellToken.all(of: Array(statement.utf8)).first { $0.isName }?.text
  }
}
