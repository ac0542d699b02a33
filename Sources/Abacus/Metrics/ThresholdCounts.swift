/// How many labels a score finds, for every threshold that makes a difference.
struct ThresholdCounts {
  /// The distinct scores, highest first.
  private(set) var thresholds: [Double] = []
  /// How many positive and negative examples score at least as much as each threshold.
  private(set) var hits: [Int] = []
  private(set) var falseAlarms: [Int] = []

  /// Counts over all examples; NaN scores lowest.
  init(scores: [Double], isPositive: [Bool]) {
    let ranks = scores.map { $0.isNaN ? -.infinity : $0 }
    let order = ranks.indices.sorted { ranks[$0] > ranks[$1] }
    var (found, wrong) = (0, 0)
    for (position, index) in order.enumerated() {
      if isPositive[index] { found += 1 } else { wrong += 1 }
      let isLast = position + 1 == order.count || ranks[order[position + 1]] != ranks[index]
      guard isLast else { continue }
      thresholds.append(ranks[index])
      hits.append(found)
      falseAlarms.append(wrong)
    }
  }
}
