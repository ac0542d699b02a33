extension Tensor {
  /// Returns the elements as `dtype`: this tensor when it has that type already.
  public func to(_ dtype: DType) -> Tensor {
    if dtype == self.dtype { return self }
    let original = self.dtype
    return packed(as: dtype).recorded("ToCopyBackward0", self, isSmooth: true) { _, g in
      [g.to(original)]
    }
  }

  /// Returns the elements as `float32`.
  public func float() -> Tensor { to(.float32) }
  /// Returns the elements as `float64`.
  public func double() -> Tensor { to(.float64) }
  /// Returns the elements as `int64`, fractions dropped.
  public func long() -> Tensor { to(.int64) }
  /// Returns the elements as `int32`, fractions dropped.
  public func int() -> Tensor { to(.int32) }
  /// Returns whether each element is not 0.
  public func bool() -> Tensor { to(.bool) }
}
