import Tensors
import Testing

/// Numbers in no order, of a given shape, that require gradients.
private func numbers(_ shape: Int..., seed: Double = 1) -> Tensor {
  (Tensor.arange(shape.reduce(1, *), dtype: .float64) * 1.7 + seed).sin().reshape(shape)
    .requiresGrad(true)
}

@Suite struct `Gradients of the layers' functions` {
  @Test func `conv2d with every option`() throws {
    let bias = numbers(4, seed: 3)
    try gradcheck(
      {
        conv2d($0[0], $0[1], $0[2], stride: [2, 1], padding: [1, 2], dilation: [1, 2], groups: 2)
      },
      inputs: [numbers(2, 4, 5, 6), numbers(4, 2, 3, 2, seed: 2), bias])
    try gradcheck(
      { conv2d($0[0].transpose(2, 3), $0[1]) },
      inputs: [numbers(1, 2, 4, 3), numbers(3, 2, 2, 2, seed: 2)])
  }

  @Test func `conv1d and convTranspose2d`() throws {
    try gradcheck(
      { conv1d($0[0], $0[1], $0[2], stride: 2, padding: 1) },
      inputs: [numbers(2, 2, 7), numbers(3, 2, 3, seed: 2), numbers(3, seed: 3)])
    try gradcheck(
      {
        convTranspose2d($0[0], $0[1], $0[2], stride: 2, padding: 1, outputPadding: 1, groups: 2)
      },
      inputs: [numbers(2, 4, 3, 2), numbers(4, 2, 3, 2, seed: 2), numbers(4, seed: 3)])
  }

  @Test func pooling() throws {
    let x = numbers(1, 2, 5, 6)
    try gradcheck({ maxPool2d($0[0], 2) }, inputs: [x])
    try gradcheck({ maxPool2d($0[0], 3, stride: 2, padding: 1, ceilMode: true) }, inputs: [x])
    try gradcheck({ maxPool2d($0[0], 2, stride: 1, dilation: 2) }, inputs: [x])
    try gradcheck({ avgPool2d($0[0], [2, 3], stride: 1, padding: 1) }, inputs: [x])
    try gradcheck({ avgPool2d($0[0], 2, padding: 1, countIncludePad: false) }, inputs: [x])
    try gradcheck({ adaptiveAvgPool2d($0[0], [2, 4]) }, inputs: [x])
    try gradcheck({ adaptiveMaxPool2d($0[0], [3, 2]) }, inputs: [x])
  }

  @Test func normalization() throws {
    let (weight, bias) = (numbers(3, seed: 2), numbers(3, seed: 3))
    let mean = Tensor([0.1, -0.2, 0.3], dtype: .float64)
    let variance = Tensor([0.5, 1.5, 2], dtype: .float64)
    try gradcheck(
      {
        batchNorm(
          $0[0], runningMean: nil, runningVar: nil, weight: $0[1], bias: $0[2], isTraining: true)
      }, inputs: [numbers(4, 3), weight, bias])
    try gradcheck(
      { batchNorm($0[0], runningMean: mean, runningVar: variance, weight: $0[1], bias: $0[2]) },
      inputs: [numbers(2, 3, 2, 2), weight, bias])
    try gradcheck(
      { batchNorm($0[0], runningMean: nil, runningVar: nil, isTraining: true) },
      inputs: [numbers(2, 3, 4)])
    try gradcheck(
      { layerNorm($0[0], [3], weight: $0[1], bias: $0[2]) },
      inputs: [numbers(2, 4, 3), weight, bias])
    try gradcheck({ layerNorm($0[0], [4, 3]) }, inputs: [numbers(2, 4, 3)])
  }

  @Test func `embedding and dropout`() throws {
    try gradcheck({ embedding(Tensor([[0, 2], [2, 1]]), $0[0]) }, inputs: [numbers(3, 2)])
    try gradcheck(
      { x in dropout(x[0], p: 0.4, generator: Generator(seed: 1)) }, inputs: [numbers(3, 4)])
  }

  @Test func losses() throws {
    let (x, y) = (numbers(3, 4), numbers(3, 4, seed: 2))
    for reduction in [LossReduction.none, .mean, .sum, .batchMean] {
      try gradcheck({ mseLoss($0[0], $0[1], reduction: reduction) }, inputs: [x, y])
      try gradcheck({ l1Loss($0[0], $0[1], reduction: reduction) }, inputs: [x, y])
      try gradcheck(
        { smoothL1Loss($0[0], $0[1], reduction: reduction, beta: 0.7) }, inputs: [x, y])
      try gradcheck({ huberLoss($0[0], $0[1], reduction: reduction, delta: 0.6) }, inputs: [x, y])
      let weight = Tensor([0.5, 1, 2, 1.5], dtype: .float64)
      try gradcheck(
        {
          binaryCrossEntropy(
            $0[0].sigmoid(), $0[1].sigmoid(), weight: weight, reduction: reduction)
        }, inputs: [x, y])
      try gradcheck(
        { klDivergence($0[0].logSoftmax(1), $0[1].softmax(1), reduction: reduction) },
        inputs: [x, y])
      try gradcheck(
        { klDivergence($0[0], $0[1], reduction: reduction, logTarget: true) }, inputs: [x, y])
      try gradcheck(
        {
          nllLoss(
            $0[0], Tensor([3, 1, 0]), weight: weight, ignoreIndex: 1, reduction: reduction)
        }, inputs: [x])
    }
    try gradcheck(
      { nllLoss($0[0], Tensor([[0, 1], [1, 0]])) }, inputs: [numbers(2, 2, 2)])
  }
}

@Suite struct `Gradients of recurrent layers` {
  @Test(arguments: [RecurrentCell.tanh, .relu, .lstm, .gru], [false, true])
  func `agree with central differences`(cell: RecurrentCell, isPacked: Bool) throws {
    let (rows, hidden) = (cell.gates * 2, 2)
    let parameters = (0..<2).flatMap { direction in
      [
        numbers(rows, 3, seed: Double(direction)), numbers(rows, hidden, seed: 4),
        numbers(rows, seed: 5), numbers(rows, seed: Double(direction) + 6),
      ]
    }
    let states =
      [numbers(2, 2, hidden, seed: 7)] + (cell == .lstm ? [numbers(2, 2, 2, seed: 8)] : [])
    try gradcheck(
      { inputs in
        let memory = cell == .lstm ? inputs[2] : nil
        let weights = [0, 4].map { start in
          let own = inputs[(start + 1 + states.count)...].prefix(4).map { $0 }
          return RecurrentWeights(own[0], own[1], own[2], own[3])
        }
        let result = recurrentLayer(
          cell, inputs[0], hidden: inputs[1], cell: memory, weights,
          active: isPacked ? [2, 2, 1] : nil)
        let parts = [result.output, result.hidden] + (result.cell.map { [$0] } ?? [])
        return Tensor.cat(parts.map { $0.reshape(-1) })
      }, inputs: [numbers(3, 2, 3)] + states + parameters)
  }
}
