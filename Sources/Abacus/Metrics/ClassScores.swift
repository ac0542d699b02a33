/// How well one class was found: its precision, recall and F1 score.
public struct ClassScores: Hashable, Sendable {
  /// The share of the predictions of this class that are right.
  public let precision: Double
  /// The share of this class's members that were found.
  public let recall: Double
  /// The harmonic mean of precision and recall.
  public let f1: Double
  /// How many members the class has.
  public let support: Int
}

extension ClassScores {
  /// The scores of `hits` right answers among `predicted` and among `support` members.
  ///
  /// What would be divided by zero is `zeroDivision`.
  init(hits: Int, predicted: Int, support: Int, zeroDivision: Double = 0) {
    let share = { (count: Int, total: Int) in
      total == 0 ? zeroDivision : Double(count) / Double(total)
    }
    precision = share(hits, predicted)
    recall = share(hits, support)
    f1 = share(2 * hits, predicted + support)
    self.support = support
  }

  /// The mean of `scores`, each counted with its weight.
  init(meanOf scores: [ClassScores], weights: [Double]) {
    let mean = { (value: KeyPath<ClassScores, Double>) in
      weightedMean(scores.map { $0[keyPath: value] }, weights)
    }
    precision = mean(\.precision)
    recall = mean(\.recall)
    f1 = mean(\.f1)
    support = scores.reduce(0) { $0 + $1.support }
  }
}

/// The mean of the `values` that are numbers; without weights, where all of these are 0.
///
/// 0 without values, NaN where none is a number.
private func weightedMean(_ values: [Double], _ weights: [Double]) -> Double {
  if values.isEmpty { return 0 }
  let pairs = zip(values, weights).filter { !$0.0.isNaN }
  let total = pairs.reduce(0) { $0 + $1.1 }
  if total == 0 { return pairs.reduce(0) { $0 + $1.0 } / Double(pairs.count) }
  return pairs.reduce(0) { $0 + $1.0 * $1.1 } / total
}

/// How the scores of several classes become one.
public enum Average: Sendable {
  /// The scores of class 1 alone.
  case binary
  /// All classes counted together; precision, recall and F1 are then the accuracy.
  case micro
  /// The mean over the classes.
  case macro
  /// The mean over the classes, each weighted by its number of members.
  case weighted
}

extension ConfusionMatrix {
  /// The scores of each class, in the order of `classes`.
  public var scores: [ClassScores] { scores(zeroDivision: 0) }

  /// The scores of each class; what would be divided by zero is `zeroDivision`.
  ///
  /// As scikit-learn's `zero_division`: means leave out NaN.
  public func scores(zeroDivision: Double) -> [ClassScores] {
    let (members, predicted) = (rowSums, columnSums)
    return classes.indices.map { index in
      ClassScores(
        hits: counts[index][index], predicted: predicted[index], support: members[index],
        zeroDivision: zeroDivision)
    }
  }

  /// The share of right predictions; 0 when there are none at all.
  public var accuracy: Double { scores(.micro).precision }

  /// The scores of all classes together.
  public func scores(_ average: Average, zeroDivision: Double = 0) -> ClassScores {
    let scores = scores(zeroDivision: zeroDivision)
    switch average {
    case .binary:
      return classes.firstIndex(of: 1).map { scores[$0] }
        ?? ClassScores(hits: 0, predicted: 0, support: 0, zeroDivision: zeroDivision)
    case .micro:
      return ClassScores(
        hits: hits, predicted: total, support: total, zeroDivision: zeroDivision)
    case .macro: return ClassScores(meanOf: scores, weights: scores.map { _ in 1 })
    case .weighted: return ClassScores(meanOf: scores, weights: scores.map { Double($0.support) })
    }
  }
}
