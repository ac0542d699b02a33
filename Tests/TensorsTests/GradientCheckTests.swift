import Tensors
import Testing

/// Where the elements of the (2, 4) tensor a function is checked at lie in memory.
private enum Layout: String, CaseIterable {
  case contiguous, transposed, sliced, expanded
  /// The leaf itself lies so, where gradcheck can move its elements one by one.
  case transposedLeaf, slicedLeaf

  /// Returns a leaf, and the view of it that has the elements of `x`, in the expanded layout those
  /// of its first row twice.
  func leaf(for x: Tensor) -> (leaf: Tensor, view: @Sendable (Tensor) -> Tensor) {
    switch self {
    case .contiguous: (x.clone(), { $0 })
    case .transposed: (x.T.contiguous(), { $0.T })
    case .sliced: (Layout.surroundings(of: x), { $0[1..., (1...).by(2)] })
    case .expanded: (x[0..<1].clone(), { $0.expand(2, 4) })
    case .transposedLeaf: (x.T.contiguous().T, { $0 })
    case .slicedLeaf: (Layout.surroundings(of: x)[1..., (1...).by(2)].detach(), { $0 })
    }
  }

  /// A (3, 9) tensor with the elements of `x` from row 1 and column 1 on, every second column.
  private static func surroundings(of x: Tensor) -> Tensor {
    let whole = Tensor.full([3, 9], 0.5, dtype: .float64)
    whole[1..., (1...).by(2)] = x
    return whole
  }
}

/// Holds the gradient that `backward` computes against central differences, in `float64`.
///
/// The error of the step 1e-6 is of the order of 1e-12 · f‴ from the formula and 1e-10 from
/// rounding, so 1e-6 leaves room for functions that bend.
private func check(_ operation: Operation, in layout: Layout) {
  let (leaf, view) = layout.leaf(for: operation.point)
  #expect(throws: Never.self, "\(operation), \(layout)") {
    try gradcheck(
      { operation.call(view($0[0])) }, inputs: [leaf.requiresGrad(true)], atol: 1e-6, rtol: 1e-6)
  }
}

private let spread = Tensor(
  [-2.3, -1.2, -0.6, -0.25, 0.3, 0.45, 0.8, 1.7], shape: [2, 4], dtype: .float64)
private let positive = Tensor(
  [0.3, 0.6, 1.2, 0.9, 2.5, 0.15, 1.9, 0.75], shape: [2, 4], dtype: .float64)

/// An operation on a matrix of shape (2, 4), and where it is checked.
private struct Operation: Sendable, CustomStringConvertible {
  let description: String
  let point: Tensor
  let call: @Sendable (Tensor) -> Tensor

  init(
    _ description: String, at point: Tensor = spread,
    _ call: @escaping @Sendable (Tensor) -> Tensor
  ) {
    self.description = description
    self.point = point
    self.call = call
  }

  static let all = ofOne + ofTwo + reductions + movements + products

  static let ofOne = UnaryRule.all.map { rule in
    let name = rule.description
    let (a, b) = name == "clamp" ? (-1.0, 1.0) : (1.3, 20)
    let isPositive = ["log", "log2", "log10", "log1p", "sqrt", "rsqrt", "power"].contains(name)
    let point = isPositive ? positive : name == "asin" || name == "acos" ? spread / 3 : spread
    return Operation(name, at: point) { rule($0, a, b) }
  }

  static let ofTwo = BinaryRule.all.filter(\.isDifferentiable).flatMap { rule in
    let row = Tensor([0.7, 1.4, 0.22, 2.2], shape: [4], dtype: .float64)
    let column = Tensor([0.7, 1.4], shape: [2, 1], dtype: .float64)
    return [
      Operation("\(rule), left", at: positive) { rule($0, row) },
      Operation("\(rule), right", at: positive) { rule(column, $0) },
      Operation("\(rule), row", at: positive) { rule($0[1], positive + 0.037) },
      Operation("\(rule), column", at: positive) { rule(positive + 0.037, $0[.all, 1..<2]) },
      Operation("\(rule), both", at: positive) { rule($0, $0.flip(1) + 0.037) },
    ]
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
    Operation("max along") { $0.max(1).values },
    Operation("min") { $0.min() },
    Operation("mean of all") { $0.mean() },
    Operation("sum of all") { $0.sum() },
    Operation("var of all") { $0.var() },
    Operation("softmax along rows") { $0.softmax(1) },
    Operation("logSoftmax along columns") { $0.logSoftmax(0) },
    Operation("logsumexp along rows") { $0.logsumexp(1, keepDim: true) },
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
    Operation("permute") { $0.unsqueeze(0).permute(2, 0, 1) },
    Operation("squeeze") { $0.unsqueeze(1).squeeze() },
    Operation("flatten") { $0.flatten() },
    Operation("split") { $0.split(3, dim: 1)[1] },
    Operation("unbind") { $0.unbind(1)[2] },
    Operation("indexSelect") { $0.indexSelect(1, Tensor([3, 0, 3])) },
    Operation("triu") { $0.triu(1) },
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
    Operation("inverse") { $0.reshape(2, 2, 2).inverse() },
    Operation("det") { $0.reshape(2, 2, 2).det() },
    Operation("solve") { $0.reshape(2, 2, 2).solve(positive.reshape(2, 2, 2)) },
    Operation("solve right") { positive.reshape(2, 2, 2).solve($0.reshape(2, 2, 2)) },
    Operation("probabilities") { crossEntropy($0, positive.softmax(1)) },
  ]
}

@Suite struct `The derivative of every operator` {
  @Test(arguments: Layout.allCases)
  private func `agrees with a central difference`(layout: Layout) {
    for operation in Operation.all { check(operation, in: layout) }
    print("gradcheck: \(Operation.all.count) operations, \(layout)")
  }

  @Test func `can be differentiated again, unless it is computed in one step`() {
    let refusing: Set = [
      "prod", "cumprod", "diag", "logistic", "logistic weighted", "classes", "classes smoothed",
      "classes in the middle", "det", "solve", "solve right",
    ]
    let smooth = Operation.all.filter { !refusing.contains($0.description) }
    for operation in smooth {
      let slope = { (inputs: [Tensor]) in
        let x = inputs[0].requiresGrad(true)
        let y = enableGrad { operation.call(x) }
        return enableGrad { grad((y * y).sum(), x, createGraph: true) }
      }
      // The second derivative of a large power loses a digit or two more to rounding.
      #expect(throws: Never.self, "\(operation)") {
        let x = operation.point.clone().requiresGrad(true)
        try gradcheck(slope, inputs: [x], atol: 1e-5, rtol: 1e-5)
      }
    }
    print("gradcheck: \(smooth.count) operations twice")
  }
}
