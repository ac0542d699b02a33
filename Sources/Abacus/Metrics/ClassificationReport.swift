internal import Tensors

/// A table of precision, recall, F1 score and size of every class, and their means.
///
/// It prints as scikit-learn's `classification_report` does.
public struct ClassificationReport: Sendable {
  /// The counts the report is made of.
  public let matrix: ConfusionMatrix
  /// The name of each class, in the order of the matrix.
  public let names: [String]
  /// How many decimals are printed.
  public let digits: Int
  /// What stands where a score would be divided by zero.
  public let zeroDivision: Double

  /// Describes `matrix`; classes without a name go by their number.
  public init(
    _ matrix: ConfusionMatrix, names: [String] = [], digits: Int = 2, zeroDivision: Double = 0
  ) {
    self.matrix = matrix
    self.names = classNames(matrix.classes, names)
    self.digits = max(0, digits)
    self.zeroDivision = zeroDivision
  }
}

extension ClassificationReport: CustomStringConvertible {
  public var description: String {
    let longest = names.map(\.unicodeScalars.count).max() ?? 0
    let width = max(longest, "weighted avg".count, digits)
    let line = { (name: String, cells: [String]) in
      padded(name, to: width) + " " + cells.map { " " + padded($0, to: 9) }.joined() + "\n"
    }
    let row = { (name: String, scores: ClassScores) in
      line(name, [scores.precision, scores.recall, scores.f1].map(text) + [text(scores.support)])
    }
    let average = { matrix.scores($0, zeroDivision: zeroDivision) }
    let micro = average(.micro)
    return line("", ["precision", "recall", "f1-score", "support"]) + "\n"
      + zip(names, matrix.scores(zeroDivision: zeroDivision)).map(row).joined() + "\n"
      + line("accuracy", ["", "", text(micro.f1), text(micro.support)])
      + row("macro avg", average(.macro)) + row("weighted avg", average(.weighted))
  }

  private func text(_ score: Double) -> String {
    score.isNaN ? "nan" : "\(score, decimals: digits)"
  }

  /// A number of members; a decimal, as in scikit-learn, where no prediction at all is right.
  private func text(_ support: Int) -> String { matrix.hits == 0 ? "\(support).0" : "\(support)" }
}
