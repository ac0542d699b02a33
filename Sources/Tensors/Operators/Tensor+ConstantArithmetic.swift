// The same operators as for variables, for tensors that a constant refers to: `for p in parameters
// { p -= 0.1 * g }` changes the elements of each, which needs no variable. They are disfavoured so
// that `x[mask] += 1` still assigns through the subscript.

extension Tensor {
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  @_disfavoredOverload
  public static func += (a: Tensor, b: Tensor) {
    a.assign(BinaryRule.add(a, b), "+=", at: .unknown)
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  @_disfavoredOverload
  public static func += (a: Tensor, b: some TensorScalar) {
    a.assign(BinaryRule.add(a, b.number), "+=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  @_disfavoredOverload
  public static func -= (a: Tensor, b: Tensor) {
    a.assign(BinaryRule.sub(a, b), "-=", at: .unknown)
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  @_disfavoredOverload
  public static func -= (a: Tensor, b: some TensorScalar) {
    a.assign(BinaryRule.sub(a, b.number), "-=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  @_disfavoredOverload
  public static func *= (a: Tensor, b: Tensor) {
    a.assign(BinaryRule.mul(a, b), "*=", at: .unknown)
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  @_disfavoredOverload
  public static func *= (a: Tensor, b: some TensorScalar) {
    a.assign(BinaryRule.mul(a, b.number), "*=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  @_disfavoredOverload
  public static func /= (a: Tensor, b: Tensor) {
    a.assign(BinaryRule.div(a, b), "/=", at: .unknown)
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  @_disfavoredOverload
  public static func /= (a: Tensor, b: some TensorScalar) {
    a.assign(BinaryRule.div(a, b.number), "/=", at: .unknown)
  }
}
