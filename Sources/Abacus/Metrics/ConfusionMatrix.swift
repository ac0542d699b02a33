/// How often each class was taken for each other: rows are true classes, columns predicted ones.
public struct ConfusionMatrix: Hashable, Sendable {
  /// The classes that occur, in ascending order.
  public let classes: [Int]
  /// The counts, one row a true class, one column a predicted class.
  public let counts: [[Int]]

  /// Counts the pairs of a prediction and a label.
  public init(predictions: [Int], labels: [Int]) {
    classes = Set(predictions).union(labels).sorted()
    let row = [Int](repeating: 0, count: classes.count)
    var counts = [[Int]](repeating: row, count: classes.count)
    var positions: [Int: Int] = [:]
    for (position, name) in classes.enumerated() { positions[name] = position }
    for (prediction, label) in zip(predictions, labels) {
      guard let row = positions[label], let column = positions[prediction] else { continue }
      counts[row][column] += 1
    }
    self.counts = counts
  }
}

extension ConfusionMatrix: CustomStringConvertible {
  /// The counts as NumPy prints a matrix of integers.
  public var description: String {
    let width = counts.joined().map { "\($0)".count }.max() ?? 0
    let rows = counts.map { row in
      "[" + row.map { padded("\($0)", to: width) }.joined(separator: " ") + "]"
    }
    return "[" + rows.joined(separator: "\n ") + "]"
  }
}

/// Returns `text` with spaces before it, so that it takes at least `width` columns.
func padded(_ text: String, to width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
