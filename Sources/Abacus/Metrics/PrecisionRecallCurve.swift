public import CellOutput
public import Plotting
public import Tensors

/// How precision and recall trade off as the threshold rises.
public struct PrecisionRecallCurve: Sendable {
  /// The precision at each threshold, and at last 1, where nothing is predicted.
  public let precision: [Double]
  /// The recall at each threshold, and at last 0.
  public let recall: [Double]
  /// The distinct scores, ascending.
  public let thresholds: [Double]

  /// The mean of the precisions, each weighted by the recall it adds, as `average_precision_score`.
  public var average: Double {
    recall.indices.dropLast().reduce(0) { $0 + (recall[$1] - recall[$1 + 1]) * precision[$1] }
  }
}

extension PrecisionRecallCurve {
  init(_ counts: ThresholdCounts) {
    let positives = counts.hits.last ?? 0
    precision =
      zip(counts.hits, counts.falseAlarms).reversed().map { hits, alarms in
        Double(hits) / Double(hits + alarms)
      } + [1]
    recall =
      counts.hits.reversed().map { positives == 0 ? 1 : Double($0) / Double(positives) } + [0]
    thresholds = counts.thresholds.reversed()
  }
}

/// Returns precision and recall of `scores` for the class `positive` at every threshold.
///
///     scores [n], labels [n] → at most n + 1 points
///
/// As scikit-learn's `precision_recall_curve`; without positive examples the recall is 1.
public func precisionRecallCurve(
  _ scores: Tensor, _ labels: Tensor, positive: Int = 1, file: StaticString = #filePath,
  line: UInt = #line
) -> PrecisionRecallCurve {
  PrecisionRecallCurve(
    thresholdCounts("precisionRecallCurve", scores, labels, positive, file, line))
}

extension PrecisionRecallCurve: Displayable {
  /// The curve.
  public var figure: Figure {
    plot(
      recall, precision, label: "average \("\(average, decimals: 3)")", xLabel: "recall",
      yLabel: "precision", xLimits: 0...1, yLimits: 0...1)
  }

  public var display: Display { figure.display }
}
