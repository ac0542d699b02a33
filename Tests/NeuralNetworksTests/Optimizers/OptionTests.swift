import NeuralNetworks
import Tensors
import Testing

/// An optimizer with options, and where PyTorch gets from (1, -2, 3) in three steps on
/// Σ scale · p², scale = (1, 2, ½).
struct Path: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let make: @Sendable ([Tensor]) -> Optimizer
  let end: [Double]

  init(
    _ name: String, _ end: [Double], _ make: @escaping @Sendable ([Tensor]) -> Optimizer
  ) {
    (testDescription, self.end, self.make) = (name, end, make)
  }

  static let all = [
    Path("SGD, dampening", [0.2520000338, 0.6719999909, 1.815750122]) {
      SGD($0, learningRate: 0.1, momentum: 0.9, dampening: 0.5)
    },
    Path("SGD, maximize", [1.6851590871, -5.371237754, 3.8850870132]) {
      SGD($0, learningRate: 0.1, weightDecay: 0.1, maximize: true)
    },
    Path("SGD, maximize, momentum", [1.9587590694, -6.650437831, 4.246887207]) {
      SGD($0, learningRate: 0.1, momentum: 0.5, weightDecay: 0.1, maximize: true)
    },
    Path("Adam, maximize", [1.3004900217, -2.300352334, 3.3002610206]) {
      Adam($0, learningRate: 0.1, weightDecay: 0.1, maximize: true)
    },
    Path("AdamW, amsgrad", [0.5749739408, -1.431025147, 2.2880518436]) {
      AdamW($0, learningRate: 0.1, weightDecay: 0.5, amsgrad: true)
    },
    Path("RMSprop, centered", [0.2907377481, -1.227595806, 2.2104690074]) {
      RMSprop(
        $0, learningRate: 0.1, alpha: 0.8, weightDecay: 0.2, momentum: 0.3, centered: true)
    },
    Path("Adagrad, decays", [0.2131224572, -1.046081066, 2.0194125175]) {
      Adagrad(
        $0, learningRate: 0.5, learningRateDecay: 0.1, weightDecay: 0.1,
        initialAccumulatorValue: 0.5)
    },
    Path("Adadelta, decay", [0.890918672, -1.889792919, 2.889468193]) {
      Adadelta($0, learningRate: 0.5, rho: 0.8, epsilon: 1e-3, weightDecay: 0.1)
    },
  ]
}

@Suite struct `Options of optimizers` {
  @Test(arguments: Path.all)
  func `do what they do in PyTorch`(path: Path) {
    for dtype in [DType.float32, .float64] {
      let p = Tensor([1.0, -2, 3], dtype: dtype).requiresGrad(true)
      let optimizer = path.make([p])
      for _ in 0..<3 {
        optimizer.zeroGrad()
        (Tensor([1, 2, 0.5], dtype: dtype) * p * p).sum().backward()
        optimizer.step()
      }
      // PyTorch computed in float32, and rounds some ten times on the way.
      for (actual, expected) in zip(p.scalars(as: Double.self), path.end) {
        #expect(abs(actual - expected) <= 3e-6 * abs(expected), "\(dtype)")
      }
    }
  }

  @Test func `hold for parameters with gaps in memory`() {
    let numbers = [1.0, 2, 3, 4, 5, 6]
    let plain = Tensor(numbers, shape: [2, 3]).requiresGrad(true)
    let turned = Tensor([1.0, 4, 2, 5, 3, 6], shape: [3, 2]).T.requiresGrad(true)
    let optimizer = Adam([plain, turned], learningRate: 0.25, amsgrad: true)
    for _ in 0..<3 {
      optimizer.zeroGrad()
      (plain.square().sum() + turned.square().sum()).backward()
      optimizer.step()
    }
    #expect((plain - turned).abs().max().item() == 0)
  }
}
