internal import SourceText

/// A library that is ready to be imported and loaded.
struct CompiledLibrary: Hashable, Sendable {
  let module: String
  /// The folder that holds the library and the module.
  let folder: String
  /// Names the interface, whatever the bodies.
  let interface: String

  var library: String { "\(folder)/\(module).so" }
}

/// What became of compiling a library.
enum LibraryCompilation: Sendable {
  case compiled(CompiledLibrary)
  /// A declaration does not stand by itself; there is at least one error.
  case refused([Diagnostic])
  case stopped
}

extension UnitCompiler {
  /// Compiles saved `declarations` as `module`.
  func compile(
    _ declarations: [SavedDeclaration], module: String
  ) throws(EnvironmentError) -> LibraryCompilation {
    let source = LibrarySource(declarations, module: module)
    let texts = source.files.map { String(decoding: $0, as: UTF8.self) }
    let key = Digest(["library", toolchain.identity, runtime.identity, module] + texts)
    let files = source.files.enumerated().map { (LibrarySource.name(at: $0), $1) }
    let job = CompileJob(
      module: module, files: files, imports: Array(source.imports), isScript: false)
    switch try outcome(of: job, key: key, interfaceOf: []) {
    case .done(let folder, let interface, _):
      return .compiled(CompiledLibrary(module: module, folder: folder, interface: interface))
    case .refused(let messages): return .refused(messages.map { source.diagnostic($0) })
    case .stopped: return .stopped
    }
  }
}

extension LibrarySource {
  /// What the compiler said, at its place in the chapter.
  fileprivate func diagnostic(_ message: CompilerMessage) -> Diagnostic {
    let found = declarations.first { message.file.hasSuffix($0.file) }?.declaration
    let index = files.indices.first { message.file.hasSuffix(Self.name(at: $0)) }
    guard let declaration = found ?? index.map({ firsts[$0] }) ?? firsts.first else {
      return Diagnostic(.error, message.text, file: "", at: SourcePosition(line: 1, column: 1))
    }
    if message.text.hasPrefix("invalid redeclaration"),
      let (first, second) = twins(of: declaration)
    {
      return second.problem(
        message.text, hint: "it is saved at \(first.path):\(first.line), too; save a name once")
    }
    guard found != nil else { return declaration.problem(message.text) }
    let place = declaration.place(line: message.line, column: message.column)
    return declaration.problem(message.text, at: place, hint: hint(message, declaration))
  }

  /// A declaration and the one that takes its name anew; the compiler may blame either.
  private func twins(
    of declaration: SavedDeclaration
  ) -> (first: SavedDeclaration, second: SavedDeclaration)? {
    let all = declarations.map(\.declaration)
    let alike = all.filter { !Set($0.names).isDisjoint(with: declaration.names) }
    let same = alike.filter { $0.signature == declaration.signature }
    let twins = same.count > 1 ? same : alike
    guard let first = twins.first, let second = twins.last, twins.count > 1 else { return nil }
    return (first, second)
  }

  private func hint(_ message: CompilerMessage, _ declaration: SavedDeclaration) -> String? {
    guard message.text.hasPrefix("cannot find") else { return message.notes.first }
    let quoted = message.text.split(separator: "'", omittingEmptySubsequences: false)
    let name = quoted.count > 2 ? String(quoted[1].prefix { $0 != "(" }) : ""
    if let line = DeclaringLine.line(of: name, in: declaration.path) {
      return "'\(name)' is declared at line \(line), but not saved"
    }
    return "what a saved declaration needs must be imported, or saved too, here or before"
  }
}

extension SavedDeclaration {
  /// What stands before the body or the value.
  fileprivate var signature: [UInt8] {
    Array(source.prefix { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "=") })
  }

  func problem(
    _ text: String, at place: (line: Int, column: Int)? = nil, hint: String? = nil
  ) -> Diagnostic {
    let place = place ?? self.place(line: 2, column: inset + 1)
    return Diagnostic(
      .error, "'\(title)' cannot be saved as it is: \(text)", file: path,
      at: SourcePosition(line: place.line, column: place.column), hint: hint)
  }
}
