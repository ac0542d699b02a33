internal import Glibc

/// Compiles units, or finds them compiled.
struct UnitCompiler: Sendable {
  let toolchain: Toolchain
  let runtime: RuntimeImage
  let cache: Cache
  let slots: Slots
  let isFresh: Bool
  let cancellation: Cancellation

  /// Compiles `source` as `module`, whose interface builds on that of `earlier`, in order.
  func compile(
    _ source: UnitSource, module: String, cells: Range<Int>, after earlier: [CompiledUnit],
    isOptimized: Bool
  ) throws(EnvironmentError) -> Compilation {
    let key = Digest([
      toolchain.identity, runtime.identity, module, "\(isOptimized)", earlier.last?.interface ?? "",
      String(decoding: source.text, as: UTF8.self),
    ])
    func unit(in folder: String, _ interface: String) -> CompiledUnit {
      CompiledUnit(
        module: module, folder: folder, cells: cells, interface: interface,
        insertions: source.insertions)
    }
    if !isFresh, let folder = cache.folder(.units, key),
      let interface = FileContent.read(folder + "/interface")
    {
      return .compiled(unit(in: folder, String(decoding: interface, as: UTF8.self)), warnings: [])
    }
    let folder = try cache.temporaryFolder()
    slots.take()
    defer { slots.give() }
    guard
      let answer =
        try build(source, module, in: folder, after: earlier, isOptimized)
    else {
      return .stopped
    }
    let messages = CompilerMessage.all(in: String(decoding: answer.error, as: UTF8.self))
    guard answer.status == 0 else {
      guard (earlier.map(\.folder) + [folder]).allSatisfy({ FileIdentity(of: $0) != nil }) else {
        throw .cacheNotWritable(path: cache.root, reason: "it was removed during the run")
      }
      cache.discard(folder)
      let errors = messages.filter { $0.severity == .error }
      let silent = CompilerMessage(
        severity: .error, file: "", line: 0, column: 0,
        text: "the compiler ended with status \(answer.status) without a word")
      return .refused(errors.isEmpty ? [silent] : errors, insertions: source.insertions)
    }
    let compiled = FileContent.read("\(folder)/\(module).swiftmodule") ?? []
    let interface = Digest([earlier.last?.interface ?? "", Digest(of: compiled).description])
    _ = FileContent.write(Array(interface.description.utf8), to: folder + "/interface")
    cache.seal(folder)
    let home = cache.keep(folder, .units, key)
    return .compiled(
      unit(in: home, interface.description), warnings: messages.filter { $0.severity == .warning })
  }

  /// Compiles and links; `nil` when cancelled.
  private func build(
    _ source: UnitSource, _ module: String, in folder: String, after earlier: [CompiledUnit],
    _ isOptimized: Bool
  ) throws(EnvironmentError) -> Command.Answer? {
    if let error = FileContent.write(source.text, to: folder + "/main.swift") {
      throw .cacheNotWritable(path: folder, reason: EnvironmentError.reason(error))
    }
    let compile = Command(
      toolchain.frontend, compilerArguments(module, after: earlier, isOptimized), directory: folder)
    guard let answer = try compile.run(until: cancellation) else { return nil }
    guard answer.status == 0 else { return answer }
    guard let libraries = try libraries(of: source, in: folder, module) else { return nil }
    let link = Command(
      toolchain.linker,
      ["-shared", "--eh-frame-hdr", toolchain.runtimeObject, "\(module).o", "-o", "\(module).so"]
        + libraries,
      directory: folder)
    guard let linked = try link.run(until: cancellation) else { return nil }
    for file in ["main.swift", "\(module).o"] { unsafe unlink("\(folder)/\(file)") }
    return linked.status == 0 ? answer : linked
  }

  private func compilerArguments(
    _ module: String, after earlier: [CompiledUnit], _ isOptimized: Bool
  ) -> [String] {
    let folders = [runtime.modules] + earlier.map(\.folder)
    return [
      "-frontend", "-c", "main.swift", "-module-name", module, "-swift-version", "5",
      "-disable-access-control", "-enable-testing", "-entry-point-function-name",
      "\(module)_main", "-emit-module-path", "\(module).swiftmodule", "-o", "\(module).o",
      isOptimized ? "-O" : "-Onone", "-g", "-assert-config", "Debug", "-diagnostic-style=llvm",
      "-module-cache-path", cache.moduleCache,
      "-Xcc", "-fno-omit-frame-pointer",  // The place of a `throw` is found by way of frames.
    ] + folders.flatMap { ["-I", $0] }
      + runtime.moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
  }

  /// The linker's words for the libraries of modules that the unit imports; the kernel has those of
  /// its own already.
  private func libraries(
    of source: UnitSource, in folder: String, _ module: String
  ) throws(EnvironmentError) -> [String]? {
    let own = source.imports.allSatisfy { name in
      name == "Swift" || FileIdentity(of: "\(runtime.modules)/\(name).swiftmodule") != nil
    }
    guard !own else { return [] }
    let extract = Command(
      toolchain.autolinker, ["\(module).o", "-o", "\(module).autolink"], directory: folder)
    guard let answer = try extract.run(until: cancellation) else { return nil }
    guard answer.status == 0 else { return [] }
    let list = FileContent.read("\(folder)/\(module).autolink") ?? []
    unsafe unlink("\(folder)/\(module).autolink")
    return toolchain.libraryFolders.flatMap { ["-L", $0] } + ["-rpath", toolchain.libraries]
      + String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
