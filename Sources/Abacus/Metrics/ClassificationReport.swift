internal import Tensors

/// A table of precision, recall, F1 score and size of every class, and their means.
///
/// It prints as scikit-learn's `classification_report` does.
public struct ClassificationReport: Sendable {
  /// The counts the report is made of.
  public let matrix: ConfusionMatrix
  /// The name of each class, in the order of the matrix.
  public let names: [String]

  /// Describes `matrix`; classes without a name go by their number.
  public init(_ matrix: ConfusionMatrix, names: [String] = []) {
    self.matrix = matrix
    self.names = matrix.classes.enumerated().map { $0 < names.count ? names[$0] : "\($1)" }
  }
}

extension ClassificationReport: CustomStringConvertible {
  public var description: String {
    let width = max(names.map(\.count).max() ?? 0, "weighted avg".count)
    let line = { (name: String, cells: [String]) in
      padded(name, to: width) + " " + cells.map { " " + padded($0, to: 9) }.joined() + "\n"
    }
    let row = { (name: String, scores: ClassScores) in
      let numbers = [scores.precision, scores.recall, scores.f1].map { "\($0, decimals: 2)" }
      return line(name, numbers + ["\(scores.support)"])
    }
    let micro = matrix.scores(.micro)
    return line("", ["precision", "recall", "f1-score", "support"]) + "\n"
      + zip(names, matrix.scores).map(row).joined() + "\n"
      + line("accuracy", ["", "", "\(micro.f1, decimals: 2)", "\(micro.support)"])
      + row("macro avg", matrix.scores(.macro)) + row("weighted avg", matrix.scores(.weighted))
  }
}
