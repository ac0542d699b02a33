/// How well one class was found: its precision, recall and F1 score.
public struct ClassScores: Hashable, Sendable {
  /// The share of the predictions of this class that are right; 0 when there are none.
  public let precision: Double
  /// The share of this class's members that were found; 0 when it has none.
  public let recall: Double
  /// The harmonic mean of precision and recall; 0 when both are.
  public let f1: Double
  /// How many members the class has.
  public let support: Int
}

extension ClassScores {
  /// The scores of `hits` right answers among `predicted` and among `support` members.
  init(hits: Int, predicted: Int, support: Int) {
    let share = { (count: Int, total: Int) in total == 0 ? 0 : Double(count) / Double(total) }
    precision = share(hits, predicted)
    recall = share(hits, support)
    f1 = share(2 * hits, predicted + support)
    self.support = support
  }

  /// The mean of `scores`, each counted with its weight.
  init(meanOf scores: [ClassScores], weights: [Double]) {
    let total = weights.reduce(0, +)
    let mean = { (value: KeyPath<ClassScores, Double>) in
      total == 0 ? 0 : zip(scores, weights).reduce(0) { $0 + $1.0[keyPath: value] * $1.1 } / total
    }
    precision = mean(\.precision)
    recall = mean(\.recall)
    f1 = mean(\.f1)
    support = scores.reduce(0) { $0 + $1.support }
  }
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
  public var scores: [ClassScores] {
    classes.indices.map { index in
      ClassScores(
        hits: counts[index][index], predicted: counts.reduce(0) { $0 + $1[index] },
        support: counts[index].reduce(0, +))
    }
  }

  /// The share of right predictions; 0 when there are none at all.
  public var accuracy: Double { scores(.micro).precision }

  /// The scores of all classes together.
  public func scores(_ average: Average) -> ClassScores {
    let scores = scores
    switch average {
    case .binary:
      return classes.firstIndex(of: 1).map { scores[$0] }
        ?? ClassScores(hits: 0, predicted: 0, support: 0)
    case .micro:
      let total = counts.joined().reduce(0, +)
      let hits = counts.indices.reduce(0) { $0 + counts[$1][$1] }
      return ClassScores(hits: hits, predicted: total, support: total)
    case .macro: return ClassScores(meanOf: scores, weights: scores.map { _ in 1 })
    case .weighted: return ClassScores(meanOf: scores, weights: scores.map { Double($0.support) })
    }
  }
}
