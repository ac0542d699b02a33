import Tensors
import Testing

/// Holds the gradient that `backward` computes against central differences, in `float64`.
///
/// The error of the step 1e-6 is of the order of 1e-12 · f‴ from the formula and 1e-10 from
/// rounding, so 1e-6 leaves room for functions that bend.
private func check(_ name: String, at x: Tensor, _ f: @escaping (Tensor) -> Tensor) {
  let leaf = x.detach().requiresGrad(true)
  #expect(throws: Never.self, "\(name)") {
    try gradcheck({ f($0[0]) }, inputs: [leaf], atol: 1e-6, rtol: 1e-6)
  }
}

private let spread = Tensor(
  [-2.3, -1.2, -0.6, -0.25, 0.3, 0.45, 0.8, 1.7], shape: [2, 4], dtype: .float64)
private let positive = Tensor(
  [0.3, 0.6, 1.2, 0.9, 2.5, 0.15, 1.9, 0.75], shape: [2, 4], dtype: .float64)

/// An operation on a matrix of shape (2, 4) whose derivative is not in a table.
private struct Operation: Sendable, CustomStringConvertible {
  let description: String
  let call: @Sendable (Tensor) -> Tensor

  init(_ description: String, _ call: @escaping @Sendable (Tensor) -> Tensor) {
    self.description = description
    self.call = call
  }

  static let reductions = [
    Operation("sum") { $0.sum(1) },
    Operation("mean") { $0.mean(0, keepDim: true) },
    Operation("prod") { $0.prod() },
    Operation("var") { $0.var(1) },
    Operation("std") { $0.std(0) },
    Operation("norm") { $0.norm() },
    Operation("logsumexp") { $0.logsumexp(0) },
    Operation("softmax") { $0.softmax(0) },
    Operation("logSoftmax") { $0.logSoftmax(1) },
    Operation("cumsum") { $0.cumsum(1) },
    Operation("max") { $0.max() },
    Operation("min along") { $0.min(0).values },
    Operation("sort") { $0.sort(0).values },
    Operation("cumprod") { ($0 * (positive .> 0.7).double()).cumprod(1) },
    Operation("median") { $0.median() },
    Operation("median along") { $0.median(1).values },
    Operation("quantile") { $0.quantile(0.3, 1) },
    Operation("topk") { $0.topk(2, 1).values },
  ]

  static let movements = [
    Operation("flip") { $0.flip([0, 1]) },
    Operation("roll") { $0.roll([1, -1], [0, 1]) },
    Operation("repeat") { $0.repeat(2, 1, 3) },
    Operation("chunk") { $0.chunk(3, dim: 1)[0] },
    Operation("diagonal") { $0.diagonal(1) },
    Operation("diag") { $0.reshape(-1).diag(-1) },
    Operation("outer") { $0[0].outer($0[1]) },
    Operation("view") { $0.T.reshape(8) * $0.reshape(8) },
    Operation("expand") { $0.unsqueeze(0).expand(3, 2, 4) },
    Operation("slice") { $0[.all, (0...).by(2)] },
    Operation("select") { $0[-1] },
    Operation("pick") { $0[[1, 1, 0], [0, 0, 3]] },
    Operation("mask") { $0[positive .> 0.7] },
    Operation("gather") { $0.gather(1, Tensor([[3, 3], [0, 1]])) },
    Operation("tril") { $0.tril(-1) },
    Operation("cat") { Tensor.cat([$0, $0 * 2], dim: 1) },
    Operation("stack") { Tensor.stack([$0, $0 * $0]) },
    Operation("where") { Tensor.where(positive .> 0.7, $0, $0 * $0) },
    Operation("maskedFill") { $0.maskedFill(positive .> 0.7, 3) },
    Operation("clone") { $0.clone() * $0 },
  ]

  static let products = [
    Operation("matmul") { $0.matmul(positive.T) },
    Operation("matmul right") { positive.T.matmul($0) },
    Operation("vector") { $0.matmul(positive[0]) },
    Operation("batch") { $0.unsqueeze(0).matmul(positive.T) },
    Operation("linear") { linear($0, positive, positive[.all, 0]) },
    Operation("linear weight") { linear(positive, $0) },
    Operation("logistic") { binaryCrossEntropyWithLogits($0, (positive .> 0.7).double()) },
    Operation("logistic weighted") {
      binaryCrossEntropyWithLogits(
        $0, (positive .> 0.7).double(), weight: positive, posWeight: positive[1], reduction: .none)
    },
    Operation("classes") { crossEntropy($0, Tensor([2, 0])) },
    Operation("classes smoothed") {
      crossEntropy(
        $0, Tensor([2, 0]), weight: positive[0], reduction: .sum, labelSmoothing: 0.1)
    },
    Operation("classes in the middle") {
      crossEntropy($0.reshape(1, 4, 2), Tensor([[2, 0]]), reduction: .none)
    },
    Operation("probabilities") { crossEntropy($0, positive.softmax(1)) },
  ]
}

@Suite struct `The derivative of every operator` {
  @Test(arguments: UnaryRule.all)
  func `of one tensor agrees with a central difference`(rule: UnaryRule) {
    let name = rule.description
    let (a, b) = name == "clamp" ? (-1.0, 1.0) : (1.3, 20)
    let isPositive = ["log", "log2", "log10", "log1p", "sqrt", "rsqrt", "power"].contains(name)
    let x = isPositive ? positive : name == "asin" || name == "acos" ? spread / 3 : spread
    check(name, at: x) { rule($0, a, b) }
  }

  @Test(arguments: BinaryRule.all.filter(\.isDifferentiable))
  func `of two tensors agrees with a central difference, broadcast or not`(
    rule: BinaryRule
  ) {
    let row = Tensor([0.7, 1.4, 0.22, 2.2], shape: [4], dtype: .float64)
    check("\(rule), left", at: positive) { rule($0, row) }
    check("\(rule), right", at: row) { rule(positive, $0) }
    check("\(rule), column", at: positive[.all, 1..<2]) { rule($0, row) }
  }

  @Test(arguments: Operation.reductions + Operation.movements + Operation.products)
  private func `of many elements agrees with a central difference`(operation: Operation) {
    check("\(operation)", at: spread, operation.call)
    check("\(operation), of a transpose", at: spread.reshape(4, 2).T, operation.call)
  }
}
