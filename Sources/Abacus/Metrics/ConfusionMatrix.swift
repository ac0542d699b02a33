public import Plotting

/// How often each class was taken for each other: rows are true classes, columns predicted ones.
public struct ConfusionMatrix: Hashable, Sendable {
  /// The classes, in ascending order.
  public let classes: [Int]
  /// The counts, one row a true class, one column a predicted class.
  public let counts: [[Int]]

  /// Counts the pairs of a prediction and a label.
  ///
  /// - Parameter others: Classes that are listed even when they don't occur.
  public init(predictions: [Int], labels: [Int], including others: [Int] = []) {
    classes = Set(predictions).union(labels).union(others).sorted()
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

extension ConfusionMatrix {
  /// How many members each class has.
  var rowSums: [Int] { counts.map { $0.reduce(0, +) } }

  /// How often each class was predicted.
  var columnSums: [Int] {
    classes.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
  }

  /// How many predictions there are, and how many of them are right.
  var total: Int { counts.joined().reduce(0, +) }
  var hits: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
}

extension ConfusionMatrix: CustomStringConvertible {
  /// The counts as NumPy prints a matrix of integers.
  public var description: String {
    if counts.isEmpty { return "[]" }
    return matrixText(counts)
  }
}

/// What a confusion matrix is divided by.
public enum Normalization: Sendable {
  /// The members of each true class, so that rows sum to 1 and recalls stand on the diagonal.
  case byLabel
  /// The predictions of each class, so that columns sum to 1 and precisions stand on the diagonal.
  case byPrediction
  /// The number of all predictions.
  case byTotal
}

extension ConfusionMatrix {
  /// Returns the counts as shares, as scikit-learn's `normalize`; a class that has none has zeros.
  public func normalized(_ normalization: Normalization = .byLabel) -> NormalizedConfusionMatrix {
    let (rows, columns, total) = (rowSums, columnSums, total)
    let shares = counts.enumerated().map { row, counts in
      counts.enumerated().map { column, count in
        let whole =
          switch normalization {
          case .byLabel: rows[row]
          case .byPrediction: columns[column]
          case .byTotal: total
          }
        return whole == 0 ? 0 : Double(count) / Double(whole)
      }
    }
    return NormalizedConfusionMatrix(classes: classes, shares: shares)
  }
}

/// A confusion matrix of shares.
public struct NormalizedConfusionMatrix: Hashable, Sendable, CustomStringConvertible {
  /// The classes, in ascending order.
  public let classes: [Int]
  /// The shares, one row a true class, one column a predicted class.
  public let shares: [[Double]]

  /// The shares as NumPy prints a matrix of doubles.
  public var description: String {
    if shares.isEmpty { return "[]" }
    return matrixText(shares)
  }
}

extension ConfusionMatrix {
  /// Returns the counts as a heat map with labels to the left and predictions below.
  ///
  /// Its colours start at 0.
  ///
  /// - Parameter names: Those of the classes, in their order; numbers without.
  public func heatmap(names: [String] = [], title: String = "") -> Figure {
    drawn(counts, classes, names, title, limits: 0...Double(max(counts.joined().max() ?? 1, 1)))
  }
}

extension NormalizedConfusionMatrix {
  /// Returns the shares as a heat map whose colours go from 0 to 1.
  ///
  /// - Parameter names: Those of the classes, in their order; numbers without.
  public func heatmap(names: [String] = [], title: String = "") -> Figure {
    drawn(shares, classes, names, title, limits: 0...1, decimals: 2)
  }
}

/// The heat map of a matrix of true classes against predicted ones.
private func drawn(
  _ rows: [[some PlotScalar]], _ classes: [Int], _ names: [String], _ title: String,
  limits: ClosedRange<Double>, decimals: Int? = nil
) -> Figure {
  let names = classNames(classes, names)
  return heatmap(
    rows, rowNames: names, columnNames: names, xLabel: "predicted", yLabel: "true", title: title,
    limits: limits, decimals: decimals)
}

/// The name of each class: its own, or its number where it has none.
///
/// Names are those of the classes in their order or, when there are more of them than classes,
/// those of the classes 0, 1, 2 and so on, some of which then don't occur.
func classNames(_ classes: [Int], _ names: [String]) -> [String] {
  classes.enumerated().map { position, number in
    let index = names.count > classes.count ? number : position
    return names.indices.contains(index) ? names[index] : "\(number)"
  }
}
