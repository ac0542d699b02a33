internal import AbacusKernels

extension Kernels {
  /// c[m, n] = a[m, k] · b[k, n] (+ bias[n]); `a` and `b` may be strided, `c` is contiguous.
  static func product(
    _ a: Matrix, _ b: Matrix, bias: Tensor? = nil, into c: Tensor, at offset: Int = 0
  ) {
    guard a.rows > 0, b.columns > 0 else { return }
    let type = c.dtype.kernelType
    let workspace = Storage(byteCount: ab_product_workspace(type, a.rows, b.columns, a.columns))
    unsafe table.product(
      type, a.rows, b.columns, a.columns, a.kernelMatrix, b.kernelMatrix, bias?.pointer,
      c.pointer + offset * c.dtype.size, b.columns, workspace.bytes)
  }
}

/// Two dimensions of a tensor, as the product reads them.
struct Matrix {
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

  @unsafe fileprivate var kernelMatrix: ab_matrix {
    unsafe ab_matrix(
      data: UnsafeRawPointer(tensor.pointer + start * tensor.dtype.size), row: rowStride,
      column: columnStride)
  }
}
