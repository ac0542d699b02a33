internal import CellOutput

/// The outputs of a program, with the files it read.
struct StoredRun: WireValue {
  /// The result of each cell of the program, in order.
  var results: [CellResult]
  var files: [ReadFile]

  /// A file that a program read, or looked for in vain.
  struct ReadFile: WireValue, Hashable {
    var path: String
    /// -1 when there was none.
    var size: Int
    var modified: Int
    /// Of the content; empty when there was none.
    var digest: String

    /// The file at `path` as it is now.
    init(at path: String) {
      self.path = path
      let identity = FileIdentity(of: path)
      size = identity?.size ?? -1
      modified = identity?.modified ?? 0
      digest =
        identity == nil ? "" : Digest(of: FileContent.read(path) ?? []).description
    }

    /// Whether the file's content is still the same.
    var isUnchanged: Bool {
      guard let now = FileIdentity(of: path) else { return size == -1 }
      if now.size == size && now.modified == modified { return true }
      return now.size == size && ReadFile(at: path).digest == digest
    }

    func write(to writer: inout WireWriter) {
      writer.write(path)
      writer.write(size)
      writer.write(modified)
      writer.write(digest)
    }

    init(from reader: inout WireReader) throws(WireError) {
      path = try reader.string()
      size = try reader.int()
      modified = try reader.int()
      digest = try reader.string()
    }
  }

  init(results: [CellResult], files: [ReadFile]) {
    self.results = results
    self.files = files
  }

  func write(to writer: inout WireWriter) {
    writer.write(results)
    writer.write(files)
  }

  init(from reader: inout WireReader) throws(WireError) {
    self.init(results: try reader.array(), files: try reader.array())
  }
}

/// What the last run of a tab was made of, to tell why another one is needed.
struct RunRecord: WireValue, Hashable {
  var toolchain: String
  var runtime: String
  /// The variables that outputs depend on, each with its value.
  var variables: [String]
  /// What each cell's outputs depend on, in order.
  var cells: [String]
  /// The position of the cell that failed, or -1.
  var failed: Int
  /// What of the book's library it could depend on.
  var library: [Saved]

  init(
    toolchain: String, runtime: String, variables: [String], cells: [String], failed: Int,
    library: [Saved]
  ) {
    self.toolchain = toolchain
    self.runtime = runtime
    self.variables = variables
    self.cells = cells
    self.failed = failed
    self.library = library
  }

  /// A declaration of the library.
  struct Saved: WireValue, Hashable {
    var title: String
    var digest: String

    init(_ declaration: SavedDeclaration) {
      (title, digest) = (declaration.title, declaration.digest.description)
    }

    func write(to writer: inout WireWriter) {
      writer.write(title)
      writer.write(digest)
    }

    init(from reader: inout WireReader) throws(WireError) {
      (title, digest) = (try reader.string(), try reader.string())
    }
  }

  func write(to writer: inout WireWriter) {
    writer.write(toolchain)
    writer.write(runtime)
    for list in [variables, cells] {
      writer.write(list.count)
      for item in list { writer.write(item) }
    }
    writer.write(failed)
    writer.write(library)
  }

  init(from reader: inout WireReader) throws(WireError) {
    self.init(
      toolchain: try reader.string(), runtime: try reader.string(), variables: [], cells: [],
      failed: -1, library: [])
    for _ in 0..<(try reader.int()) { variables.append(try reader.string()) }
    for _ in 0..<(try reader.int()) { cells.append(try reader.string()) }
    failed = try reader.int()
    library = try reader.array()
  }
}
