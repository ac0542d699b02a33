/// Multiplies the learning rate by `gamma` every `stepSize` epochs, as `StepLR` of PyTorch.
public final class StepLR: LRScheduler {
  /// After how many epochs the rate changes.
  public let stepSize: Int
  /// What it is multiplied by.
  public let gamma: Double

  /// Creates a schedule.
  ///
  /// - Precondition: `stepSize` is at least 1.
  public init(
    _ optimizer: Optimizer, stepSize: Int, gamma: Double = 0.1, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    guard stepSize > 0 else {
      fatalError("StepLR: stepSize is \(stepSize), but at least 1", file: (file), line: line)
    }
    self.stepSize = stepSize
    self.gamma = gamma
    super.init(optimizer)
  }

  public override func rate(from last: Double, base: Double) -> Double {
    lastEpoch.isMultiple(of: stepSize) ? last * gamma : last
  }
}

/// Multiplies the learning rate by `gamma` at each of the given epochs, as `MultiStepLR` of PyTorch.
public final class MultiStepLR: LRScheduler {
  /// The epochs; one that stands there twice counts twice.
  public let milestones: [Int]
  /// What the rate is multiplied by.
  public let gamma: Double

  /// Creates a schedule.
  public init(_ optimizer: Optimizer, milestones: [Int], gamma: Double = 0.1) {
    self.milestones = milestones
    self.gamma = gamma
    super.init(optimizer)
  }

  public override func rate(from last: Double, base: Double) -> Double {
    milestones.reduce(last) { $1 == lastEpoch ? $0 * gamma : $0 }
  }
}

/// Multiplies the learning rate by `gamma` every epoch, as `ExponentialLR` of PyTorch.
public final class ExponentialLR: LRScheduler {
  /// What the rate is multiplied by.
  public let gamma: Double

  /// Creates a schedule.
  public init(_ optimizer: Optimizer, gamma: Double) {
    self.gamma = gamma
    super.init(optimizer)
  }

  public override func rate(from last: Double, base: Double) -> Double { last * gamma }
}

/// Multiplies the first learning rate by a function of the epoch, as `LambdaLR` of PyTorch.
public final class LambdaLR: LRScheduler {
  private let factor: (_ epoch: Int) -> Double

  /// Creates a schedule, and sets the rate for epoch 0.
  public init(_ optimizer: Optimizer, _ factor: @escaping (_ epoch: Int) -> Double) {
    self.factor = factor
    super.init(optimizer)
    apply()
  }

  public override func rate(from last: Double, base: Double) -> Double { base * factor(lastEpoch) }
}
