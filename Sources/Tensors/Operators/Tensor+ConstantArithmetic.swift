// The same operators as for variables, for tensors that a constant refers to: `for p in parameters
// { p -= 0.1 * g }` changes the elements of each, which needs no variable. They belong to a protocol,
// which makes them the second choice: `x[mask] += 1` must still assign through the subscript. (As a
// disfavoured overload of `Tensor` itself they would be chosen there, and the sum would be lost.)

/// What in-place operators can change although a constant refers to it.
public protocol InPlaceChangeable: AnyObject {
  /// The tensor whose elements are changed.
  var changedTensor: Tensor { get }
}

extension Tensor: InPlaceChangeable {
  /// This tensor.
  public var changedTensor: Tensor { self }
}

extension InPlaceChangeable {
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func += (a: Self, b: Tensor) {
    a.changedTensor.assign(BinaryRule.add(a.changedTensor, b), "+=", at: .unknown)
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func += (a: Self, b: some TensorScalar) {
    a.changedTensor.assign(BinaryRule.add(a.changedTensor, b.number), "+=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func -= (a: Self, b: Tensor) {
    a.changedTensor.assign(BinaryRule.sub(a.changedTensor, b), "-=", at: .unknown)
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func -= (a: Self, b: some TensorScalar) {
    a.changedTensor.assign(BinaryRule.sub(a.changedTensor, b.number), "-=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func *= (a: Self, b: Tensor) {
    a.changedTensor.assign(BinaryRule.mul(a.changedTensor, b), "*=", at: .unknown)
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func *= (a: Self, b: some TensorScalar) {
    a.changedTensor.assign(BinaryRule.mul(a.changedTensor, b.number), "*=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func /= (a: Self, b: Tensor) {
    a.changedTensor.assign(BinaryRule.div(a.changedTensor, b), "/=", at: .unknown)
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func /= (a: Self, b: some TensorScalar) {
    a.changedTensor.assign(BinaryRule.div(a.changedTensor, b.number), "/=", at: .unknown)
  }
}
