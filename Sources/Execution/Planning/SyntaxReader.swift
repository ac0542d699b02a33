internal import ChildProcess
internal import Foundation
internal import Glibc
internal import NotebookModel

/// Asks the compiler's parser what cells consist of.
struct SyntaxReader {
  let toolchain: Toolchain
  let cancellation: Cancellation
  /// How long the parser may take, in seconds: no honest cell needs as much.
  private static let patience = 60.0

  /// Returns the syntax of each of `sources`, `nil` where the compiler can't parse one.
  ///
  /// All are parsed in one go, which takes as long as parsing one; only when that fails, or a piece
  /// of one cell runs on into the next, each is parsed by itself.
  func syntax(of sources: [[UInt8]]) throws(EnvironmentError) -> [CellSyntax?] {
    if let all = try joined(sources) { return all }
    guard sources.count > 1 else { return [nil] }
    var result: [CellSyntax?] = []
    for source in sources { result.append(try joined([source])?.first) }
    return result
  }

  private func joined(_ sources: [[UInt8]]) throws(EnvironmentError) -> [CellSyntax]? {
    var text: [UInt8] = []
    var starts: [Int] = []
    for source in sources {
      text += Array("\n_lecternCell(0)\n".utf8)
      starts.append(text.count)
      text += source
    }
    guard let items = try items(of: text) else { return nil }
    var result = sources.map { CellSyntax(items: [], tokens: CellToken.all(of: $0)) }
    for item in items {
      guard let cell = starts.lastIndex(where: { $0 <= item.bytes.lowerBound }) else { continue }
      let (start, count) = (starts[cell], sources[cell].count)
      if item.bytes.lowerBound >= start + count {  // The call between two cells.
        guard item.kind == .expression else { return nil }
        continue
      }
      guard item.bytes.upperBound <= start + count else { return nil }
      var own = item
      own.bytes = item.bytes.lowerBound - start..<item.bytes.upperBound - start
      result[cell].items.append(own)
    }
    for cell in result.indices { result[cell].extendItems() }
    return result
  }

  private func items(of text: [UInt8]) throws(EnvironmentError) -> [SyntaxItem]? {
    try nodes(of: text).map(SyntaxTree.items)
  }

  /// The top-level nodes of the compiler's parse tree, `nil` when it can't parse `text`.
  func nodes(
    of text: [UInt8], options: [String] = []
  ) throws(EnvironmentError) -> [SyntaxTree.Node]? {
    let input = lp_memory_file()
    let output = lp_memory_file()
    defer {
      close(input)
      close(output)
    }
    guard FileContent.append(text, to: input) else { return nil }
    lseek(input, 0, SEEK_SET)
    let child = try Child(
      toolchain.frontend, ["-frontend", "-dump-parse", "-dump-ast-format", "json", "-"] + options,
      descriptors: [input, output, -1])
    guard child.wait(until: cancellation, atMost: Self.patience) == 0 else { return nil }
    let json = try? JSONSerialization.jsonObject(with: Data(FileContent.all(of: output)))
    return (json as? SyntaxTree.Node)?["items"] as? [SyntaxTree.Node]
  }
}

extension CellSyntax {
  /// Moves the end of each item from the start of its last token, which is what the compiler
  /// tells, to the end of that token.
  fileprivate mutating func extendItems() {
    for index in items.indices {
      let last = items[index].bytes.upperBound
      let limit = index + 1 < items.count ? items[index + 1].bytes.lowerBound : Int.max
      let following = tokens(in: last + 1..<Int.max).first {
        $0.kind == .newline || $0.kind == .comment || $0.text == ";"
      }
      let end = min(following?.bytes.lowerBound ?? tokens.last?.bytes.upperBound ?? last, limit)
      items[index].bytes = items[index].bytes.lowerBound..<max(end, last)
      if following?.text == ";" { items[index].isSilenced = true }
    }
  }
}
