import NeuralNetworks
import Tensors
import Testing

@Suite struct `Schedules of the learning rate` {
  /// The rates before and after each of `count` steps, from 0.1 on.
  private func rates(_ count: Int, _ make: (Optimizer) -> LRScheduler) -> [Double] {
    let optimizer = SGD([Tensor.ones(1, requiresGrad: true)], learningRate: 0.1)
    let schedule = make(optimizer)
    var rates = [optimizer.learningRate]
    for _ in 0..<count {
      schedule.step()
      rates.append(optimizer.learningRate)
    }
    #expect(schedule.lastEpoch == count && schedule.lastRates == [optimizer.learningRate])
    return rates
  }

  /// PyTorch computes in double as well, so that only the order of operations differs.
  private func expectClose(_ actual: [Double], _ expected: [Double]) {
    #expect(actual.count == expected.count)
    #expect(zip(actual, expected).allSatisfy { abs($0 - $1) <= 1e-14 }, "\(actual)")
  }

  @Test func `sink at milestones, twice at one that stands there twice`() {
    expectClose(
      rates(6) { MultiStepLR($0, milestones: [2, 5, 5], gamma: 0.5) },
      [0.1, 0.1, 0.05, 0.05, 0.05, 0.0125, 0.0125])
  }

  @Test func `follow a function from the first epoch on`() {
    expectClose(
      rates(3) { LambdaLR($0) { 1 / Double($0 + 2) } }, [0.05, 0.1 / 3, 0.025, 0.02])
  }

  @Test func `sink along the cosine and rise again`() {
    let (quarter, low) = (0.08681980515339464, 0.023180194846605363)
    expectClose(
      rates(10) { CosineAnnealingLR($0, tMax: 4, etaMin: 0.01) },
      [0.1, quarter, 0.055, low, 0.01, low, 0.055, quarter, 0.1, quarter, 0.055])
    expectClose(
      rates(4) { CosineAnnealingLR($0, tMax: 1, etaMin: 0.01) }, [0.1, 0.01, 0.1, 0.01, 0.1])
  }

  @Test func `change every group from its own rate`() {
    let parameters = [Tensor.ones(1, requiresGrad: true), Tensor.ones(1, requiresGrad: true)]
    let optimizer = SGD(
      [ParameterGroup([parameters[0]], learningRate: 1), ParameterGroup([parameters[1]])],
      learningRate: 0.5)
    StepLR(optimizer, stepSize: 1, gamma: 0.5).step()
    #expect(optimizer.groups.map(\.learningRate) == [0.5, 0.25])
  }

  @Test func `can be written by the reader`() {
    final class Halving: LRScheduler {
      override func rate(from last: Double, base: Double) -> Double { last / 2 }
    }
    #expect(rates(3) { Halving($0) } == [0.1, 0.05, 0.025, 0.0125])
  }
}
