/// Writes a tensor's elements as PyTorch does.
///
/// Unless the options say otherwise, rows wrap at 80 columns, and of a tensor with more than 1000
/// elements three stand at each end of every long axis. Only these are read.
struct TensorText {
  private let options: PrintOptions
  private let shape: [Int]
  private let strides: [Int]
  private let isSummary: Bool
  private let element: (_ index: Int) -> PrintedScalar
  private let format: ScalarFormat

  /// Prepares to write a tensor of `shape`, whose element number `index` in row-major order is
  /// `element(index)`.
  init(
    shape: [Int], options: PrintOptions, element: @escaping (_ index: Int) -> PrintedScalar
  ) {
    self.shape = shape
    self.options = options
    self.element = element
    var strides = shape
    var count = 1
    for axis in shape.indices.reversed() {
      strides[axis] = count
      count *= shape[axis]
    }
    self.strides = strides
    isSummary = count > options.threshold
    var shown = count == 0 ? [] : [0]
    for axis in shape.indices where count > 0 {
      let edges = Self.edges(shape[axis], isSummary ? options.edgeItems : nil)
      shown = shown.flatMap { start in
        (edges.head + edges.tail).map { start + $0 * strides[axis] }
      }
    }
    format = ScalarFormat(shown.map(element), options)
  }

  /// The positions of an axis that are shown: before and after the dots, if there are any.
  private static func edges(
    _ length: Int, _ edge: Int?
  ) -> (head: [Int], tail: [Int], isCut: Bool) {
    guard let edge, edge < (length + 1) / 2 else { return (Array(0..<length), [], false) }
    return (Array(0..<edge), Array(length - edge..<length), true)
  }
}

extension TensorText {
  /// Returns `tensor(…)` with the elements and then `suffixes`, such as `dtype=torch.int8`.
  func callAsFunction(suffixes: [String]) -> String {
    let prefix = "tensor("
    var text = prefix + elements(indent: prefix.utf8.count)
    // PyTorch counts the last line two columns too long.
    var column =
      text.utf8.count + 2
      - (text.utf8.lastIndex(of: 0x0a).map { newline in
        text.utf8.distance(from: text.startIndex, to: newline) + 1
      } ?? 0)
    for suffix in suffixes {
      if column + suffix.utf8.count + 2 > options.lineWidth {
        text += ",\n" + String(repeating: " ", count: prefix.utf8.count) + suffix
        column = prefix.utf8.count + suffix.utf8.count
      } else {
        text += ", " + suffix
        column += suffix.utf8.count + 2
      }
    }
    return text + ")"
  }

  private func elements(indent: Int) -> String {
    if shape.contains(0) { return "[]" }
    return block(axis: 0, start: 0, indent: indent)
  }

  private func block(axis: Int, start: Int, indent: Int) -> String {
    guard axis < shape.count else { return format(element(start)) }
    let edges = Self.edges(shape[axis], isSummary ? options.edgeItems : nil)
    if axis == shape.count - 1 { return row(edges, start: start, indent: indent) }
    let blocks = { (positions: [Int]) in
      positions.map {
        block(axis: axis + 1, start: start + $0 * strides[axis], indent: indent + 1)
      }
    }
    let parts = blocks(edges.head) + (edges.isCut ? ["..."] : []) + blocks(edges.tail)
    let newlines = String(repeating: "\n", count: shape.count - axis - 1)
    let separator = "," + newlines + String(repeating: " ", count: indent + 1)
    return "[" + parts.joined(separator: separator) + "]"
  }

  private func row(
    _ edges: (head: [Int], tail: [Int], isCut: Bool), start: Int, indent: Int
  ) -> String {
    let texts = { (positions: [Int]) in positions.map { format(element(start + $0)) } }
    let dots = options.edgeItems == 0 ? "..." : " ..."
    let parts = texts(edges.head) + (edges.isCut ? [dots] : []) + texts(edges.tail)
    let perLine = max(1, (options.lineWidth - indent) / (format.width + 2))
    let lines = stride(from: 0, to: parts.count, by: perLine).map { first in
      parts[first..<min(first + perLine, parts.count)].joined(separator: ", ")
    }
    let separator = ",\n" + String(repeating: " ", count: indent + 1)
    return "[" + lines.joined(separator: separator) + "]"
  }
}
