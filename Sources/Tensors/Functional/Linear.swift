/// Returns x · weightᵀ + bias, one operation for autograd, as `torch.nn.functional.linear`.
///
///     […, in] · [out, in]ᵀ (+ [out]) → […, out]
///
/// Gradients for an incoming `g`: `g · weight` to x, `gᵀ · x` to the weight, the sum of the rows of
/// `g` to the bias.
///
/// - Complexity: O(*rows* · *in* · *out*); no transposed copies.
public func linear(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, file: StaticString = #filePath,
  line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  checkLinear(x, weight, bias, site)
  let (inputs, outputs) = (weight.shape[1], weight.shape[0])
  let source = x.packed, offsets = bias?.packed
  let result = Tensor(uninitialized: x.shape.dropLast() + [outputs], x.dtype)
  Kernels.product(
    .rows(of: source, inputs), Matrix(weight).transposed, bias: offsets, into: result)
  guard x.isRecorded || weight.isRecorded || bias?.isRecorded ?? false else { return result }
  let name: StaticString = bias == nil ? "MmBackward0" : "AddmmBackward0"
  result.node = Node(
    name, [x.edge, weight.edge, bias?.edge ?? .none],
    saving: [SavedTensor(source, .input(0)), SavedTensor(weight, .input(1))],
    isSmooth: source === x, linearGradients)
  return result
}

private func linearGradients(_ node: Node, _ gradient: Tensor) -> [Tensor?] {
  if isGradEnabled { return recordedLinearGradients(node, gradient) }
  let g = gradient.packed
  let outputs = g.shape[g.ndim - 1]
  let rows = Matrix.rows(of: g, outputs)
  var gradients: [Tensor?] = [nil, nil, nil]
  if node.wants(0) {
    let weight = node.saved(1)
    let gx = Tensor(uninitialized: g.shape.dropLast() + [weight.shape[1]], g.dtype)
    Kernels.product(rows, Matrix(weight), into: gx)
    gradients[0] = gx
  }
  if node.wants(1) {
    let x = node.saved(0)
    let inputs = x.shape[x.ndim - 1]
    let gw = Tensor(uninitialized: [outputs, inputs], g.dtype)
    Kernels.product(rows.transposed, .rows(of: x, inputs), into: gw)
    gradients[1] = gw
  }
  if node.wants(2) { gradients[2] = Reduction.rows(of: g, outputs) }
  return gradients
}

/// The gradients in operations that are recorded themselves.
private func recordedLinearGradients(_ node: Node, _ g: Tensor) -> [Tensor?] {
  let outputs = g.shape[g.ndim - 1]
  let rows = { (x: Tensor, width: Int) in x.reshape([width == 0 ? 0 : x.count / width, width]) }
  return [
    node.wants(0) ? g.matmul(node.saved(1)) : nil,
    node.wants(1)
      ? rows(g, outputs).T.matmul(rows(node.saved(0), node.saved(0).shape.last ?? 1)) : nil,
    node.wants(2) ? rows(g, outputs).sum(0) : nil,
  ]
}

private func checkLinear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ site: Site) {
  guard weight.ndim == 2, let inputs = x.shape.last else {
    fail(
      "linear",
      "it takes rows and a matrix, not \(x.shape.shapeText) and"
        + " \(weight.shape.shapeText)", at: site)
  }
  guard inputs == weight.shape[1] else {
    fail(
      "linear",
      "cannot multiply \(x.shape.shapeText) by the transpose of \(weight.shape.shapeText):"
        + " the inner dimensions \(inputs) and \(weight.shape[1]) differ", at: site)
  }
  guard bias.map({ $0.shape == [weight.shape[0]] }) ?? true else {
    fail(
      "linear",
      "a bias of shape \((bias?.shape ?? []).shapeText) does not go with"
        + " \(weight.shape[0]) outputs", at: site)
  }
  let types = [x.dtype, weight.dtype] + (bias.map { [$0.dtype] } ?? [])
  guard x.dtype.isFloatingPoint, types.allSatisfy({ $0 == x.dtype }) else {
    fail(
      "linear",
      "its operands must be of one floating-point type, not"
        + " \(types.map(\.name).joined(separator: ", "))", at: site)
  }
}

extension Reduction {
  /// The sum of the rows of a contiguous tensor: [rows, columns] → [columns].
  fileprivate static func rows(of x: Tensor, _ columns: Int) -> Tensor {
    let flat = x.reshape([columns == 0 ? 0 : x.count / columns, columns])
    return Reduction(flat, [0], false, "linear", .unknown).sum(of: flat)
  }
}
