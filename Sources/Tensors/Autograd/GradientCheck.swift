/// A derivative that `backward` and central differences disagree about.
public struct GradientMismatch: Error, Equatable, Sendable {
  /// The position of the tensor among the inputs.
  public let input: Int
  /// The position of the element in that tensor, in row-major order.
  public let element: Int
  /// The position of the element in the output, in row-major order.
  public let output: Int
  /// The derivative that `backward` computes.
  public let analytic: Double
  /// The derivative by central differences.
  public let numeric: Double
}

extension GradientMismatch: CustomStringConvertible {
  public var description: String {
    "gradcheck: the derivative of output element \(output) by element \(element) of input \(input)"
      + " is \(analytic) by backward, but \(numeric) by central differences"
  }
}

/// Returns true if `backward` computes the derivatives of `function` that central differences find.
///
///     |analytic - numeric| ≤ atol + rtol · |numeric|, numeric = (f(x + eps) - f(x - eps)) / 2 eps
///
/// Every element of the output is held against every element of the inputs that require gradients.
/// Inputs keep their strides, and neither they nor their gradients are changed. As
/// `torch.autograd.gradcheck`.
///
/// - Throws: The first derivative that differs.
/// - Precondition: Some input requires gradients; those that do are `float64`, because the differences
///   are lost in the rounding of `float32`, and do not repeat elements as `expand` does.
/// - Complexity: Two calls of `function` an input element, one backward pass an output element.
@discardableResult
public func gradcheck(
  _ function: ([Tensor]) -> Tensor, inputs: [Tensor], eps: Double = 1e-6, atol: Double = 1e-5,
  rtol: Double = 1e-3, file: StaticString = #filePath, line: UInt = #line
) throws(GradientMismatch) -> Bool {
  requireCheckable(inputs, at: Site(file, line))
  let leaves = inputs.map { $0.requiresGrad ? $0.twin().requiresGrad(true) : $0.detach() }
  let checked = leaves.indices.filter { leaves[$0].requiresGrad }
  let output = enableGrad { function(leaves) }
  let rows = checked.isEmpty ? [] : analyticRows(output, checked.map { leaves[$0] })
  for (position, input) in checked.enumerated() {
    for element in 0..<leaves[input].count {
      let column = noGrad { numericColumn(function, leaves, input, element, eps) }
      for (output, numeric) in column.enumerated() {
        let analytic = rows[output][position][element]
        let isClose = abs(analytic - numeric) <= atol + rtol * abs(numeric) || analytic == numeric
        guard isClose else {
          throw GradientMismatch(
            input: input, element: element, output: output, analytic: analytic, numeric: numeric)
        }
      }
    }
  }
  return true
}

private func requireCheckable(_ inputs: [Tensor], at site: Site) {
  guard inputs.contains(where: \.requiresGrad) else {
    fail("gradcheck", "none of the inputs requires gradients", at: site)
  }
  for (index, input) in inputs.enumerated() where input.requiresGrad {
    guard input.dtype == .float64 else {
      fail(
        "gradcheck", "input \(index) is \(input.dtype.name); differences need float64", at: site)
    }
    guard !zip(input.shape, input.strides).contains(where: { $0 > 1 && $1 == 0 }) else {
      fail(
        "gradcheck", "input \(index) repeats elements; call expand in the function instead",
        at: site)
    }
  }
}

/// For each element of `output` the derivatives by each element of each leaf.
private func analyticRows(_ output: Tensor, _ leaves: [Tensor]) -> [[[Double]]] {
  (0..<output.count).map { element in
    leaves.forEach { $0.grad = nil }
    if output.requiresGrad {
      let choice = Tensor.zeros([output.count], dtype: output.dtype)
      Kernels.copy(Tensor.ones([], dtype: output.dtype), to: choice.narrowed(0, element, 1))
      output.backward(choice.reshape(output.shape), retainGraph: true)
    }
    return leaves.map { $0.grad?.array ?? [Double](repeating: 0, count: $0.count) }
  }
}

/// The derivative of each element of the output by one element of one input.
private func numericColumn(
  _ function: ([Tensor]) -> Tensor, _ inputs: [Tensor], _ input: Int, _ element: Int, _ eps: Double
) -> [Double] {
  let outputs = [eps, -eps].map { step in
    var moved = inputs
    moved[input] = inputs[input].twin(moving: element, by: step)
    return function(moved).array
  }
  return zip(outputs[0], outputs[1]).map { ($0 - $1) / (2 * eps) }
}

extension Tensor {
  /// A `float64` copy in memory of its own with the same strides, one element of it changed.
  fileprivate func twin(moving element: Int? = nil, by step: Double = 0) -> Tensor {
    var values = array
    if let element { values[element] += step }
    let last = zip(shape, strides).reduce(0) { $0 + Swift.max($1.0 - 1, 0) * $1.1 }
    let memory = Tensor.zeros([last + 1], dtype: dtype)
    let copy = Tensor(
      storage: memory.storage, shape: shape, strides: strides, offset: 0, dtype: dtype,
      count: count, isContiguous: isContiguous)
    Kernels.copy(Tensor(values, shape: shape, dtype: dtype), to: copy)
    return copy
  }
}
