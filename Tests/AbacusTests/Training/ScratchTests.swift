import Abacus
import Testing

@Suite struct `Softmax regression from scratch` {
  private let y = Tensor([0, 2])
  private let yHat = Tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]])

  @Test func `picks, scores and sums as published`() {
    #expect(yHat[[0, 1], y].description == "tensor([0.1000, 0.5000])")
    #expect((-yHat[[0, 1], y].log()).description == "tensor([2.3026, 0.6931])")
    #expect(accuracy(yHat, y) == 0.5)
    let X = Tensor([[1.0, 2, 3], [4, 5, 6]])
    #expect(X.sum(0, keepDim: true).description == "tensor([[5., 7., 9.]])")
    #expect(X.sum(1, keepDim: true).description == "tensor([[ 6.],\n        [15.]])")
  }

  @Test func `learns with tensors alone what the layers learn`() throws {
    let (X, y) = makeBlobs(60, centers: 3, randomState: 1)
    let concise = Linear(2, 3)
    let W = concise.weight.detach().T.clone().requiresGrad(true)
    let b = try #require(concise.bias).detach().clone().requiresGrad(true)
    let optimizer = SGD(concise.parameters(), learningRate: 0.1)
    let rows = Array(0..<60)
    for _ in 0..<20 {
      let exponentials = (X.matmul(W) + b).exp()
      let probabilities = exponentials / exponentials.sum(1, keepDim: true)
      (-probabilities[rows, y].log()).mean().backward()
      noGrad {
        for var parameter in [W, b] {
          if let gradient = parameter.grad { parameter -= 0.1 * gradient }
          parameter.grad = nil
        }
      }
      optimizer.zeroGrad()
      CrossEntropyLoss()(concise(X), y).backward()
      optimizer.step()
    }
    let difference = (W.T - concise.weight).abs().max().item()
    // Twenty steps of differently rounded single precision.
    #expect(difference < 1e-5)
  }
}
