extension Tensor {
  /// Returns whether any element is not 0, as a tensor of one `bool`.
  public func any() -> Tensor { Tensor(packed(as: .bool).sum().item() > 0) }

  /// Returns whether no element is 0, as a tensor of one `bool`; it holds when there are none.
  public func all() -> Tensor { Tensor(packed(as: .bool).sum().item() == Double(count)) }

  /// Returns whether each element is NaN.
  public func isnan() -> Tensor { self .!= self }

  /// Returns whether each element is infinite.
  public func isinf() -> Tensor { detach().abs() .== Double.infinity }

  /// Returns the positions of the elements that are not 0: `[n, dimensions]`, in row-major order.
  public func nonzero() -> Tensor {
    let columns = packed(as: .bool).nonzeroColumns()
    guard !columns.isEmpty else { return Tensor.zeros([item() == 0 ? 0 : 1, 0], dtype: .int64) }
    return Tensor.stack(columns, dim: 1)
  }

  /// Returns whether both tensors have the same shape and equal elements.
  public func equal(_ other: Tensor) -> Bool {
    shape == other.shape && (self .== other).all().item() == 1
  }

  /// Returns whether |self - other| ≤ atol + rtol · |other| for all elements, after broadcasting.
  ///
  /// Infinities are close to themselves only; NaN is close to NaN if `equalNaN` is set.
  public func allclose(
    _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    let (a, b) = (detach().double(), other.detach().double())
    let distance = a.sub(b, file: file, line: line).abs()
    var isClose = (distance .<= b.abs() * rtol + atol) .& (distance .< Double.infinity) .| (a .== b)
    if equalNaN { isClose = isClose .| (a.isnan() .& b.isnan()) }
    return isClose.all().item() == 1
  }
}
