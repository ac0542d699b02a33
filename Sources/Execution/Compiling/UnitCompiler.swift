/// Compiles units, or finds them compiled.
struct UnitCompiler: Sendable {
  let toolchain: Toolchain
  let runtime: RuntimeImage
  let cache: Cache
  let slots: Slots
  let isFresh: Bool
  let cancellation: Cancellation
  /// What compiling a file may use.
  var limits = Command.Limits()

  /// Compiles `source` as `module`, whose interface builds on that of `earlier`, in order, and on
  /// the book's library once a unit imported it.
  ///
  /// With `isSafe`, it may use nothing unsafe.
  func compile(
    _ source: UnitSource, module: String, cells: Range<Int>, after earlier: [CompiledUnit],
    library: CompiledLibrary?, isOptimized: Bool, isSafe: Bool = false
  ) throws(EnvironmentError) -> Compilation {
    let interfaces = [earlier.last?.interface ?? ""] + [library?.interface].compactMap { $0 }
    let key = Digest(
      [toolchain.identity, runtime.identity, module, "\(isOptimized)"]
        + (isSafe ? ["safe"] : []) + interfaces
        + [String(decoding: source.text, as: UTF8.self)])
    let job = CompileJob(
      module: module, files: [("main.swift", source.text)], imports: source.imports,
      isScript: true, isOptimized: isOptimized, isSafe: isSafe,
      folders: [library?.folder].compactMap { $0 } + earlier.map(\.folder),
      loaded: Set([library?.module].compactMap { $0 }))
    switch try outcome(of: job, key: key, interfaceOf: interfaces) {
    case .done(let folder, let interface, let warnings):
      let unit = CompiledUnit(
        module: module, folder: folder, cells: cells, interface: interface,
        insertions: source.insertions)
      return .compiled(unit, warnings: warnings)
    case .refused(let errors): return .refused(errors, insertions: source.insertions)
    case .stopped: return .stopped
    }
  }
}
