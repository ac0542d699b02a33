extension UnitCompiler {
  /// What of `job`, which compiles, is not memory safe: what the compiler warned of in `messages`,
  /// and uses of the runtime's inner declarations.
  func faults(
    of job: CompileJob, in folder: String, _ messages: [CompilerMessage]
  ) throws(EnvironmentError) -> [CompilerMessage] {
    let told = messages.filter(\.isAboutSafety)
    guard told.isEmpty, let file = job.files.first else { return told.map(\.refusingAnswer) }
    _ = FileContent.write(file.text, to: "\(folder)/\(file.name)")
    let dump = Command(
      toolchain.frontend,
      ["-frontend", "-dump-ast", "-dump-ast-format", "json"] + languageArguments(job),
      directory: folder)
    let inner = innerDeclarations()
    guard !inner.names.isEmpty, let answer = try dump.run(until: cancellation) else { return [] }
    return inner.uses(in: answer.output).map { use in
      let place = UnitSource.place(of: use.place.lowerBound, in: file.text)
      return CompilerMessage(
        severity: .error, file: place.file, line: place.line, column: place.column,
        text: "an answer may not use '\(use.word)', which is internal to its module",
        notes: ["use what the library offers to chapters"])
    }
  }
}

extension UnitSource {
  /// The place that `offset` of a unit's `text` is at, as the compiler tells it.
  static func place(of offset: Int, in text: [UInt8]) -> (file: String, line: Int, column: Int) {
    let mark = Array("#sourceLocation(file: \"".utf8)
    var (file, line, start) = ("", 1, 0)
    for end in text.indices where text[end] == UInt8(ascii: "\n") {
      guard end < offset else { break }
      let content = text[start..<end]
      start = end + 1
      line += 1
      guard content.starts(with: mark) else { continue }
      let words = String(decoding: content.dropFirst(mark.count), as: UTF8.self).split(
        separator: "\"")
      file = words.first.map(String.init) ?? ""
      line = words.last.flatMap { Int($0.filter(\.isNumber)) } ?? line
    }
    return (file, line, offset - start + 1)
  }
}
