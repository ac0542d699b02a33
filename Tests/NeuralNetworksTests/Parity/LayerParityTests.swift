import NeuralNetworks
import TestSupport
import Tensors
import Testing

/// How a layer of the fixtures is made, from its attributes and the shapes of its parameters.
private typealias Make = @Sendable (_ options: JSON, _ weight: [Int]) -> Module

extension JSON {
  /// One number or an array of two, or `standard`.
  fileprivate func size(or standard: any SizePair) -> any SizePair {
    if case .array = self { return integers }
    return isPresent ? integer : standard
  }
}

private let makers: [String: Make] = [
  "Linear": { a, shape in Linear(shape[1], shape[0], bias: a["bias"].number(or: 1) == 1) },
  "Conv2d": { a, shape in
    let groups = Int(a["groups"].number(or: 1))
    return Conv2d(
      shape[1] * groups, shape[0], a["kernel"].size(or: 1), stride: a["stride"].size(or: 1),
      padding: a["padding"].size(or: 0), dilation: a["dilation"].size(or: 1), groups: groups,
      bias: a["bias"].number(or: 1) == 1)
  },
  "Conv1d": { a, shape in
    Conv1d(
      shape[1], shape[0], a["kernel"].integer, stride: Int(a["stride"].number(or: 1)),
      padding: Int(a["padding"].number(or: 0)), dilation: Int(a["dilation"].number(or: 1)))
  },
  "ConvTranspose2d": { a, shape in
    ConvTranspose2d(
      shape[0], shape[1], a["kernel"].size(or: 1), stride: a["stride"].size(or: 1),
      padding: a["padding"].size(or: 0))
  },
  "MaxPool2d": { a, _ in
    MaxPool2d(
      a["kernel"].size(or: 1), stride: a["stride"].isPresent ? a["stride"].size(or: 1) : nil,
      padding: a["padding"].size(or: 0))
  },
  "AvgPool2d": { a, _ in
    AvgPool2d(
      a["kernel"].size(or: 1), stride: a["stride"].isPresent ? a["stride"].size(or: 1) : nil,
      padding: a["padding"].size(or: 0))
  },
  "AdaptiveAvgPool2d": { a, _ in AdaptiveAvgPool2d(a["size"].size(or: 1)) },
  "AdaptiveMaxPool2d": { a, _ in AdaptiveMaxPool2d(a["size"].size(or: 1)) },
  "BatchNorm1d": { a, _ in BatchNorm1d(a["features"].integer) },
  "BatchNorm2d": { a, _ in BatchNorm2d(a["features"].integer) },
  "LayerNorm": { a, _ in LayerNorm(a["shape"].integers) },
  "Embedding": { a, _ in
    Embedding(
      a["num"].integer, a["dim"].integer,
      paddingIdx: a["paddingIndex"].isPresent ? a["paddingIndex"].integer : nil)
  },
  "Dropout": { a, _ in Dropout(a["p"].number(or: 0.5)) },
  "Softmax": { a, _ in Softmax(dim: a["dim"].integer) },
  "Flatten": { _, _ in Flatten() },
  "RNN": { a, _ in
    RNN(
      a["in"].integer, a["hidden"].integer, numLayers: a["layers"].integer,
      batchFirst: a["batchFirst"].number(or: 0) == 1,
      bidirectional: a["bidirectional"].number(or: 0) == 1)
  },
  "GRU": { a, _ in
    GRU(
      a["in"].integer, a["hidden"].integer, numLayers: a["layers"].integer,
      batchFirst: a["batchFirst"].number(or: 0) == 1,
      bidirectional: a["bidirectional"].number(or: 0) == 1)
  },
  "LSTM": { a, _ in
    LSTM(
      a["in"].integer, a["hidden"].integer, numLayers: a["layers"].integer,
      batchFirst: a["batchFirst"].number(or: 0) == 1,
      bidirectional: a["bidirectional"].number(or: 0) == 1)
  },
  "MultiheadAttention": { a, _ in
    MultiheadAttention(
      a["dim"].integer, a["heads"].integer, batchFirst: a["batchFirst"].number(or: 0) == 1)
  },
  "TransformerEncoderLayer": { a, _ in
    TransformerEncoderLayer(
      a["dim"].integer, a["heads"].integer, a["feedForward"].integer,
      batchFirst: a["batchFirst"].number(or: 0) == 1)
  },
]

/// The output of a layer that the case means.
private func output(_ layer: Module, _ inputs: [Tensor], _ options: JSON) -> Tensor {
  let wantsState = options["output"].string.contains("hidden")
  switch layer {
  case let layer as RNN:
    let (output, hidden) = layer(inputs[0])
    return wantsState ? hidden : output
  case let layer as GRU:
    let (output, hidden) = layer(inputs[0])
    return wantsState ? hidden : output
  case let layer as LSTM:
    let (output, (hidden, _)) = layer(inputs[0])
    return wantsState ? hidden : output
  case let layer as MultiheadAttention: return layer(inputs[0], inputs[1], inputs[2]).output
  default: return layer(inputs[0])
  }
}

@Suite struct `Layers beside PyTorch` {
  @Test func `every case gives PyTorch's output, gradients and buffers`() throws {
    let cases = try fixtureCases("layers.json")
    for item in cases { try run(item) }
    print("layers.json: \(cases.count) cases ran")
  }

  private func run(_ item: JSON) throws {
    let (name, options) = (item["case"].string, item["attrs"])
    let weight = item["parameters"]["weight"]["shape"].integers
    let make = try #require(makers[item["op"].string], "no layer for \(name)")
    let layer = make(options, weight).train(item["train"].number == 1)
    let state = Dictionary(uniqueKeysWithValues: layer.stateDict().map { ($0.name, $0.tensor) })
    for (path, value) in item["parameters"].members {
      try #require(state[path], "\(name): there is no \(path)").copy(value.tensor())
    }
    let inputs = try item["inputs"].array.map { try $0.tensor() }
    let wanted = item["grads"].array
    for (input, gradient) in zip(inputs, wanted) where gradient.isPresent {
      input.requiresGrad = true
    }
    let found = output(layer, inputs, options)
    expect(found, item["output"], 1e-4, name)
    if found.requiresGrad { found.backward(try item["gradOutput"].tensor()) }
    for (index, gradient) in wanted.enumerated() where gradient.isPresent {
      expect(try #require(inputs[index].grad), gradient, 1e-4, "\(name), gradient \(index)")
    }
    let parameters = layer.namedParameters()
    for (path, gradient) in item["parameterGrads"].members {
      let parameter = try #require(parameters.first { $0.name == path }?.tensor)
      expect(try #require(parameter.grad), gradient, 1e-4, "\(name), gradient of \(path)")
    }
    for (path, value) in item["buffersAfter"].members where state[path] != nil {
      expect(try #require(state[path]), value, 1e-4, "\(name), \(path) after")
    }
  }
}
