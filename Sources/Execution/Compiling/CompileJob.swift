internal import Glibc

/// Swift files that become one module and one library.
struct CompileJob: Sendable {
  let module: String
  /// The files' names and contents.
  let files: [(name: String, text: [UInt8])]
  /// The modules that the files import.
  let imports: [String]
  /// Whether the one file is a script, whose statements run when the module's entry is called.
  let isScript: Bool
  var isOptimized = true
  /// Whether the files may use nothing unsafe.
  var isSafe = false
  /// The folders of the modules that earlier jobs made.
  var folders: [String] = []
  /// The modules in them whose libraries the kernel has loaded when this one is.
  var loaded: Set<String> = []
}

/// What became of a job.
enum CompileOutcome: Sendable {
  case done(folder: String, interface: String, warnings: [CompilerMessage])
  case refused([CompilerMessage])
  case stopped
}

extension UnitCompiler {
  /// Does `job`, or finds it done under `key`; its interface builds on the `earlier` ones.
  func outcome(
    of job: CompileJob, key: Digest, interfaceOf earlier: [String]
  ) throws(EnvironmentError) -> CompileOutcome {
    if !isFresh, let folder = cache.folder(.units, key),
      let interface = FileContent.read(folder + "/interface")
    {
      return .done(
        folder: folder, interface: String(decoding: interface, as: UTF8.self), warnings: [])
    }
    let folder = try cache.temporaryFolder()
    slots.take()
    defer { slots.give() }
    guard let answer = try build(job, in: folder) else {
      cache.discard(folder)
      return .stopped
    }
    let messages = CompilerMessage.all(in: String(decoding: answer.error, as: UTF8.self))
    if answer.status == 0, job.isSafe {
      let faults = try faults(of: job, in: folder, messages)
      guard faults.isEmpty else {
        cache.discard(folder)
        return .refused(faults)
      }
    }
    guard answer.status == 0 else {
      guard (job.folders + [folder]).allSatisfy({ FileIdentity(of: $0) != nil }) else {
        throw .cacheNotWritable(path: cache.root, reason: EnvironmentError.wasRemoved)
      }
      var errors = messages.filter { $0.severity == .error }
      if answer.isLate {
        let text = "compiling it took longer than \(Int(limits.seconds)) s"
        errors = [CompilerMessage(severity: .error, file: "", line: 0, column: 0, text: text)]
      }
      if errors.isEmpty, let reason = Self.lackOfRoom(in: folder) {
        cache.discard(folder)
        throw .cacheNotWritable(path: cache.root, reason: reason)
      }
      cache.discard(folder)
      let silent = CompilerMessage(
        severity: .error, file: "", line: 0, column: 0,
        text: "the compiler ended with status \(answer.status) without a word")
      return .refused(errors.isEmpty ? [silent] : errors)
    }
    let compiled = FileContent.read("\(folder)/\(job.module).swiftmodule") ?? []
    let interface = Digest(earlier + [Digest(of: compiled).description]).description
    _ = FileContent.write(Array(interface.utf8), to: folder + "/interface")
    cache.seal(folder)
    return .done(
      folder: cache.keep(folder, .units, key), interface: interface,
      warnings: messages.filter { $0.severity == .warning && $0.line > 0 })
  }

  /// Why a few megabytes more cannot be written to `folder`, if they cannot: compilers that find no
  /// room may end without a word.
  private static func lackOfRoom(in folder: String) -> String? {
    let probe = folder + "/probe"
    defer { unsafe unlink(probe) }
    return FileContent.write([UInt8](repeating: 0, count: 4 << 20), to: probe)
      .map(EnvironmentError.reason)
  }

  /// Compiles and links; `nil` when cancelled.
  private func build(
    _ job: CompileJob, in folder: String
  ) throws(EnvironmentError) -> Command.Answer? {
    for file in job.files {
      if let error = FileContent.write(file.text, to: "\(folder)/\(file.name)") {
        throw .cacheNotWritable(path: folder, reason: EnvironmentError.reason(error))
      }
    }
    var compile = Command(toolchain.frontend, compilerArguments(job), directory: folder)
    compile.limits = limits
    guard let answer = try compile.run(until: cancellation) else { return nil }
    guard answer.status == 0 else { return answer }
    guard let libraries = try libraries(of: job, in: folder) else { return nil }
    let link = Command(
      toolchain.linker,
      [
        "-shared", "--eh-frame-hdr", toolchain.runtimeObject, "\(job.module).o", "-o",
        "\(job.module).so",
      ] + libraries,
      directory: folder)
    guard let linked = try link.run(until: cancellation) else { return nil }
    for file in job.files.map(\.name) + ["\(job.module).o"] { unsafe unlink("\(folder)/\(file)") }
    return linked.status == 0 ? answer : linked
  }

  private func compilerArguments(_ job: CompileJob) -> [String] {
    let kind =
      job.isScript ? ["-entry-point-function-name", "\(job.module)_main"] : ["-parse-as-library"]
    let made = ["-emit-module-path", "\(job.module).swiftmodule", "-o", "\(job.module).o"]
    return ["-frontend", "-c"] + made + kind + languageArguments(job)
  }

  /// What the compiler is told whatever it makes of the job.
  func languageArguments(_ job: CompileJob) -> [String] {
    job.files.map(\.name) + ["-module-name", job.module]
      + [
        "-swift-version", "5", "-disable-access-control", "-enable-testing",
        job.isOptimized ? "-O" : "-Onone", "-g", "-assert-config", "Debug",
        "-diagnostic-style=llvm", "-module-cache-path", cache.moduleCache,
        "-Xcc", "-fno-omit-frame-pointer",  // The place of a `throw` is found by way of frames.
      ] + (job.isSafe ? ["-strict-memory-safety"] : [])
      + ([runtime.modules] + job.folders).flatMap { ["-I", $0] }
      + runtime.moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
  }

  /// The linker's words for the libraries of modules that the job imports; the kernel has those of
  /// its own already.
  private func libraries(
    of job: CompileJob, in folder: String
  ) throws(EnvironmentError) -> [String]? {
    let own = job.imports.allSatisfy { name in
      name == "Swift" || job.loaded.contains(name)
        || FileIdentity(of: "\(runtime.modules)/\(name).swiftmodule") != nil
    }
    guard !own else { return [] }
    let extract = Command(
      toolchain.autolinker, ["\(job.module).o", "-o", "\(job.module).autolink"], directory: folder)
    guard let answer = try extract.run(until: cancellation) else { return nil }
    guard answer.status == 0 else { return [] }
    let list = FileContent.read("\(folder)/\(job.module).autolink") ?? []
    unsafe unlink("\(folder)/\(job.module).autolink")
    return toolchain.libraryFolders.flatMap { ["-L", $0] } + ["-rpath", toolchain.libraries]
      + String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
