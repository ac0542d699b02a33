import NeuralNetworks
import Tensors
import Testing

extension Module {
  /// Gives the parameters, one after the other, the values sin(0.7 · i) / 2.
  func fillWithWaves() {
    var start = 0
    noGrad {
      for parameter in parameters() {
        let places = Tensor.arange(parameter.count, dtype: .float64) + start
        parameter.copy(((places * 0.7).sin() * 0.5).reshape(parameter.shape))
        start += parameter.count
      }
    }
  }
}

/// cos(1.3 · i) in the given shape.
func waves(_ shape: Int...) -> Tensor {
  (Tensor.arange(shape.reduce(1, *), dtype: .float64) * 1.3).cos().reshape(shape).float()
}

/// Whether numbers are as PyTorch printed them, with six places.
func expect(_ found: Tensor, _ wanted: [Double], sourceLocation: SourceLocation = #_sourceLocation)
{
  let numbers = found.array
  #expect(numbers.count == wanted.count, sourceLocation: sourceLocation)
  let isClose = zip(numbers, wanted).allSatisfy { abs($0 - $1) <= 2e-6 }
  #expect(isClose, "\(numbers) is not \(wanted)", sourceLocation: sourceLocation)
}

@Suite struct `Sequences of different lengths` {
  private let packed = packPaddedSequence(waves(4, 3, 2), [2, 4, 1], enforceSorted: false)

  @Test func `are packed as PyTorch packs them`() {
    #expect(packed.batchSizes == [3, 2, 1, 1])
    expect(
      packed.data,
      [
        -0.856889, -0.725932, 1.0, 0.267499, 0.468517, 0.976588, -0.560984, 0.647596, 0.053955,
        -0.947722, 0.796352, 0.795815, 0.646919, -0.561719,
      ])
  }

  @Test func `go through an LSTM`() throws {
    let layer = LSTM(2, 2, numLayers: 2, bidirectional: true)
    layer.fillWithWaves()
    let (output, (hidden, _)) = layer(packed)
    let (padded, lengths) = padPackedSequence(output)
    #expect(padded.shape == [4, 3, 4])
    #expect(lengths.scalars(as: Int.self) == [2, 4, 1])
    expect(
      padded.sum(0),
      [
        0.078076, -0.053901, -0.204362, -0.39543, 0.177562, -0.115197, -0.602063, -0.914666,
        0.033187, -0.027958, -0.074703, -0.161716,
      ])
    expect(hidden.sum(0), [-0.074968, -0.053173, -0.081053, 0.067419, -0.097453, 0.061323])
    padded.square().sum().backward()
    let gradient = try #require(layer.parameters()[0].grad)
    expect(gradient[..<2], [-0.001891, 8.6e-05, -0.002957, -0.004529])
  }

  @Test func `go through a GRU`() throws {
    let layer = GRU(2, 2, numLayers: 2, bidirectional: true)
    layer.fillWithWaves()
    let (output, hidden) = layer(packed)
    let (padded, _) = padPackedSequence(output)
    expect(
      padded.sum(0),
      [
        0.272932, -0.032772, -0.288633, -0.740527, 0.672741, 0.042158, -0.433729, -2.18604,
        0.125392, -0.012078, -0.066673, -0.37146,
      ])
    expect(hidden.sum(0), [-0.051608, 0.261087, 0.478807, 0.033554, 0.007588, 0.745826])
    padded.square().sum().backward()
    let gradient = try #require(layer.parameters()[0].grad)
    expect(gradient[..<2], [-0.009725, -0.009704, -0.016936, 0.000295])
  }
}

@Suite struct `A recurrent layer` {
  @Test func `goes on from the state it is given`() {
    let (layer, x) = (LSTM(2, 3), waves(6, 2, 2))
    let (whole, (hidden, cell)) = layer(x)
    let (first, state) = layer(x[..<2])
    let (second, last) = layer(x[2...], state)
    expect(Tensor.cat([first, second]), whole.array)
    expect(last.hidden, hidden.array)
    expect(last.cell, cell.array)
  }

  @Test func `takes one sequence without a batch`() {
    let (layer, x) = (GRU(2, 3, bidirectional: true), waves(4, 2))
    let (output, hidden) = layer(x)
    #expect(output.shape == [4, 6])
    #expect(hidden.shape == [2, 3])
    expect(output, layer(x.unsqueeze(1)).output.array)
  }

  @Test func `reports a state of the wrong shape at the caller's line`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RNN(2, 3)(Tensor.ones(4, 5, 2), Tensor.ones(1, 4, 3), file: "chapter.md", line: 7)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("chapter.md:7: Fatal error: RNN: a state of shape (1, 4, 3)"))
  }
}
