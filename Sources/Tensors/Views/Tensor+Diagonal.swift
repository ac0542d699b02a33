extension Tensor {
  /// Returns the diagonals of the matrices in dimensions `dim1` and `dim2` as a last dimension, a
  /// view that shares memory.
  ///
  ///     […, m, n] → […, k]; `offset` 0 is the main diagonal, 1 that above it, -1 that below
  public func diagonal(
    _ offset: Int = 0, _ dim1: Int = 0, _ dim2: Int = 1, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let (rows, columns) = (axis(dim1, "diagonal", at: site), axis(dim2, "diagonal", at: site))
    guard rows != columns, ndim >= 2 else {
      fail(
        "diagonal", "dimensions \(dim1) and \(dim2) of \(shape.shapeText) are no matrix", at: site)
    }
    let original = shape
    return diagonalView(offset, rows, columns).recorded(
      "DiagonalBackward0", self, isSmooth: true
    ) { _, g in
      [g.spread(over: original) { $0.diagonal(offset, rows, columns) }]
    }
  }

  private func diagonalView(_ offset: Int, _ rows: Int, _ columns: Int) -> Tensor {
    let (row, column) = (offset < 0 ? 0 &- offset : 0, Swift.max(offset, 0))
    let fits = row >= 0 && row < shape[rows] && column < shape[columns]
    let length = fits ? Swift.min(shape[rows] - row, shape[columns] - column) : 0
    let kept = shape.indices.filter { $0 != rows && $0 != columns }
    return Tensor(
      viewing: self, shape: kept.map { shape[$0] } + [length],
      strides: kept.map { strides[$0] } + [strides[rows] + strides[columns]],
      offset: self.offset + (fits ? row * strides[rows] + column * strides[columns] : 0))
  }

  /// Returns a copy of a matrix's diagonal, or the matrix of zeros with a vector on its diagonal.
  ///
  ///     [m, n] → [k]; [n] → [n + |diagonal|, n + |diagonal|]
  public func diag(
    _ diagonal: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    switch ndim {
    case 1: return diagonalMatrix(diagonal, Site(file, line))
    case 2: return self.diagonal(diagonal).clone()
    default:
      fail(
        "diag", "a tensor of shape \(shape.shapeText) is neither a vector nor a matrix",
        at: Site(file, line))
    }
  }

  private func diagonalMatrix(_ offset: Int, _ site: Site) -> Tensor {
    let (size, isTooLarge) = count.addingReportingOverflow(Int(clamping: offset.magnitude))
    let extent = isTooLarge ? Int.max : size
    _ = Tensor.extent(of: [extent, extent], dtype, at: site)
    let out = Tensor.zeros([extent, extent], dtype: dtype)
    Kernels.copy(self, to: out.diagonalView(offset, 0, 1))
    return out.recorded("DiagEmbedBackward0", self) { _, g in
      [g.diagonalView(offset, 0, 1).clone()]
    }
  }

  /// Returns the product of each element with each of `other`: [m], [n] → [m, n].
  public func outer(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard ndim == 1, other.ndim == 1 else {
      fail(
        "outer", "\(shape.shapeText) and \(other.shape.shapeText) are not both vectors",
        at: Site(file, line))
    }
    return unsqueeze(1) * other
  }
}
