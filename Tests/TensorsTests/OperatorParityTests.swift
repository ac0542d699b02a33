import TestSupport
import Tensors
import Testing

/// How an operator of the fixtures is called: from inputs and attributes to the output.
private typealias Call = @Sendable ([Tensor], Attributes) -> Tensor?

private let calls: [String: Call] = [
  "add": { x, _ in x[0] + x[1] }, "sub": { x, _ in x[0] - x[1] },
  "mul": { x, _ in x[0] * x[1] }, "div": { x, _ in x[0] / x[1] },
  "maximum": { x, _ in x[0].maximum(x[1]) }, "minimum": { x, _ in x[0].minimum(x[1]) },
  "eq": { x, _ in x[0] .== x[1] },
  "pow": { x, a in
    guard let exponent = a["exponent"] else { return x.count > 1 ? x[0].pow(x[1]) : nil }
    if case .integer(let whole) = exponent { return x[0].pow(whole) }
    return x[0].pow(exponent.number)
  },
  "exp": { x, _ in x[0].exp() }, "sin": { x, _ in x[0].sin() }, "cos": { x, _ in x[0].cos() },
  "tanh": { x, _ in x[0].tanh() }, "sigmoid": { x, _ in x[0].sigmoid() },
  "relu": { x, _ in x[0].relu() }, "abs": { x, _ in x[0].abs() }, "neg": { x, _ in -x[0] },
  "square": { x, _ in x[0].square() }, "log1p": { x, _ in x[0].log1p() },
  "log": { x, _ in x[0].log() }, "sqrt": { x, _ in x[0].sqrt() },
  "rsqrt": { x, _ in x[0].rsqrt() }, "reciprocal": { x, _ in x[0].reciprocal() },
  "gelu": { x, a in a["approximate"]?.string == "tanh" ? x[0].geluTanh() : x[0].gelu() },
  "silu": { x, _ in x[0].silu() },
  "softplus": { x, a in
    x[0].softplus(beta: a.number("beta", or: 1), threshold: a.number("threshold", or: 20))
  }, "leaky_relu": { x, a in x[0].leakyRelu(slope: a.number("slope", or: 0.01)) },
  "elu": { x, a in x[0].elu(alpha: a.number("alpha", or: 1)) },
  "clamp": { x, a in
    x[0].clamp(min: a.number("min", or: -.infinity), max: a.number("max", or: .infinity))
  },
  "round": { x, _ in x[0].round() }, "sign": { x, _ in x[0].sign() },
  "floor": { x, _ in x[0].floor() },
  "sum": { x, a in
    a.dimensions.map { x[0].sum($0, keepDim: a.keepDim) } ?? x[0].sum()
  },
  "mean": { x, a in
    a.dimensions.map { x[0].mean($0, keepDim: a.keepDim) } ?? x[0].mean()
  },
  "var": { x, a in x[0].var(a.dim, correction: a.integer("correction", or: 1), keepDim: a.keepDim)
  },
  "std": { x, a in x[0].std(a.dim, correction: a.integer("correction", or: 1), keepDim: a.keepDim)
  },
  "max": { x, a in a.dim.map { x[0].max($0, keepDim: a.keepDim).values } ?? x[0].max() },
  "min": { x, a in a.dim.map { x[0].min($0, keepDim: a.keepDim).values } ?? x[0].min() },
  "argmax": { x, a in x[0].argmax(a.dim, keepDim: a.keepDim) },
  "argmin": { x, a in x[0].argmin(a.dim, keepDim: a.keepDim) },
  "prod": { x, a in a.dim.map { x[0].prod($0, keepDim: a.keepDim) } ?? x[0].prod() },
  "norm": { x, a in
    let p = a.number("p", or: 2)
    return p == 2 && a.dimensions == nil
      ? x[0].norm() : x[0].norm(p, a.dimensions ?? [], keepDim: a.keepDim)
  },
  "logsumexp": { x, a in a.dim.map { x[0].logsumexp($0, keepDim: a.keepDim) } },
  "cumsum": { x, a in a.dim.map { x[0].cumsum($0) } },
  "softmax": { x, a in a.dim.map { x[0].softmax($0) } },
  "log_softmax": { x, a in a.dim.map { x[0].logSoftmax($0) } },
  "transpose": { x, a in x[0].transpose(a.integer("dim0"), a.integer("dim1", or: 1)) },
  "permute": { x, a in x[0].permute(a.integers("dims")) },
  "squeeze": { x, a in a.dim.map { x[0].squeeze($0) } ?? x[0].squeeze() },
  "unsqueeze": { x, a in a.dim.map { x[0].unsqueeze($0) } },
  "flatten": { x, a in x[0].flatten(a.integer("start"), a.integer("end", or: -1)) },
  "expand": { x, a in x[0].expand(a.integers("shape")) },
  "cat": { x, a in Tensor.cat(x, dim: a.dim ?? 0) },
  "stack": { x, a in Tensor.stack(x, dim: a.dim ?? 0) },
  "split": { x, a in
    let pieces = x[0].split(a.integer("size", or: 1), dim: a.dim ?? 0)
    return Tensor.cat(pieces.enumerated().map { $1 * ($0 + 1) }, dim: a.dim ?? 0)
  },
  "flip": { x, a in a.dimensions.map { x[0].flip($0) } },
  "index_select": { x, a in x[0].indexSelect(a.dim ?? 0, a.index) },
  "pick": { x, a in x[0][a.integers("rows"), a.integers("columns")] },
  "gather": { x, a in x[0].gather(a.dim ?? 0, a.index) },
  "slice": { x, _ in x[0][1..., (0...).by(2)] },
  "mask_select": { x, _ in x[0][x[0] .> 0] },
  "where": { x, _ in Tensor.where(x[0] .> x[1], x[0], x[1] * 2) },
  "masked_fill": { x, _ in x[0].maskedFill(x[0] .< 0, -9) },
  "tril": { x, a in x[0].tril(a.integer("diagonal")) },
  "triu": { x, a in x[0].triu(a.integer("diagonal")) },
  "sort": { x, a in x[0].sort(a.dim ?? -1, descending: a["descending"]?.number == 1).values },
  "topk": { x, a in
    let isLargest = a["largest"].map { $0.number == 1 } ?? true
    return x[0].topk(a.integer("k", or: 1), a.dim ?? -1, largest: isLargest).values
  },
  "matmul": { x, _ in x[0].matmul(x[1]) },
  "reshape": { x, a in x[0].reshape(a.integers("shape")) },
  "one_hot": { x, a in
    oneHot(x[0], classes: a["classes"].flatMap { $0.integer < 0 ? nil : $0.integer })
  },
]

/// Calls whose meaning the name of the case tells.
private let namedCalls: [String: Call] = [
  "matmul/transposed views": { x, _ in x[0].T.matmul(x[1].T) },
  "reshape/of a transpose": { x, _ in x[0].transpose(0, 1).reshape(-1) },
]

@Suite struct `Operators beside PyTorch` {
  @Test func `every case gives PyTorch's output and gradients`() throws {
    let cases = try fixtureCases("operators.json")
    for item in cases {
      let inputs = try item["inputs"].array.map(tensor)
      try compare(item, inputs)
    }
    print("operators.json: \(cases.count) cases ran")
  }

  private func compare(_ item: JSON, _ inputs: [Tensor]) throws {
    let name = item["case"].string
    let wanted = item["grads"].array.map { if case .object = $0 { $0 } else { JSON?.none } }
    for (input, gradient) in zip(inputs, wanted) where gradient != nil {
      input.requiresGrad = true
    }
    let attributes = Attributes(item["attrs"])
    let call = namedCalls[name] ?? calls[item["op"].string]
    guard let output = call?(inputs, attributes) else {
      Issue.record("no operator for \(name)")
      return
    }
    #expect(attributes.unused.isEmpty, "\(name): unknown attributes \(attributes.unused)")
    let tolerance = name == "matmul/big" ? 1e-4 : 1e-5
    expect(output, item["output"], tolerance, name)
    guard case .object = item["gradOutput"], wanted.contains(where: { $0 != nil }) else { return }
    output.backward(try tensor(item["gradOutput"]))
    for (index, gradient) in wanted.enumerated() {
      guard let gradient else { continue }
      let found = try #require(inputs[index].grad, "\(name): no gradient \(index)")
      expect(found, gradient, tolerance, "\(name), gradient \(index)")
    }
  }
}
