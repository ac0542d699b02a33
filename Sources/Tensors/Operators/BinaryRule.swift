internal import AbacusKernels

/// An elementwise function of two tensors, together with its derivative.
package struct BinaryRule: Sendable {
  /// Returns the gradients of both operands, in the shape of the output.
  typealias Derivative = @Sendable (_ node: Node, _ g: Tensor) -> (a: Tensor?, b: Tensor?)

  /// How the type of the result follows from those of the operands.
  enum Result { case promoted, floating, truth }

  /// What the derivative is computed from, beside the gradient of the output.
  enum Need { case nothing, operands }

  /// The name in messages and tests.
  package let name: StaticString
  let gradientName: StaticString
  let kernel: ab_binary
  var result = Result.promoted
  var need = Need.nothing
  /// Whether an integer 0 for the second operand has no result.
  var dividesIntegers = false
  let derivative: Derivative?

  /// Whether gradients flow through it.
  package var isDifferentiable: Bool { derivative != nil }
}

extension BinaryRule {
  /// Returns the function of the elements of `a` and `b`, which are broadcast to one shape.
  package func callAsFunction(_ a: Tensor, _ b: Tensor) -> Tensor { self(a, b, at: .unknown) }

  /// Returns the function of the elements of `a` and `b`, for the caller at `site`.
  func callAsFunction(_ a: Tensor, _ b: Tensor, at site: Site) -> Tensor {
    let type = resultType(a, b)
    let (x, y) = (a.converted(to: type), b.converted(to: type))
    if dividesIntegers, !type.isFloatingPoint { requireDivisor(y, site) }
    let out = emptyResult(x, y, result == .truth ? .bool : type, site)
    if result == .truth, type != .bool {
      Kernels.binary(kernel, a.packed(as: .bool), b.packed(as: .bool), into: out)
      return out
    }
    Kernels.binary(kernel, x, y, into: out)
    if a.requiresGrad || b.requiresGrad { record(out, a, b, x, y) }
    return out
  }

  /// Returns the function with a number for the second operand.
  func callAsFunction(_ a: Tensor, _ b: Number, at site: Site = .unknown) -> Tensor {
    self(a, Tensor(number: b, a.resultType(with: b)), at: site)
  }

  /// Returns the function with a number for the first operand.
  func callAsFunction(_ a: Number, _ b: Tensor, at site: Site = .unknown) -> Tensor {
    self(Tensor(number: a, b.resultType(with: a)), b, at: site)
  }

  private func requireDivisor(_ y: Tensor, _ site: Site) {
    guard !y.scalars(as: Int.self).contains(0) else {
      fail("\(name)", "integers cannot be divided by zero; floats can, with float()", at: site)
    }
  }

  private func resultType(_ a: Tensor, _ b: Tensor) -> DType {
    let type = Tensor.resultType(a, b)
    return result == .floating && !type.isFloatingPoint ? .float32 : type
  }

  private func emptyResult(_ x: Tensor, _ y: Tensor, _ type: DType, _ site: Site) -> Tensor {
    if x.isContiguous, y.count == 1, y.ndim <= x.ndim { return Tensor(uninitializedLike: x, type) }
    if x.isContiguous, x.shape == y.shape { return Tensor(uninitializedLike: x, type) }
    return Tensor(
      uninitialized: Tensor.broadcast(x.shape, y.shape, "\(name)", at: site), type)
  }

  private func record(_ out: Tensor, _ a: Tensor, _ b: Tensor, _ x: Tensor, _ y: Tensor) {
    guard ab_records_gradients(), out.dtype.isFloatingPoint, let derivative else { return }
    let saved =
      need == .operands ? [SavedTensor(x, .input(0)), SavedTensor(y, .input(1))] : []
    let (left, right) = (Origin(a), Origin(b))
    // Converted operands are saved apart from their history.
    let isSmooth = need == .nothing || x === a && y === b
    out.node = Node(gradientName, [a.edge, b.edge], saving: saved, isSmooth: isSmooth) { node, g in
      let (ga, gb) = derivative(node, g)
      return [ga.map(left.gradient), gb.map(right.gradient)]
    }
  }
}

/// The shape and type an operand had before it was broadcast and converted.
private struct Origin: Sendable {
  let shape: [Int]
  let dtype: DType

  init(_ tensor: Tensor) { (shape, dtype) = (tensor.shape, tensor.dtype) }

  func gradient(_ g: Tensor) -> Tensor { g.sum(to: shape).to(dtype) }
}

extension BinaryRule: CustomStringConvertible {
  package var description: String { "\(name)" }
}
