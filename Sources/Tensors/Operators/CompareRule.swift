internal import AbacusKernels

/// A question about the elements of two tensors; the answers are `bool`.
struct CompareRule: Sendable {
  let name: StaticString
  let kernel: ab_compare

  static let eq = CompareRule(name: "eq", kernel: ab_compare_eq)
  static let ne = CompareRule(name: "ne", kernel: ab_compare_ne)
  static let lt = CompareRule(name: "lt", kernel: ab_compare_lt)
  static let le = CompareRule(name: "le", kernel: ab_compare_le)
  static let gt = CompareRule(name: "gt", kernel: ab_compare_gt)
  static let ge = CompareRule(name: "ge", kernel: ab_compare_ge)

  /// Returns the answer for the elements of `a` and `b`, which are broadcast to one shape.
  func callAsFunction(_ a: Tensor, _ b: Tensor, at site: Site = .unknown) -> Tensor {
    let type = Tensor.resultType(a, b)
    let (x, y) = (a.converted(to: type), b.converted(to: type))
    let out = Tensor(
      uninitialized: Tensor.broadcast(x.shape, y.shape, "\(name)", at: site), .bool)
    Kernels.compare(kernel, x, y, into: out)
    return out
  }

  /// Returns the answer with a number for the second operand.
  func callAsFunction(_ a: Tensor, _ b: Number, at site: Site = .unknown) -> Tensor {
    self(a, Tensor(number: b, a.resultType(with: b)), at: site)
  }
}
