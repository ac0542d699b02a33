import Abacus
import Testing

/// The network of the circles chapter.
private final class CircleModel: Module {
  let layer1 = Linear(2, 10)
  let layer2 = Linear(10, 10)
  let layer3 = Linear(10, 1)
  let relu = ReLU()

  override func forward(_ x: Tensor) -> Tensor {
    layer3(relu(layer2(relu(layer1(x)))))
  }
}

@Suite struct `The circles chapter` {
  private let data = trainTestSplitOfCircles()

  @Test func `starts from the published points`() {
    let (X, y) = makeCircles(1000, noise: 0.03, randomState: 42)
    #expect(
      X[0..<5].description == """
        tensor([[ 0.7542,  0.2315],
                [-0.7562,  0.1533],
                [-0.8154,  0.1733],
                [-0.3937,  0.6929],
                [ 0.4422, -0.8967]])
        """)
    let exact = makeCircles(1000, noise: 0.03, randomState: 42, dtype: .float64).X
    let rows = (0..<5).map { row in
      "\(exact[row, 0], decimals: 8) \(exact[row, 1], decimals: 8)"
    }
    #expect(
      rows == [
        "0.75424625 0.23148074", "-0.75615888 0.15325888", "-0.81539193 0.17328203",
        "-0.39373073 0.69288277", "0.44220765 -0.89672343",
      ])
    #expect(y[0..<5].description == "tensor([1, 1, 1, 1, 0])")
    #expect(data.yTest[0..<5].description == "tensor([1., 0., 1., 0., 1.])")
    #expect(data.XTrain.shape == [800, 2] && data.XTest.shape == [200, 2])
  }

  @Test func `prints the published training table`() {
    let model = withForkedGenerator {
      manualSeed(42)
      return CircleModel()
    }
    let lossFunction = BCEWithLogitsLoss()
    let optimizer = SGD(model.parameters(), learningRate: 0.1)
    var table = ""
    for epoch in 0..<1000 {
      model.train()
      let logits = model(data.XTrain).squeeze()
      let loss = lossFunction(logits, data.yTrain)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      guard epoch.isMultiple(of: 100) else { continue }
      model.eval()
      let testLogits = noGrad { model(data.XTest).squeeze() }
      let row = [
        "\(loss, decimals: 5)", percent(logits, data.yTrain),
        "\(lossFunction(testLogits, data.yTest), decimals: 5)", percent(testLogits, data.yTest),
      ]
      table += "\(epoch) " + row.joined(separator: " ") + "\n"
    }
    #expect(table == publishedTable)
  }

  private func percent(_ logits: Tensor, _ labels: Tensor) -> String {
    "\(100 * accuracy(logits.sigmoid().round(), labels), decimals: 2)"
  }
}

private func trainTestSplitOfCircles() -> (
  XTrain: Tensor, XTest: Tensor, yTrain: Tensor, yTest: Tensor
) {
  let (X, y) = makeCircles(1000, noise: 0.03, randomState: 42)
  return trainTestSplit(X, y.float(), testSize: 0.2, randomState: 42)
}

/// Epoch, loss and accuracy, test loss and accuracy, as the course publishes them.
private let publishedTable = """
  0 0.69295 50.00 0.69319 50.00
  100 0.69115 52.88 0.69102 52.50
  200 0.68977 53.37 0.68940 55.00
  300 0.68795 53.00 0.68723 56.00
  400 0.68517 52.75 0.68411 56.50
  500 0.68102 52.75 0.67941 56.50
  600 0.67515 54.50 0.67285 56.00
  700 0.66659 58.38 0.66322 59.00
  800 0.65160 64.00 0.64757 67.50
  900 0.62362 74.00 0.62145 79.00

  """
