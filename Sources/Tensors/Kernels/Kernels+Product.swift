internal import AbacusKernels
import Synchronization

extension Kernels {
  /// c[m, n] = a[m, k] · b[k, n] (+ bias[n]); `a` and `b` may be strided, `c` is contiguous.
  ///
  /// Large products are cut along the longer side of the result; each element is the same sum
  /// whatever the number of parts. Those whose result is small are cut along k, into pieces of a
  /// fixed length.
  static func product(
    _ a: Matrix, _ b: Matrix, bias: Tensor? = nil, into c: Tensor, at offset: Int = 0
  ) {
    let (m, n, k) = (a.rows, b.columns, a.columns)
    guard m > 0, n > 0 else { return }
    if m * n <= smallResult, bias == nil, k >= 4 * depth {
      return productByDepth(a, b, into: c, offset)
    }
    if a.goesByDots(b) { return productByDots(a, b, bias, into: c, offset) }
    if goesByTiles(m, n, k, c.dtype), productByTiles(a, b, bias, into: c, offset) { return }
    let byRows = m >= n
    let grain = byRows ? 48 : 64
    let parts = m * n * k < leastShared ? 1 : Swift.min(threads, Swift.max(m, n) / (grain / 2))
    guard parts > 1 else { return multiply(a, b, bias, c, offset, 0..<m, 0..<n) }
    let pieces = (byRows ? m : n).pieces(parts, of: grain)
    Parallel.run(pieces.count) { part in
      multiply(
        a, b, bias, c, offset, byRows ? pieces[part] : 0..<m, byRows ? 0..<n : pieces[part])
    }
  }

  /// The fewest multiply-adds worth sharing.
  static let leastShared = 1 << 19

  /// How deep a piece of a product is that is cut along k, and how large a result it may have.
  private static let depth = 1024
  private static let smallResult = 1 << 10

  /// The sum of the products of pieces of k.
  private static func productByDepth(_ a: Matrix, _ b: Matrix, into c: Tensor, _ offset: Int) {
    let (m, n, k) = (a.rows, b.columns, a.columns)
    let count = (k + depth - 1) / depth
    let partial = Tensor(uninitialized: [count, m, n], c.dtype)
    Parallel.ranges(count, grain: Swift.max(1, leastShared / (2 * m * n * depth))) { range in
      for index in range {
        let (left, right) = (a.skipping(columns: index * depth), b.skipping(rows: index * depth))
        let length = Swift.min(depth, k - index * depth)
        multiply(
          left.first(columns: length), right.first(rows: length), nil, partial, index * m * n,
          0..<m, 0..<n)
      }
    }
    unsafe table.reduce(
      c.dtype.kernelType, ab_reduce_sum, partial.pointer, c.pointer + offset * c.dtype.size, 1,
      count, m * n, 1)
  }

  /// Each element as the product of two rows, of `a` and of the transpose of `b`.
  private static func productByDots(
    _ a: Matrix, _ b: Matrix, _ bias: Tensor?, into c: Tensor, _ offset: Int
  ) {
    let (m, n, k) = (a.rows, b.columns, a.columns)
    let (type, size) = (c.dtype.kernelType, c.dtype.size)
    // The longer side is cut into pieces that are whole tiles.
    let (length, tiles) = (Swift.max(m, n), 20)
    let grain = Swift.max(1, leastShared / (2 * tiles * k * Swift.min(m, n)))
    Parallel.ranges((length + tiles - 1) / tiles, grain: grain) { range in
      let part = range.lowerBound * tiles..<Swift.min(range.upperBound * tiles, length)
      let (rows, columns) = m >= n ? (part, 0..<n) : (0..<m, part)
      let left = unsafe a.skipping(rows: rows.lowerBound).kernelMatrix
      let right = unsafe b.skipping(columns: columns.lowerBound).kernelMatrix
      let start = offset + rows.lowerBound * n + columns.lowerBound
      unsafe table.dots(
        type, rows.count, columns.count, k, left.data, left.row, right.data, right.column,
        bias.map { unsafe $0.pointer + columns.lowerBound * size }, c.pointer + start * size, n)
    }
  }

  /// Whether a product is large enough for the tile unit, and there is one.
  private static func goesByTiles(_ m: Int, _ n: Int, _ k: Int, _ type: DType) -> Bool {
    type == .float32 && Swift.min(m, n) >= 32 && k >= 64 && m * n * k >= leastTiled && hasTiles
  }

  /// The fewest multiply-adds worth splitting numbers for.
  private static let leastTiled = 1 << 21

  /// The product on the tile unit; false when the numbers are none for it.
  private static func productByTiles(
    _ a: Matrix, _ b: Matrix, _ bias: Tensor?, into c: Tensor, _ offset: Int
  ) -> Bool {
    let (m, n, k) = (a.rows, b.columns, a.columns)
    let byRows = m >= n
    let pieces = Swift.max(m, n).pieces(Swift.min(threads, Swift.max(m, n) / 32), of: 32)
    let fits = Atomic(true)
    Parallel.run(pieces.count) { part in
      let (rows, columns) = byRows ? (pieces[part], 0..<n) : (0..<m, pieces[part])
      let left = a.skipping(rows: rows.lowerBound)
      let right = b.skipping(columns: columns.lowerBound)
      let workspace = Storage(byteCount: ab_tiles_workspace(columns.count))
      let start = offset + rows.lowerBound * n + columns.lowerBound
      let succeeded = unsafe ab_tiles_product(
        rows.count, columns.count, k, left.kernelMatrix, right.kernelMatrix,
        bias.map {
          unsafe UnsafePointer($0.pointer.assumingMemoryBound(to: Float.self)) + columns.lowerBound
        }, c.pointer.assumingMemoryBound(to: Float.self) + start, n, workspace.bytes)
      if !succeeded { fits.store(false, ordering: .relaxed) }
    }
    return fits.load(ordering: .relaxed)
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
  ///
  /// None is shorter than half of that: the kernel computes short products another way.
  fileprivate func pieces(_ parts: Int, of grain: Int) -> [Range<Int>] {
    let length = ((self + parts - 1) / parts + grain - 1) / grain * grain
    return stride(from: 0, to: Swift.max(1, self - grain / 2), by: length).map {
      $0..<(self - $0 - length <= grain / 2 ? self : $0 + length)
    }
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

  /// The same without the rows and columns after the first ones.
  func first(rows: Int? = nil, columns: Int? = nil) -> Matrix {
    Matrix(tensor, start, rows ?? self.rows, columns ?? self.columns, rowStride, columnStride)
  }

  /// Whether the product with `other` is best computed row by row: when the rows of this matrix and
  /// the columns of the other have no gaps, and the shorter side of the result stays in a cache.
  fileprivate func goesByDots(_ other: Matrix) -> Bool {
    let short = Swift.min(rows, other.columns)
    return columns >= 128 && columnStride == 1 && other.rowStride == 1
      && (short <= 16 || short <= 64 && short * columns <= 1 << 16)
  }

  @unsafe fileprivate var kernelMatrix: ab_matrix {
    unsafe ab_matrix(
      data: UnsafeRawPointer(tensor.pointer + start * tensor.dtype.size), row: rowStride,
      column: columnStride)
  }
}
