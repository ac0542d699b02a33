internal import AbacusKernels

/// An elementwise function of one tensor, together with its derivative.
///
/// The formulas of both are in the row of the same name in the kernels' `ab_operators.h`.
package struct UnaryRule: Sendable {
  /// What the derivative is computed from, beside the gradient of the output.
  enum Need { case nothing, input, output }

  /// The name in messages and tests.
  package let name: StaticString
  let gradientName: StaticString
  let kernel: ab_unary
  let need: Need

  init(_ name: StaticString, _ gradientName: StaticString, _ kernel: ab_unary, _ need: Need) {
    self.name = name
    self.gradientName = gradientName
    self.kernel = kernel
    self.need = need
  }
}

extension UnaryRule {
  /// Returns the function of each element of `x`; `a` and `b` are the function's parameters.
  ///
  /// Integers are converted to `float32` first, unless the function has a kernel for them.
  package func callAsFunction(_ x: Tensor, _ a: Double = 0, _ b: Double = 0) -> Tensor {
    guard x.dtype.isFloatingPoint else { return integer(x, Number.real(a), Number.real(b)) }
    let source = x.packed
    let y = Tensor(uninitializedLike: source, x.dtype)
    Kernels.unary(kernel, source, into: y, a, b)
    guard x.isRecorded else { return y }
    let saved =
      need == .input
      ? [SavedTensor(x, .input(0))] : need == .output ? [SavedTensor(y, .output)] : []
    y.node = Node(gradientName, [x.edge], saving: saved, isSmooth: true) { node, g in
      [isGradEnabled ? recordedGradient(node, g, a, b) : gradient(node, g, a, b)]
    }
    return y
  }

  private func recordedGradient(_ node: Node, _ g: Tensor, _ a: Double, _ b: Double) -> Tensor {
    guard let slope else { fail("grad", "the derivative of \(name) cannot be recorded") }
    return g * slope(need == .nothing ? g : node.saved(0), a, b)
  }

  private func gradient(_ node: Node, _ g: Tensor, _ a: Double, _ b: Double) -> Tensor {
    let g = g.packed
    let saved = need == .nothing ? nil : node.saved(0).packed
    let out = Tensor(uninitializedLike: g, g.dtype)
    Kernels.unaryBackward(
      kernel, g, x: need == .input ? saved : nil, y: need == .output ? saved : nil, into: out, a, b)
    return out
  }

  private func integer(_ x: Tensor, _ a: Number, _ b: Number) -> Tensor {
    let source = x.packed
    let y = Tensor(uninitializedLike: source, x.dtype)
    if Kernels.unaryInteger(kernel, source, into: y, a.integer, b.integer) { return y }
    return self(x.packed(as: .float32), a.double, b.double)
  }
}

extension UnaryRule: CustomStringConvertible {
  package var description: String { "\(name)" }
}
