import Tensors
import Testing

/// How an operator of the fixtures is called: from inputs and attributes to the output.
private typealias Call = @Sendable ([Tensor], Attributes) -> Tensor?

private let calls: [String: Call] = [
  "add": { x, _ in x[0] + x[1] }, "sub": { x, _ in x[0] - x[1] },
  "mul": { x, _ in x[0] * x[1] }, "div": { x, _ in x[0] / x[1] },
  "maximum": { x, _ in x[0].maximum(x[1]) }, "minimum": { x, _ in x[0].minimum(x[1]) },
  "eq": { x, _ in x[0] .== x[1] },
  "pow": { x, a in a.exponent.map { x[0].pow($0) } },
  "exp": { x, _ in x[0].exp() }, "sin": { x, _ in x[0].sin() }, "cos": { x, _ in x[0].cos() },
  "tanh": { x, _ in x[0].tanh() }, "sigmoid": { x, _ in x[0].sigmoid() },
  "relu": { x, _ in x[0].relu() }, "abs": { x, _ in x[0].abs() }, "neg": { x, _ in -x[0] },
  "square": { x, _ in x[0].square() }, "log1p": { x, _ in x[0].log1p() },
  "log": { x, _ in x[0].log() }, "sqrt": { x, _ in x[0].sqrt() },
  "rsqrt": { x, _ in x[0].rsqrt() }, "reciprocal": { x, _ in x[0].reciprocal() },
  "gelu": { x, _ in x[0].gelu() }, "silu": { x, _ in x[0].silu() },
  "softplus": { x, _ in x[0].softplus() }, "leaky_relu": { x, _ in x[0].leakyRelu() },
  "elu": { x, _ in x[0].elu() },
  "clamp": { x, a in x[0].clamp(min: a.min ?? -.infinity, max: a.max ?? .infinity) },
  "round": { x, _ in x[0].round() }, "sign": { x, _ in x[0].sign() },
  "floor": { x, _ in x[0].floor() },
  "sum": { x, a in
    a.dimensions.map { x[0].sum($0, keepDim: a.keepDim ?? false) } ?? x[0].sum()
  },
  "mean": { x, a in
    a.dimensions.map { x[0].mean($0, keepDim: a.keepDim ?? false) } ?? x[0].mean()
  },
  "var": { x, a in x[0].var(a.dim, correction: a.correction ?? 1) },
  "std": { x, a in x[0].std(a.dim, correction: a.correction ?? 1) },
  "max": { x, a in a.dim.map { x[0].max($0).values } ?? x[0].max() },
  "min": { x, a in a.dim.map { x[0].min($0).values } ?? x[0].min() },
  "argmax": { x, a in x[0].argmax(a.dim) }, "argmin": { x, a in x[0].argmin(a.dim) },
  "prod": { x, _ in x[0].prod() }, "norm": { x, _ in x[0].norm() },
  "logsumexp": { x, a in a.dim.map { x[0].logsumexp($0) } },
  "cumsum": { x, a in a.dim.map { x[0].cumsum($0) } },
  "softmax": { x, a in a.dim.map { x[0].softmax($0) } },
  "log_softmax": { x, a in a.dim.map { x[0].logSoftmax($0) } },
  "transpose": { x, a in x[0].transpose(a.dim0 ?? 0, a.dim1 ?? 1) },
  "permute": { x, a in a.dims.map { x[0].permute($0) } },
  "squeeze": { x, _ in x[0].squeeze() }, "unsqueeze": { x, a in a.dim.map { x[0].unsqueeze($0) } },
  "flatten": { x, a in x[0].flatten(a.start ?? 0) },
  "expand": { x, a in a.shape.map { x[0].expand($0) } },
  "cat": { x, a in Tensor.cat(x, dim: a.dim ?? 0) },
  "stack": { x, a in Tensor.stack(x, dim: a.dim ?? 0) },
  "split": { x, a in
    let pieces = x[0].split(a.size ?? 1, dim: a.dim ?? 0)
    return Tensor.cat(pieces.enumerated().map { $1 * ($0 + 1) }, dim: a.dim ?? 0)
  },
  "flip": { x, a in a.dim.map { x[0].flip($0) } },
  "index_select": { x, a in a.index.map { x[0].indexSelect(a.dim ?? 0, $0.tensor) } },
  "pick": { x, a in x[0][a.rows ?? [], a.columns ?? []] },
  "gather": { x, a in a.index.map { x[0].gather(a.dim ?? 0, $0.tensor) } },
  "slice": { x, _ in x[0][1..., (0...).by(2)] },
  "mask_select": { x, _ in x[0][x[0] .> 0] },
  "where": { x, _ in Tensor.where(x[0] .> x[1], x[0], x[1] * 2) },
  "masked_fill": { x, _ in x[0].maskedFill(x[0] .< 0, -9) },
  "tril": { x, _ in x[0].tril() }, "triu": { x, _ in x[0].triu() },
  "sort": { x, a in x[0].sort(a.dim ?? -1).values },
  "topk": { x, a in x[0].topk(a.k ?? 1, a.dim ?? -1).values },
  "matmul": { x, _ in x[0].matmul(x[1]) },
  "reshape": { x, a in a.shape.map { x[0].reshape($0) } },
  "one_hot": { x, a in oneHot(x[0], classes: a.classes) },
]

/// Calls whose meaning the name of the case tells.
private let namedCalls: [String: Call] = [
  "matmul/transposed views": { x, _ in x[0].T.matmul(x[1].T) },
  "reshape/of a transpose": { x, _ in x[0].transpose(0, 1).reshape(-1) },
]

extension Attributes {
  fileprivate var dimensions: [Int]? { dims ?? dim.map { [$0] } }
}

@Suite struct `Operators beside PyTorch` {
  @Test func `every case gives PyTorch's output and gradients`() throws {
    let cases = try OperatorCase.all()
    for item in cases {
      let inputs = try item.inputs.map { try $0.tensor() }
      let wanted = item.grads ?? []
      for (input, gradient) in zip(inputs, wanted) where gradient != nil {
        input.requiresGrad = true
      }
      let call = namedCalls[item.name] ?? calls[item.op]
      guard let output = call?(inputs, item.attrs) else {
        Issue.record("no operator for \(item.name)")
        continue
      }
      let tolerance = item.name == "matmul/big" ? 1e-4 : 1e-5
      expect(output, item.output, tolerance, item.name)
      guard let gradOutput = item.gradOutput, wanted.contains(where: { $0 != nil }) else {
        continue
      }
      output.backward(try gradOutput.tensor())
      for (index, gradient) in wanted.enumerated() {
        guard let gradient else { continue }
        let found = try #require(inputs[index].grad, "\(item.name): no gradient \(index)")
        expect(found, gradient, tolerance, "\(item.name), gradient \(index)")
      }
    }
    print("operators.json: \(cases.count) cases ran")
  }

  private func expect(_ found: Tensor, _ wanted: TensorData, _ tolerance: Double, _ name: String) {
    #expect(found.shape == wanted.shape, "\(name)")
    #expect(found.dtype.name == wanted.dtype, "\(name)")
    let numbers = found.scalars(as: Double.self)
    guard numbers.count == wanted.data.count else { return }
    for (index, (x, y)) in zip(numbers, wanted.data).enumerated() {
      let isClose =
        abs(x - y) <= tolerance * abs(y) + tolerance / 10 || x == y || x.isNaN && y.isNaN
      #expect(isClose, "\(name)[\(index)]: \(x) is not \(y)")
    }
  }
}
