internal import CellOutput
internal import Foundation
internal import Glibc
internal import NotebookModel

/// Finds the outputs of programs that ran before, and keeps those that ran now.
struct RunCache {
  let toolchain: Toolchain
  let runtime: RuntimeImage
  let cache: Cache
  /// The variables that cells are given besides those of this process.
  let environment: [String: String]

  /// Variables of this process that cells see, and that change what they compute or what they find.
  private static let telling = ["ABACUS_LEVEL", "ABACUS_THREADS", "LECTERN_DATA"]

  /// The variables that outputs depend on, each with its value.
  var variables: [String] {
    let own = Self.telling.compactMap { name in
      unsafe getenv(name).map { (name, unsafe String(cString: $0)) }
    }
    return environment.merging(own) { given, _ in given }
      .map { "\($0.key)=\($0.value)" }.sorted()
  }

  /// What the outputs of `program` depend on.
  func key(of program: Program, outputLimit: Int) -> Digest {
    Digest(
      [toolchain.identity, runtime.identity, String(outputLimit), absolute(program.directory)]
        + variables + program.cells.map(\.dependence)
        + (program.library.map { ["library"] + $0.dependence } ?? []))
  }

  /// What is kept of `program`, unless a file it read has changed.
  func stored(_ program: Program, outputLimit: Int) -> StoredRun? {
    guard let run = kept(program, outputLimit: outputLimit) else { return nil }
    return run.files.allSatisfy(\.isUnchanged) ? run : nil
  }

  /// What is kept of `program`, even when a file it read has changed.
  func kept(_ program: Program, outputLimit: Int) -> StoredRun? {
    guard let bytes = cache.bytes(.outputs, key(of: program, outputLimit: outputLimit)),
      let run = try? StoredRun(wireBytes: bytes), run.results.count == program.cells.count
    else { return nil }
    return run
  }

  /// Keeps what `program` put out, if every cell came to its end, and notes what it was made of.
  func keep(_ results: [CellResult], of program: Program, files: Set<String>, outputLimit: Int) {
    let failed = results.firstIndex { $0.status != .finished }
    let record = RunRecord(
      toolchain: toolchain.identity, runtime: runtime.identity, variables: variables,
      cells: program.cells.map(\.dependence), failed: failed ?? -1,
      library: program.library?.declarations.map(RunRecord.Saved.init) ?? [])
    cache.keep(record.wireBytes, .runs, recordKey(program))
    guard failed == nil else { return }
    let own = [cache.root, runtime.modules]
    let read = files.filter { file in !own.contains { file.hasPrefix($0) } }.sorted()
    let stored = StoredRun(results: results, files: read.map(StoredRun.ReadFile.init(at:)))
    cache.keep(stored.wireBytes, .outputs, key(of: program, outputLimit: outputLimit))
  }

  /// What the last run of `program`'s tab was made of.
  func record(of program: Program) -> RunRecord? {
    cache.bytes(.runs, recordKey(program)).flatMap { try? RunRecord(wireBytes: $0) }
  }

  private func recordKey(_ program: Program) -> Digest {
    Digest([absolute(program.path), program.tab])
  }

  private func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }
}

extension ProgramCell {
  /// Everything about the cell that its outputs depend on.
  var dependence: String {
    let options: [String] = [
      options.isNotEchoed ? "no-echo" : "", options.expectsError ? "expect-error" : "",
      options.expectedDiagnostic.map { "expect-diagnostic=" + $0 } ?? "",
      mentionsPlace ? "\(file):\(sourceLine)" : "",
    ]
    return Digest(options + [String(decoding: source, as: UTF8.self)]).description
  }
}
