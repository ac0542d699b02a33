/// Changes the length of an optimizer's steps in the course of training.
///
///     let optimizer = SGD(model.parameters(), learningRate: 0.1)
///     let scheduler = StepLR(optimizer, stepSize: 30, gamma: 0.1)
///     for epoch in 0..<90 {
///       trainEpoch()
///       scheduler.step()
///     }
///
/// Subclasses override `rate(from:base:)`, for a schedule of one's own. As
/// `torch.optim.lr_scheduler.LRScheduler`.
open class LRScheduler {
  /// What the lengths are set in.
  public let optimizer: Optimizer
  /// How often `step()` has been called.
  public private(set) var lastEpoch = 0
  /// The lengths that the groups started with.
  public let baseRates: [Double]

  /// Creates a schedule that starts with the lengths that the groups of `optimizer` have.
  public init(_ optimizer: Optimizer) {
    self.optimizer = optimizer
    baseRates = optimizer.groups.map(\.learningRate)
  }

  /// Sets the lengths for the next epoch; to be called after the optimizer's steps of the last.
  public func step() {
    lastEpoch += 1
    apply()
  }

  /// Returns the length for epoch `lastEpoch`, from that of the epoch before and the first one.
  open func rate(from last: Double, base: Double) -> Double { last }

  /// The lengths that the groups have now.
  public var lastRates: [Double] { optimizer.groups.map(\.learningRate) }

  /// Sets the lengths for epoch `lastEpoch`.
  func apply() {
    for (index, base) in baseRates.enumerated() {
      let last = optimizer.groups[index].learningRate
      optimizer.groups[index].learningRate = rate(from: last, base: base)
    }
  }
}
