import Abacus
import Testing

@Suite struct `A decision boundary` {
  private let X = Tensor([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
  private let y = Tensor([0, 1, 1])

  @Test func `asks the model once, for the whole grid, without gradients`() {
    var shapes: [[Int]] = []
    var recorded = false
    let figure = plotDecisionBoundary(
      { grid in
        shapes.append(grid.shape)
        recorded = recorded || isGradEnabled
        return grid[..., 0] - 0.5
      }, X, y, resolution: 11, title: "Half")
    #expect(shapes == [[121, 2]])
    #expect(!recorded)
    let panel = figure.data.panels[0]
    #expect(panel.title == "Half")
    #expect(panel.series.map(\.kind) == ["regions", "scatter", "scatter"])
    #expect(panel.x.lower == -0.1 && panel.x.upper == 1.1)
  }

  @Test(arguments: [1, 2, 4])
  func `shows models with one logit or with several`(logits: Int) {
    let model = Linear(2, logits)
    let svg = plotDecisionBoundary(model, X, y).display.text("image/svg+xml")
    #expect(svg?.contains("<svg") == true)
  }

  @Test func `leaves every part of a model in the mode it was in`() {
    let model = Sequential(Linear(2, 2), Sequential(Tanh()))
    model[1].eval()
    _ = plotDecisionBoundary(model, X, y, resolution: 3)
    #expect(model.modules().map(\.isTraining) == [true, true, false, false])
  }

  @Test func `needs points of two coordinates`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = plotDecisionBoundary(Linear(3, 1), Tensor.zeros(5, 3), Tensor.zeros(5))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("so that X is of shape (n, 2), not (5, 3)"))
  }
}

@Suite struct `Plots of tensors` {
  @Test func `take them as they take arrays`() {
    let x = Tensor.linspace(0, 1, 5)
    #expect(plot(x, x * x).data == plot(x.scalars, (x * x).scalars).data)
    let X = Tensor([[0.0, 1.0], [2.0, 3.0]])
    let figure = scatter(X, labels: Tensor([0, 1]))
    #expect(figure.data.panels[0].series.map { $0.columns[0].values } == [[0], [2]])
  }
}
