extension Tensor {
  /// Returns the sum, element by element, after broadcasting.
  public static func + (a: Tensor, b: Tensor) -> Tensor { BinaryRule.add(a, b) }
  /// Returns the sum of each element and `b`.
  public static func + (a: Tensor, b: some TensorScalar) -> Tensor { BinaryRule.add(a, b.number) }
  /// Returns the sum of `a` and each element.
  public static func + (a: some TensorScalar, b: Tensor) -> Tensor { BinaryRule.add(a.number, b) }

  /// Returns the difference, element by element, after broadcasting.
  public static func - (a: Tensor, b: Tensor) -> Tensor { BinaryRule.sub(a, b) }
  /// Returns the difference of each element and `b`.
  public static func - (a: Tensor, b: some TensorScalar) -> Tensor { BinaryRule.sub(a, b.number) }
  /// Returns the difference of `a` and each element.
  public static func - (a: some TensorScalar, b: Tensor) -> Tensor { BinaryRule.rsub(a.number, b) }

  /// Returns the product, element by element, after broadcasting.
  public static func * (a: Tensor, b: Tensor) -> Tensor { BinaryRule.mul(a, b) }
  /// Returns the product of each element and `b`.
  public static func * (a: Tensor, b: some TensorScalar) -> Tensor { BinaryRule.mul(a, b.number) }
  /// Returns the product of `a` and each element.
  public static func * (a: some TensorScalar, b: Tensor) -> Tensor { BinaryRule.mul(a.number, b) }

  /// Returns the quotient, of integers too as a float, element by element, after broadcasting.
  public static func / (a: Tensor, b: Tensor) -> Tensor { BinaryRule.div(a, b) }
  /// Returns the quotient, of integers too as a float of each element and `b`.
  public static func / (a: Tensor, b: some TensorScalar) -> Tensor { BinaryRule.div(a, b.number) }
  /// Returns the quotient, of integers too as a float of `a` and each element.
  public static func / (a: some TensorScalar, b: Tensor) -> Tensor { BinaryRule.rdiv(a.number, b) }
}

extension Tensor {
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func += (a: inout Tensor, b: Tensor) {
    a.update(by: .add, b, "+=")
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func += (a: inout Tensor, b: some TensorScalar) {
    a.assign(BinaryRule.add(a, b.number), "+=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func -= (a: inout Tensor, b: Tensor) {
    a.update(by: .sub, b, "-=")
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func -= (a: inout Tensor, b: some TensorScalar) {
    a.assign(BinaryRule.sub(a, b.number), "-=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func *= (a: inout Tensor, b: Tensor) {
    a.update(by: .mul, b, "*=")
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func *= (a: inout Tensor, b: some TensorScalar) {
    a.assign(BinaryRule.mul(a, b.number), "*=", at: .unknown)
  }

  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func /= (a: inout Tensor, b: Tensor) {
    a.update(by: .div, b, "/=")
  }
  /// Changes each element of `a` in place; other tensors that share its memory see it.
  public static func /= (a: inout Tensor, b: some TensorScalar) {
    a.assign(BinaryRule.div(a, b.number), "/=", at: .unknown)
  }
}
