import Glibc

/// Lets the learning rate sink along half a wave of the cosine, as `CosineAnnealingLR` of PyTorch.
///
///     ηₜ = η_min + (η₀ - η_min) · (1 + cos(π · t / tMax)) / 2
///
/// Each rate is computed from the one before, as PyTorch does, so that a change made by hand in
/// between lasts. After `tMax` epochs the rate rises again the way it sank. After Loshchilov and
/// Hutter, "SGDR: Stochastic gradient descent with warm restarts", 2017.
public final class CosineAnnealingLR: LRScheduler {
  /// The epochs from the first rate to the least.
  public let tMax: Int
  /// The least rate.
  public let etaMin: Double

  /// Creates a schedule.
  ///
  /// - Precondition: `tMax` is at least 1.
  public init(
    _ optimizer: Optimizer, tMax: Int, etaMin: Double = 0, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    guard tMax > 0 else {
      fatalError("CosineAnnealingLR: tMax is \(tMax), but at least 1", file: (file), line: line)
    }
    self.tMax = tMax
    self.etaMin = etaMin
    super.init(optimizer)
  }

  public override func rate(from last: Double, base: Double) -> Double {
    // At the turning point the last rate is the least, whose quotient with anything says nothing.
    if (lastEpoch - 1 - tMax) % (2 * tMax) == 0 {
      return last + (base - etaMin) * (1 - cos(.pi / Double(tMax))) / 2
    }
    return etaMin + (last - etaMin) * height(lastEpoch) / height(lastEpoch - 1)
  }

  private func height(_ epoch: Int) -> Double { 1 + cos(.pi * Double(epoch) / Double(tMax)) }
}
