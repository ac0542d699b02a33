internal import Glibc
public import Tensors

/// Returns the correlation of predictions and labels, from -1 to 1, as `matthews_corrcoef`.
///
///     [n] or [n, k], [n] → Double
///
/// For several classes Gorodkin's generalisation (2004); 0 where only one class is predicted or
/// occurs.
public func matthewsCorrelation(
  _ predictions: Tensor, _ labels: Tensor, file: StaticString = #filePath, line: UInt = #line
) -> Double {
  let predicted = classes("matthewsCorrelation", predictions, labels, file, line)
  let matrix = ConfusionMatrix(
    predictions: predicted.scalars(as: Int.self), labels: labels.scalars(as: Int.self))
  let (total, members) = (Double(matrix.total), matrix.rowSums.map(Double.init))
  let predictedCounts = matrix.columnSums.map(Double.init)
  func covariance(_ first: [Double], _ second: [Double], _ both: Double) -> Double {
    both * total - zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
  }
  let joint = covariance(members, predictedCounts, Double(matrix.hits))
  let spread =
    covariance(predictedCounts, predictedCounts, total) * covariance(members, members, total)
  return spread == 0 ? 0 : joint / spread.squareRoot()
}

/// Returns the mean of the recalls of the classes that occur, as `balanced_accuracy_score`.
///
///     [n] or [n, k], [n] → Double
///
/// With `adjusted`, guessing scores 0 and perfect answers 1.
public func balancedAccuracy(
  _ predictions: Tensor, _ labels: Tensor, adjusted: Bool = false,
  file: StaticString = #filePath, line: UInt = #line
) -> Double {
  let predicted = classes("balancedAccuracy", predictions, labels, file, line)
  let matrix = ConfusionMatrix(
    predictions: predicted.scalars(as: Int.self), labels: labels.scalars(as: Int.self))
  let recalls = matrix.scores.filter { $0.support > 0 }.map(\.recall)
  guard !recalls.isEmpty else { return .nan }
  let mean = recalls.reduce(0, +) / Double(recalls.count)
  let chance = 1 / Double(recalls.count)
  return adjusted ? (mean - chance) / (1 - chance) : mean
}

/// Returns the mean of -ln p over the probabilities p of the right classes, as `log_loss`.
///
///     [n, k] or, of class 1, [n]; labels [n] → Double
///
/// Probabilities are kept an epsilon of their type away from 0 and 1, and expected to sum to 1.
///
/// - Precondition: Labels are integers from 0 to k - 1.
public func logLoss(
  _ probabilities: Tensor, _ labels: Tensor, file: StaticString = #filePath, line: UInt = #line
) -> Double {
  let table = ScoreTable("logLoss", probabilities, labels, file, line)
  let epsilon = probabilities.dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
  let losses = table.labels.indices.map { row -> Double in
    let score = table.score(row, table.labels[row])
    return -log(min(max(score, epsilon), 1 - epsilon))
  }
  return losses.reduce(0, +) / Double(losses.count)
}

/// Returns how often the right class is among the `k` with the highest scores, from 0 to 1.
///
///     scores [n, classes], labels [n] → Double
///
/// As `top_k_accuracy_score`; of equal scores that of the later class is the higher one.
///
/// - Precondition: Labels are integers from 0 to classes - 1.
public func topKAccuracy(
  _ scores: Tensor, _ labels: Tensor, k: Int = 2, file: StaticString = #filePath,
  line: UInt = #line
) -> Double {
  let table = ScoreTable("topKAccuracy", scores, labels, file, line)
  let hits = table.labels.indices.count { row in
    let label = table.labels[row]
    let score = table.score(row, label)
    let better = (0..<table.classes).count { other in
      let rival = table.score(row, other)
      return rival > score || (rival == score && other > label)
    }
    return better < k
  }
  return table.labels.isEmpty ? 0 : Double(hits) / Double(table.labels.count)
}

/// A score for each row and class, with the class each row belongs to.
struct ScoreTable {
  let classes: Int
  let labels: [Int]
  private let scores: [Double]

  /// Takes `[n, k]` scores, or `[n]` of class 1, and `[n]` labels from 0 to k - 1.
  init(
    _ operation: String, _ scores: Tensor, _ labels: Tensor, _ file: StaticString, _ line: UInt
  ) {
    let isBinary = scores.ndim == 1
    guard labels.ndim == 1, isBinary || scores.ndim == 2, scores.shape[0] == labels.shape[0] else {
      fatalError(
        "\(operation): scores of shape \(scores.shape.shapeText) do not fit labels of shape"
          + " \(labels.shape.shapeText)", file: (file), line: line)
    }
    let values = scores.scalars(as: Double.self)
    let classes = isBinary ? 2 : scores.shape[1]
    self.classes = classes
    self.labels = labels.scalars(as: Int.self)
    self.scores = isBinary ? values.flatMap { [1 - $0, $0] } : values
    if let label = self.labels.first(where: { !(0..<classes).contains($0) }) {
      fatalError(
        "\(operation): the label \(label) is none of the \(classes) classes from 0 to"
          + " \(classes - 1)", file: (file), line: line)
    }
  }

  /// The score of class `index` in `row`.
  func score(_ row: Int, _ index: Int) -> Double { scores[row * classes + index] }

  /// The scores of class `index`, row by row.
  func scores(of index: Int) -> [Double] { labels.indices.map { score($0, index) } }
}
