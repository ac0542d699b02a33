internal import Foundation

/// The declarations of the runtime that are not for cells: internal, private, or for its package.
///
/// Cells are compiled without access control, so that they see each other, and so see these as well.
/// Behind them is memory that they trust their callers with, so answers that have to be memory safe
/// may not use them. A declaration is known by its USR, the compiler's name for it across files.
struct InnerDeclarations {
  private static let modules = [
    "Tensors", "NeuralNetworks", "Plotting", "Abacus", "CellOutput", "Markup",
  ]

  let names: Set<String>

  /// A use of a declaration in compiled code.
  struct Use: Hashable {
    var name: String
    /// The declaration's short name.
    var word: String
    /// Where it is in the file, in bytes.
    var offset: Int
  }

  /// The uses of inner declarations in the compiler's tree of a file, once each.
  func uses(in tree: [UInt8]) -> Set<Use> {
    guard let tree = try? JSONSerialization.jsonObject(with: Data(tree)) else { return [] }
    var found: Set<Use> = []
    collect(tree, at: 0, &found)
    return found
  }

  private func collect(_ value: Any, at offset: Int, _ found: inout Set<Use>) {
    if let list = value as? [Any] { return list.forEach { collect($0, at: offset, &found) } }
    guard let node = value as? [String: Any] else { return }
    let range = node["range"] as? [String: Any]
    let offset = range?["start"] as? Int ?? offset
    if let name = node["decl_usr"] as? String, names.contains(name) {
      let base = node["base_name"]
      let word = base as? String ?? (base as? [String: Any])?["name"] as? String ?? "init"
      found.insert(Use(name: name, word: word, offset: offset))
    }
    for inner in node.values { collect(inner, at: offset, &found) }
  }
}

extension UnitCompiler {
  /// Finds the inner declarations of the runtime, which are kept for the next time.
  func innerDeclarations() throws(EnvironmentError) -> InnerDeclarations {
    let key = Digest(["inner declarations", runtime.identity, toolchain.identity])
    if let kept = cache.bytes(.outputs, key) {
      let lines = String(decoding: kept, as: UTF8.self).split(separator: "\n")
      return InnerDeclarations(names: Set(lines.map(String.init)))
    }
    let names = try InnerDeclarations.known(to: self)
    if !names.isEmpty {
      cache.keep(Array(names.sorted().joined(separator: "\n").utf8), .outputs, key)
    }
    return InnerDeclarations(names: names)
  }
}

extension InnerDeclarations {
  /// All declarations of the runtime's modules but the public ones.
  fileprivate static func known(to compiler: UnitCompiler) throws(EnvironmentError) -> Set<String> {
    try declarations(from: "private", compiler).subtracting(declarations(from: "public", compiler))
  }

  /// The declarations that the modules have from `access` on.
  private static func declarations(
    from access: String, _ compiler: UnitCompiler
  ) throws(EnvironmentError) -> Set<String> {
    let folder = try compiler.cache.temporaryFolder()
    defer { compiler.cache.discard(folder) }
    for module in modules {
      let command = Command(
        compiler.toolchain.symbolGraph,
        [
          "-module-name", module, "-minimum-access-level", access, "-output-dir", folder,
          "-target", compiler.toolchain.target, "-module-cache-path", compiler.cache.moduleCache,
          "-I", compiler.runtime.modules,
        ] + compiler.runtime.moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] })
      _ = try command.run(until: compiler.cancellation)
    }
    return (Folder.entries(of: folder) ?? []).reduce(into: []) { names, file in
      names.formUnion(declared(in: FileContent.read(folder + "/" + file) ?? []))
    }
  }

  /// The declarations in a symbol graph.
  private static func declared(in graph: [UInt8]) -> [String] {
    let object = try? JSONSerialization.jsonObject(with: Data(graph))
    let symbols = (object as? [String: Any])?["symbols"] as? [[String: Any]] ?? []
    return symbols.compactMap { ($0["identifier"] as? [String: Any])?["precise"] as? String }
  }
}
