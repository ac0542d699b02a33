internal import Foundation
internal import Synchronization

/// The declarations of the runtime that are not for cells: internal, private, or for its package.
///
/// Cells are compiled without access control, so that they see each other, and so see these as well.
/// Behind them is memory that they trust their callers with, so answers that have to be memory safe
/// may not use them. A declaration is known by its USR, the compiler's name for it across files.
struct InnerDeclarations {
  /// Those of the runtime's modules that use unsafe memory themselves.
  private static let modules = ["Tensors", "NeuralNetworks", "Abacus"]

  let names: Set<String>

  /// A use of a declaration in compiled code.
  struct Use: Hashable {
    var name: String
    /// The declaration's short name.
    var word: String
    /// Where the expression that uses it begins and ends in the file, in bytes.
    var place: Range<Int>
  }

  /// The uses of inner declarations in the compiler's tree of a file, once each, as they are
  /// written.
  func uses(in tree: [UInt8]) -> [Use] {
    guard let tree = try? JSONSerialization.jsonObject(with: Data(tree)) else { return [] }
    var found: Set<Use> = []
    collect(tree, at: 0..<0, &found)
    // Of `a.b.c`, which begin at the same place, `a.b` ends first.
    return found.sorted {
      ($0.place.lowerBound, $0.place.upperBound, $0.word)
        < ($1.place.lowerBound, $1.place.upperBound, $1.word)
    }
  }

  private func collect(_ value: Any, at place: Range<Int>, _ found: inout Set<Use>) {
    if let list = value as? [Any] { return list.forEach { collect($0, at: place, &found) } }
    guard let node = value as? [String: Any] else { return }
    let range = node["range"] as? [String: Any]
    let start = range?["start"] as? Int ?? place.lowerBound
    let place = start..<max(start, range?["end"] as? Int ?? place.upperBound)
    if let name = node["decl_usr"] as? String, names.contains(name) {
      let base = node["base_name"]
      let word = base as? String ?? (base as? [String: Any])?["name"] as? String ?? "init"
      found.insert(Use(name: name, word: word, place: place))
    }
    for inner in node.values { collect(inner, at: place, &found) }
  }
}

/// What was found, by the runtime and the compiler it was found with.
private let found = Mutex<[Digest: InnerDeclarations]>([:])

extension UnitCompiler {
  /// Finds the inner declarations of the runtime, which are kept for the next time.
  ///
  /// Whoever asks first finds them for all who wait; none when it was cancelled.
  func innerDeclarations() -> InnerDeclarations {
    let key = Digest(["inner declarations", runtime.identity, toolchain.identity])
    return found.withLock { found in
      if let known = found[key] { return known }
      let kept = cache.bytes(.outputs, key).map { bytes in
        Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
      }
      let names = kept ?? InnerDeclarations.known(to: self)
      guard !names.isEmpty else { return InnerDeclarations(names: []) }
      if kept == nil {
        cache.keep(Array(names.sorted().joined(separator: "\n").utf8), .outputs, key)
      }
      found[key] = InnerDeclarations(names: names)
      return InnerDeclarations(names: names)
    }
  }
}

extension InnerDeclarations {
  /// The declarations of the runtime's modules that are not public.
  fileprivate static func known(to compiler: UnitCompiler) -> Set<String> {
    guard let folder = try? compiler.cache.temporaryFolder() else { return [] }
    defer { compiler.cache.discard(folder) }
    for module in modules {
      let command = Command(
        compiler.toolchain.symbolGraph,
        [
          "-module-name", module, "-minimum-access-level", "private", "-output-dir", folder,
          "-skip-synthesized-members", "-target", compiler.toolchain.target,
          "-module-cache-path", compiler.cache.moduleCache, "-I", compiler.runtime.modules,
        ] + compiler.runtime.moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] })
      _ = try? command.run(until: compiler.cancellation)
    }
    return (Folder.entries(of: folder) ?? []).reduce(into: []) { names, file in
      names.formUnion(declared(in: FileContent.read(folder + "/" + file) ?? []))
    }
  }

  /// The declarations in a symbol graph that are not public.
  ///
  /// Each has its name and, further on, its access level; reading all of the JSON takes longer.
  private static func declared(in graph: [UInt8]) -> [String] {
    let nameMark = Array("\"identifier\":{\"precise\":\"".utf8)
    let levelMark = Array("\"accessLevel\":\"".utf8)
    var names: [String] = []
    var name = ""
    for quote in graph.indices where graph[quote] == UInt8(ascii: "\"") {
      let rest = graph[quote...]
      if rest.starts(with: nameMark) { name = text(in: rest.dropFirst(nameMark.count)) }
      if rest.starts(with: levelMark) {
        let level = text(in: rest.dropFirst(levelMark.count))
        if level != "public", level != "open" { names.append(name) }
      }
    }
    return names
  }

  /// The text up to the end of a string.
  private static func text(in bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }
}
