import NeuralNetworks
import Tensors

/// A row of the step benchmark: something training does again and again.
struct Step: Sendable {
  let name: String
  /// How many steps make a round.
  let count: Int
  /// Makes what the step works on, and returns the step.
  let prepare: @Sendable () -> () -> Void

  /// Prints the microseconds one step takes.
  func measure() {
    manualSeed(0)
    let microseconds = (secondsPerCall(count, prepare()) * 1e6).cents
    write(#"{"step": "\#(name)", "microseconds": \#(microseconds)}"#)
  }
}

extension Step {
  static let all = [
    Step(name: "circles-mlp", count: 500) {
      let model = Sequential(
        Linear(2, 10), ReLU(), Linear(10, 10), ReLU(), Linear(10, 1), Flatten(0))
      let (x, y) = (Tensor.randn(800, 2), (Tensor.rand(800) .> 0.5).float())
      return training(model, SGD(model.parameters(), learningRate: 0.1), x) {
        binaryCrossEntropyWithLogits($0, y)
      }
    },
    Step(name: "softmax-regression", count: 500) {
      let model = Linear(784, 10)
      let (x, y) = (Tensor.randn(256, 784), Tensor.randint(0, 10, [256]))
      return training(model, SGD(model.parameters(), learningRate: 0.1), x) { crossEntropy($0, y) }
    },
    Step(name: "fashion-mlp", count: 200) {
      let model = Sequential(
        Linear(784, 256), ReLU(), Linear(256, 128), ReLU(), Linear(128, 10))
      let (x, y) = (Tensor.randn(64, 784), Tensor.randint(0, 10, [64]))
      return training(model, Adam(model.parameters()), x) { crossEntropy($0, y) }
    },
    Step(name: "cifar-cnn", count: 50) {
      let (x, y) = (Tensor.randn(16, 3, 32, 32), Tensor.randint(0, 10, [16]))
      let model = ConvolutionalNetwork()
      return training(model, SGD(model.parameters(), learningRate: 0.01), x) {
        crossEntropy($0, y)
      }
    },
    Step(name: "bilstm", count: 5) {
      let (x, y) = (Tensor.randint(0, 5000, [40, 32]), Tensor.randint(0, 4, [32]))
      let model = RecurrentNetwork()
      return training(model, Adam(model.parameters()), x) { crossEntropy($0, y) }
    },
    Step(name: "sgemm-1024", count: 20) {
      let (a, b) = (Tensor.randn(1024, 1024), Tensor.randn(1024, 1024))
      return { keep(a.matmul(b)) }
    },
    Step(name: "elementwise-1m", count: 100) {
      let a = Tensor.randn(1024, 1024)
      return { keep((a * 2 + 1).relu().sum()) }
    },
    Step(name: "tiny-add", count: 20_000) {
      let a = Tensor.randn(4, 4)
      return { keep(a + a) }
    },
  ]

  /// A step of training: the loss, its gradients, and what the optimizer makes of them.
  private static func training(
    _ model: Module, _ optimizer: Optimizer, _ x: Tensor, _ loss: @escaping (Tensor) -> Tensor
  ) -> () -> Void {
    {
      let value = loss(model(x))
      optimizer.zeroGrad()
      value.backward()
      optimizer.step()
    }
  }
}

/// Takes a result, so that computing it is not left out.
@inline(never)
func keep(_ result: Tensor) {}
