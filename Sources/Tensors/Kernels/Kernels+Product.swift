internal import AbacusKernels

extension Kernels {
  /// c[m, n] = a[m, k] · b[k, n] (+ bias[n]); `a` and `b` may be strided, `c` is contiguous.
  ///
  /// Large products are cut along the longer side of the result; each element is the same sum
  /// whatever the number of parts.
  static func product(
    _ a: Matrix, _ b: Matrix, bias: Tensor? = nil, into c: Tensor, at offset: Int = 0
  ) {
    guard a.rows > 0, b.columns > 0 else { return }
    let isLarge = a.rows * b.columns >= 1 << 10 && a.rows * b.columns * a.columns >= 1 << 24
    let parts = isLarge ? threads : 1
    if parts == 1 { return multiply(a, b, bias, c, offset, 0..<a.rows, 0..<b.columns) }
    let byRows = a.rows >= b.columns
    let pieces = (byRows ? a.rows : b.columns).pieces(parts, of: byRows ? 48 : 64)
    Parallel.run(pieces.count) { part in
      multiply(
        a, b, bias, c, offset, byRows ? pieces[part] : 0..<a.rows,
        byRows ? 0..<b.columns : pieces[part])
    }
  }

  /// Computes the given rows and columns of the product.
  private static func multiply(
    _ a: Matrix, _ b: Matrix, _ bias: Tensor?, _ c: Tensor, _ offset: Int, _ rows: Range<Int>,
    _ columns: Range<Int>
  ) {
    let type = c.dtype.kernelType
    let (left, right) = (a.skipping(rows: rows.lowerBound), b.skipping(columns: columns.lowerBound))
    let workspace = Storage(
      byteCount: ab_product_workspace(type, rows.count, columns.count, a.columns))
    let start = offset + rows.lowerBound * b.columns + columns.lowerBound
    unsafe table.product(
      type, rows.count, columns.count, a.columns, left.kernelMatrix, right.kernelMatrix,
      bias.map { unsafe $0.pointer + columns.lowerBound * c.dtype.size },
      c.pointer + start * c.dtype.size, b.columns, workspace.bytes)
  }
}

extension Int {
  /// Cuts 0 ..< self into at most `parts` ranges whose starts are multiples of `grain`.
  fileprivate func pieces(_ parts: Int, of grain: Int) -> [Range<Int>] {
    let length = ((self + parts - 1) / parts + grain - 1) / grain * grain
    return stride(from: 0, to: self, by: length).map { $0..<Swift.min($0 + length, self) }
  }
}

/// Two dimensions of a tensor, as the product reads them.
struct Matrix: Sendable {
  let tensor: Tensor
  var start = 0
  let rows: Int
  let columns: Int
  let rowStride: Int
  let columnStride: Int

  /// The last two dimensions of `tensor`.
  init(_ tensor: Tensor) {
    self.tensor = tensor
    let rank = tensor.ndim
    (rows, columns) = (tensor.shape[rank - 2], tensor.shape[rank - 1])
    (rowStride, columnStride) = (tensor.strides[rank - 2], tensor.strides[rank - 1])
  }

  private init(
    _ tensor: Tensor, _ start: Int, _ rows: Int, _ columns: Int, _ rowStride: Int,
    _ columnStride: Int
  ) {
    (self.tensor, self.start) = (tensor, start)
    (self.rows, self.columns) = (rows, columns)
    (self.rowStride, self.columnStride) = (rowStride, columnStride)
  }

  /// A contiguous tensor as rows along its last dimension.
  static func rows(of tensor: Tensor, _ columns: Int) -> Matrix {
    Matrix(tensor, 0, columns == 0 ? 0 : tensor.count / columns, columns, columns, 1)
  }

  /// The same elements with rows and columns exchanged.
  var transposed: Matrix {
    Matrix(tensor, start, columns, rows, columnStride, rowStride)
  }

  /// The same without the first rows and columns.
  func skipping(rows: Int = 0, columns: Int = 0) -> Matrix {
    Matrix(
      tensor, start + rows * rowStride + columns * columnStride, self.rows - rows,
      self.columns - columns, rowStride, columnStride)
  }

  @unsafe fileprivate var kernelMatrix: ab_matrix {
    unsafe ab_matrix(
      data: UnsafeRawPointer(tensor.pointer + start * tensor.dtype.size), row: rowStride,
      column: columnStride)
  }
}
