public import CellOutput
public import Plotting
public import Tensors

/// How true and false positives trade off as the threshold falls: the receiver operating
/// characteristic.
public struct ROCCurve: Sendable {
  /// The share of the negative examples that score at least as much as each threshold.
  public let falsePositiveRate: [Double]
  /// The share of the positive examples that score at least as much as each threshold.
  public let truePositiveRate: [Double]
  /// The thresholds, from infinity, which nothing reaches, downwards.
  public let thresholds: [Double]

  /// The area under the curve, by trapezoids.
  ///
  /// It is how probably a positive example scores higher than a negative one, where ties count
  /// half; NaN where there are no positive or no negative examples.
  public let area: Double
}

extension ROCCurve {
  /// Follows the counts; without corners that lie on a straight line, when `dropping` these.
  init(_ counts: ThresholdCounts, dropping: Bool) {
    let hits = [0] + counts.hits
    let alarms = [0] + counts.falseAlarms
    let (allHits, allAlarms) = (hits.last ?? 0, alarms.last ?? 0)
    let kept = hits.indices.filter { index in
      guard dropping, index > 1, index < hits.count - 1 else { return true }
      return hits[index + 1] - hits[index] != hits[index] - hits[index - 1]
        || alarms[index + 1] - alarms[index] != alarms[index] - alarms[index - 1]
    }
    func rate(_ count: Int, _ all: Int) -> Double { all == 0 ? .nan : Double(count) / Double(all) }
    falsePositiveRate = kept.map { rate(alarms[$0], allAlarms) }
    truePositiveRate = kept.map { rate(hits[$0], allHits) }
    thresholds = kept.map { $0 == 0 ? .infinity : counts.thresholds[$0 - 1] }
    var doubled = 0
    for index in hits.indices.dropFirst() {
      doubled += (alarms[index] - alarms[index - 1]) * (hits[index] + hits[index - 1])
    }
    area = rate(doubled, 2 * allHits * allAlarms)
  }
}

/// Returns the ROC curve of `scores` for the class `positive`, as scikit-learn's `roc_curve`.
///
///     scores [n], labels [n] → at most n + 1 points
///
/// - Parameter dropIntermediate: Whether points between others on a straight line are left out.
public func rocCurve(
  _ scores: Tensor, _ labels: Tensor, positive: Int = 1, dropIntermediate: Bool = true,
  file: StaticString = #filePath, line: UInt = #line
) -> ROCCurve {
  ROCCurve(
    thresholdCounts("rocCurve", scores, labels, positive, file, line), dropping: dropIntermediate)
}

/// Returns the area under the ROC curve, as scikit-learn's `roc_auc_score`.
///
///     scores [n] of class 1, or [n, k]; labels [n] → Double
///
/// With a score for each of several classes, the mean of the areas of each class against the rest;
/// NaN where a class has no examples or all of them.
///
/// - Parameter average: `.macro`, or `.weighted` by the number of examples of each class.
/// - Precondition: Labels are integers from 0 to k - 1.
public func rocAUC(
  _ scores: Tensor, _ labels: Tensor, average: Average = .macro,
  file: StaticString = #filePath, line: UInt = #line
) -> Double {
  guard scores.ndim == 2 else {
    return rocCurve(scores, labels, file: file, line: line).area
  }
  let table = ScoreTable("rocAUC", scores, labels, file, line)
  var (sum, total) = (0.0, 0.0)
  for index in 0..<table.classes {
    let isPositive = table.labels.map { $0 == index }
    let counts = ThresholdCounts(scores: table.scores(of: index), isPositive: isPositive)
    let weight: Double
    switch average {
    case .weighted: weight = Double(isPositive.count { $0 })
    case .macro: weight = 1
    case .binary, .micro:
      fatalError(
        "rocAUC: the areas of several classes have a .macro or a .weighted mean, no .\(average)",
        file: (file), line: line)
    }
    sum += weight * ROCCurve(counts, dropping: false).area
    total += weight
  }
  return sum / total
}

/// The counts of a score for one class against the rest.
func thresholdCounts(
  _ operation: String, _ scores: Tensor, _ labels: Tensor, _ positive: Int, _ file: StaticString,
  _ line: UInt
) -> ThresholdCounts {
  guard scores.ndim == 1, scores.shape == labels.shape else {
    fatalError(
      "\(operation): there must be one score a label; scores of shape \(scores.shape.shapeText) do not fit"
        + " labels of shape \(labels.shape.shapeText)", file: (file), line: line)
  }
  return ThresholdCounts(
    scores: scores.scalars(as: Double.self),
    isPositive: labels.scalars(as: Int.self).map { $0 == positive })
}

extension ROCCurve: Displayable {
  /// The curve, with the diagonal that guessing follows.
  public var figure: Figure {
    plot(
      falsePositiveRate, truePositiveRate, label: "area \("\(area, decimals: 3)")",
      xLabel: "false positive rate", yLabel: "true positive rate", xLimits: 0...1, yLimits: 0...1,
      legend: .bottomRight
    ).adding(plot([0, 1], [0, 1]))
  }

  public var display: Display { figure.display }
}
