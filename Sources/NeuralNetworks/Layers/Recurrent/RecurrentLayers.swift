public import Tensors

/// What `RNN`, `GRU` and `LSTM` share: layers of one or two directions, one above the other.
///
/// All parameters start uniform in `±1/√hiddenSize`. Sequences are `[time, batch, features]`, or
/// `[batch, time, features]` with `batchFirst`; one sequence may come without the batch.
public class RecurrentLayers: Module {
  /// The number of features of each step.
  public let inputSize: Int
  /// The number of features of the state.
  public let hiddenSize: Int
  /// The number of layers one above the other.
  public let numLayers: Int
  /// Whether the batch is the first dimension.
  public let batchFirst: Bool
  /// The probability with which what goes from layer to layer is dropped in training.
  public let dropoutProbability: Double
  /// Whether each layer also goes from the end to the start.
  public let bidirectional: Bool

  private let cell: RecurrentCell
  /// For each layer its directions.
  private let weights: [[RecurrentWeights]]
  private let names: [String]

  init(
    _ cell: RecurrentCell, _ inputSize: Int, _ hiddenSize: Int, numLayers: Int, bias: Bool,
    batchFirst: Bool, dropout: Double, bidirectional: Bool, _ name: String, _ site: CallSite
  ) {
    guard inputSize > 0, hiddenSize > 0, numLayers > 0, dropout >= 0, dropout <= 1 else {
      fatalError(
        "\(name): there is none from \(inputSize) to \(hiddenSize) features in \(numLayers) layers"
          + " with dropout \(dropout)", file: site.file, line: site.line)
    }
    (self.cell, self.inputSize, self.hiddenSize) = (cell, inputSize, hiddenSize)
    (self.numLayers, self.batchFirst, self.bidirectional) = (numLayers, batchFirst, bidirectional)
    dropoutProbability = dropout
    let directions = bidirectional ? 2 : 1
    weights = (0..<numLayers).map { layer in
      (0..<directions).map { _ in
        RecurrentLayers.weights(
          cell, layer == 0 ? inputSize : directions * hiddenSize, hiddenSize, bias)
      }
    }
    names = (0..<numLayers).flatMap { layer in
      ["", "_reverse"].prefix(directions).flatMap { suffix in
        ["weight_ih_l", "weight_hh_l", "bias_ih_l", "bias_hh_l"].prefix(bias ? 4 : 2)
          .map { "\($0)\(layer)\(suffix)" }
      }
    }
  }

  private static func weights(
    _ cell: RecurrentCell, _ inputs: Int, _ hidden: Int, _ bias: Bool
  ) -> RecurrentWeights {
    let bound = 1 / Double(hidden).squareRoot()
    let rows = cell.gates * hidden
    let drawn = [[rows, inputs], [rows, hidden], [rows], [rows]].prefix(bias ? 4 : 2).map { shape in
      Tensor.empty(shape).fillUniform(-bound, bound).requiresGrad(true)
    }
    return RecurrentWeights(drawn[0], drawn[1], bias ? drawn[2] : nil, bias ? drawn[3] : nil)
  }

  /// Returns all states of the last layer: `[time, batch, directions · hiddenSize]`.
  public override func forward(_ x: Tensor) -> Tensor { run(x, nil, nil).output }

  public override var details: String {
    LayerText.list(
      "\(inputSize), \(hiddenSize)", numLayers == 1 ? nil : "num_layers=\(numLayers)",
      weights[0][0].inputBias == nil ? "bias=False" : nil, batchFirst ? "batch_first=True" : nil,
      dropoutProbability == 0 ? nil : "dropout=\(dropoutProbability)",
      bidirectional ? "bidirectional=True" : nil)
  }

  package override var members: [Member] {
    let parameters = weights.flatMap { $0 }.flatMap { weights in
      [weights.input, weights.hidden]
        + [weights.inputBias, weights.hiddenBias].compactMap { $0 }
    }
    return zip(names, parameters).map { Member($0, $1) }
  }
}

/// What a run of recurrent layers gives: the last layer's states, and the last ones of each layer.
struct RecurrentResult {
  var output: Tensor
  var hidden: Tensor
  var cell: Tensor?
}

extension RecurrentLayers {
  /// Runs over sequences, with or without a batch, from the given states or from zeros.
  func run(_ x: Tensor, _ hidden: Tensor?, _ cell: Tensor?) -> RecurrentResult {
    guard x.ndim == 2 || x.ndim == 3, x.shape.last == inputSize, x.dtype.isFloatingPoint else {
      let order = batchFirst ? "batch, time" : "time, batch"
      refuse(
        x, "it must be (\(order), \(inputSize)) or (time, \(inputSize)) of a floating-point type")
    }
    if x.ndim == 2 {
      let result = runBatch(x.unsqueeze(1), hidden?.unsqueeze(1), cell?.unsqueeze(1), nil)
      return RecurrentResult(
        output: result.output.squeeze(1), hidden: result.hidden.squeeze(1),
        cell: result.cell?.squeeze(1))
    }
    var result = runBatch(batchFirst ? x.transpose(0, 1) : x, hidden, cell, nil)
    if batchFirst { result.output = result.output.transpose(0, 1) }
    return result
  }

  /// Runs over sequences of different lengths; states are in the order of `sequences.lengths`.
  func run(
    _ sequences: PackedSequence, _ hidden: Tensor?, _ cell: Tensor?
  ) -> (output: PackedSequence, hidden: Tensor, cell: Tensor?) {
    let sorted = { (state: Tensor?) in state?.indexSelect(1, sequences.order) }
    let result = runBatch(
      sequences.padded, sorted(hidden), sorted(cell), sequences.batchSizes)
    let back = sequences.inverseOrder
    return (
      sequences.with(result.output), result.hidden.indexSelect(1, back),
      result.cell?.indexSelect(1, back)
    )
  }

  /// `[time, batch, features]`, of which the first `active[t]` sequences have step t.
  private func runBatch(
    _ x: Tensor, _ hidden: Tensor?, _ cell: Tensor?, _ active: [Int]?
  ) -> RecurrentResult {
    let directions = bidirectional ? 2 : 1
    let shape = [numLayers * directions, x.shape[1], hiddenSize]
    let start = (self.cell == .lstm ? [hidden, cell] : [hidden]).map { state in
      startingState(state, shape, x.dtype)
    }
    var result = RecurrentResult(output: x, hidden: x, cell: nil)
    var last: [[Tensor]] = [[], []]
    for (layer, weights) in weights.enumerated() {
      if layer > 0, isTraining, dropoutProbability > 0 {
        result.output = dropout(result.output, p: dropoutProbability)
      }
      let own = start.map { $0.narrow(0, layer * directions, directions) }
      let layerResult = recurrentLayer(
        self.cell, result.output, hidden: own[0], cell: own.count > 1 ? own[1] : nil, weights,
        active: active)
      result.output = layerResult.output
      last[0].append(layerResult.hidden)
      if let cell = layerResult.cell { last[1].append(cell) }
    }
    result.hidden = last[0].count == 1 ? last[0][0] : Tensor.cat(last[0])
    if let first = last[1].first { result.cell = last[1].count == 1 ? first : Tensor.cat(last[1]) }
    return result
  }

  private func startingState(_ state: Tensor?, _ shape: [Int], _ dtype: DType) -> Tensor {
    guard let state else { return .zeros(shape, dtype: dtype) }
    guard state.shape == shape, state.dtype == dtype else {
      fatalError(
        "\(typeName): a state of shape \(state.shape.shapeText) and type \(state.dtype.name) was"
          + " given, not \(shape.shapeText) (layers · directions, batch, hidden) and"
          + " \(dtype.name)", file: caller.file, line: caller.line)
    }
    return state
  }
}
