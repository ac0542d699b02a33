/// Returns the rows of `weight` that `indices` name, as `torch.nn.functional.embedding`.
///
///     [*], [num, dim] → [*, dim]
///
/// The gradient of the weight is that of each row summed over where it is named; row `paddingIdx`
/// has none.
///
/// - Precondition: The indices are integers from 0 up to the number of rows.
public func embedding(
  _ indices: Tensor, _ weight: Tensor, paddingIdx: Int? = nil,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  guard !indices.dtype.isFloatingPoint, indices.dtype != .bool, weight.ndim == 2 else {
    fail(
      "embedding",
      "it takes whole numbers and a matrix, not \(indices.dtype.name) and a weight of shape"
        + " \(weight.shape.shapeText)", at: site)
  }
  let rows = indices.scalars(as: Int64.self)
  for row in rows where row < 0 || row >= weight.shape[0] {
    fail(
      "embedding",
      "the index \(row) is none of the \(weight.shape[0]) rows, 0 to \(weight.shape[0] - 1)",
      at: site)
  }
  let width = weight.shape[1]
  let result = Tensor(uninitialized: indices.shape + [width], weight.dtype)
  Kernels.gatherRows(weight.packed, rows, into: result, width: width)
  let shape = weight.shape
  return result.recorded("EmbeddingBackward0", weight) { _, g in
    let sums = Tensor.zeros(shape, dtype: g.dtype)
    Kernels.scatterRows(g.packed, rows, into: sums, width: width, adding: true)
    if let paddingIdx { Kernels.copy(Tensor.zeros([], dtype: g.dtype), to: sums.row(paddingIdx)) }
    return [sums]
  }
}

extension Tensor {
  /// Row `index`, which counts from the end when negative.
  fileprivate func row(_ index: Int) -> Tensor {
    narrowed(0, index < 0 ? index + shape[0] : index, 1)
  }
}
