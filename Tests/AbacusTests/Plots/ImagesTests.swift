import Abacus
import CellOutput
import Testing

/// The means of the pixels of each panel of a figure, whose images have at most 16 pixels a side.
private func pixels(_ figure: Figure) -> [[Double]] {
  figure.data.panels.map { $0.series[0].columns[1].values }
}

/// Height, width and channels of each panel of a figure.
private func sizes(_ figure: Figure) -> [[Double]] {
  figure.data.panels.map { $0.series[0].columns[0].values }
}

@Suite struct `Images of tensors` {
  @Test func `are grey with one channel, and coloured with three`() {
    #expect(sizes(showImages(Tensor.zeros(2, 4, 5))) == [[4, 5, 1], [4, 5, 1]])
    #expect(sizes(showImages(Tensor.zeros(1, 1, 4, 5))) == [[4, 5, 1]])
    #expect(sizes(showImages(Tensor.zeros(1, 3, 4, 5))) == [[4, 5, 3]])
    #expect(sizes(showImages(Tensor.zeros(1, 4, 5, 3))) == [[4, 5, 3]])
    #expect(
      sizes(showImages([Tensor.zeros(4, 5), Tensor.zeros(3, 2, 1)])) == [[4, 5, 1], [2, 1, 3]])
  }

  @Test func `have the same pixels with channels first and last`() {
    let first = Tensor([[[[1.0, 0]], [[0.0, 1]], [[0.0, 0]]]])  // A red pixel beside a green one.
    let expected: [[Double]] = [[1, 0, 0, 0, 1, 0]]
    #expect(pixels(showImages(first)) == expected)
    #expect(pixels(showImages(first.permute(0, 2, 3, 1))) == expected)
  }

  @Test func `go from black to white in the range of their type`() {
    let grey = Double(51) / 255
    #expect(pixels(showImages(Tensor([[[0.0, 0.2]]]))) == [[0, grey]])
    #expect(pixels(showImages(Tensor([[[0, 51]]]))) == [[0, grey]])
    #expect(pixels(showImages(Tensor([[[0, 51]]]).to(.uint8))) == [[0, grey]])
    #expect(pixels(showImages(Tensor([[[true, false]]]))) == [[1, 0]])
  }

  @Test func `go from their least to their greatest number outside of it`() {
    #expect(
      pixels(showImages(Tensor([[[-1.0, 1]], [[0.0, 3]]]))) == [
        [0, 128.0 / 255], [64.0 / 255, 1],
      ])
    #expect(pixels(showImages(Tensor([[[-1.0, 1]]]), limits: -3...1)) == [[128.0 / 255, 1]])
    #expect(pixels(showImages(Tensor([[[.nan, 7.0]]]))) == [[0, 0]])
  }

  @Test func `fill the rows and columns that are asked for`() {
    let images = Tensor.zeros(7, 2, 2)
    #expect(sizes(showImages(images, rows: 2, columns: 3)).count == 6)
    #expect(sizes(showImages(images, rows: 2)).count == 7)
    #expect(sizes(showImages(images, rows: 9, columns: 9)).count == 7)
    #expect(showImages(Tensor.zeros(0, 2, 2)).data.panels.isEmpty)
  }

  @Test func `carry their titles`() {
    let figure = showImages(Tensor.zeros(2, 2, 2), titles: ["ankle boot\nbag"], title: "Clothes")
    #expect(figure.data.title == "Clothes")
    #expect(figure.data.panels.map(\.title) == ["ankle boot\nbag", ""])
  }

  @Test func `of a model's output need not be detached`() {
    #expect(pixels(showImages(Tensor.ones(1, 1, 1, requiresGrad: true) * 1)) == [[1]])
  }

  @Test func `stop the cell when they are no images`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = showImages(Tensor.zeros(28, 28))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("which (28, 28) has not; one image is shown with unsqueeze(0)"))
  }

  @Test func `stop the cell when they are too many`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = showImages(Tensor.zeros(60_000, 1, 1))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("showImages: 60000 images can't be drawn; at most 400 can"))
  }
}

@Suite struct `Tables of tensors` {
  @Test func `are heat maps`() {
    let figure = heatmap(Tensor([[1.0, 2], [3, 4]]).t(), columnNames: ["a", "b"])
    #expect(
      figure.data.panels[0].series[0].columns == [.init("a", [1, 2]), .init("b", [3, 4])])
  }

  @Test func `have two dimensions`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = heatmap(Tensor.zeros(3))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("heatmap: a table of shape (rows, columns) is needed, not (3,)"))
  }

  @Test func `are drawn of confusion matrices too`() {
    let matrix = ConfusionMatrix(predictions: [0, 1, 1, 1], labels: [0, 0, 1, 1])
    let counts = matrix.heatmap(names: ["no", "yes"]).data.panels[0]
    #expect((counts.x.label, counts.y.label) == ("predicted", "true"))
    #expect(counts.series[0].columns == [.init("no", [1, 0]), .init("yes", [1, 2])])
    let shares = matrix.normalized(.byLabel).heatmap().data.panels[0]
    #expect(shares.series[0].columns == [.init("0", [0.5, 0]), .init("1", [0.5, 1])])
  }
}

@Suite struct `Histograms of tensors` {
  @Test func `have bins that suit the type of the elements, as NumPy's`() {
    let values = Tensor([1, 2, 2, 3, 3, 3])
    let whole = histogram(values).data.panels[0].series[0]
    #expect(whole.columns[2].values == [1, 5])
    let fractions = histogram(values.to(.float32)).data.panels[0].series[0]
    #expect(fractions.columns[2].values == [1, 0, 2, 3])
  }
}
