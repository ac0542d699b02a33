import NeuralNetworks
import Tensors
import Testing

@Suite struct `Clipping of gradients` {
  /// Gradients (3, 4) and (12), whose norm is 13, and a parameter without one.
  private let parameters = [
    Tensor.zeros(2, requiresGrad: true), Tensor.zeros(1, 1, requiresGrad: true),
    Tensor.zeros(3, requiresGrad: true),
  ]

  init() {
    parameters[0].grad = Tensor([3.0, 4])
    parameters[1].grad = Tensor([[12.0]])
  }

  private var gradients: [Float] {
    parameters.flatMap { $0.grad?.scalars(as: Float.self) ?? [] }
  }

  /// PyTorch's answers for a limit of 1.3.
  @Test(arguments: [
    (2.0, 13.0, [0.3, 0.4, 1.2]), (1, 19, [0.20526314, 0.27368417, 0.82105255]),
    (.infinity, 12, [0.32499996, 0.43333328, 1.2999998]),
    (3, 12.207056, [0.3194873, 0.42598307, 1.2779492]),
  ])
  func `scales all of them by one factor`(normType: Double, norm: Double, clipped: [Double]) {
    let found = clipGradNorm(parameters, maxNorm: 1.3, normType: normType).item(as: Double.self)
    // The norm is rounded a few times, and each product once.
    #expect(abs(found - norm) <= 1e-6 * norm)
    for (actual, expected) in zip(gradients, clipped) {
      #expect(abs(Double(actual) - expected) <= 1e-6 * expected)
    }
    #expect(parameters[2].grad == nil)
  }

  @Test func `leaves short ones as they are`() {
    #expect(clipGradNorm(parameters, maxNorm: 100).item() == 13)
    #expect(gradients == [3, 4, 12])
  }

  @Test func `limits each element`() {
    parameters[0].grad = Tensor([3.0, -4])
    clipGradValue(parameters, clipValue: 3.5)
    #expect(gradients == [3, -3.5, 3.5])
  }

  @Test func `finds a norm of 0 where there is no gradient`() {
    #expect(clipGradNorm([parameters[2]], maxNorm: 1).item() == 0)
  }
}
