/// A rectangular block of numbers of one type, with the derivative of everything done to it.
///
/// Several tensors may share memory: `view`, `transpose`, slicing and their like return new ways of
/// looking at the same elements, and a change through one is seen through all. As `torch.Tensor`.
///
/// The layout never changes. Elements and gradients may be read by several threads, or changed by one
/// at a time, as in PyTorch.
public final class Tensor: @unchecked Sendable {  // Writers take turns, as said above.
  /// The extent along each dimension; empty for a single number.
  public let shape: [Int]

  /// How many elements apart neighbours along each dimension are.
  public let strides: [Int]

  /// The type of the elements.
  public let dtype: DType

  /// The number of elements.
  public let count: Int

  /// Whether the elements lie in row-major order without gaps.
  public let isContiguous: Bool

  let storage: Storage
  let offset: Int

  /// Whether this is a Swift number in an operator, which hardly takes part in promotion.
  let isNumber: Bool

  /// Whether another tensor object was the first to own the memory.
  let isView: Bool

  /// The tensor that this is a view of, as far as gradients are concerned.
  var base: Tensor?

  /// The operation known to have made this tensor; see `node`.
  var history: Node?

  /// How often an in-place operation has given this tensor, or this view's base, a new history.
  var rewrites = 0

  /// Whether this tensor, made by no operation, collects its gradient.
  var collectsGradient = false

  /// The collected gradient.
  var collected: Tensor?

  /// What sees the gradient of this leaf before it is collected.
  var hooks: GradientHooks?

  /// Whether a module counts this among its parameters, which it then does even when frozen.
  package var isParameter = false

  /// Looks at `storage` in a given way.
  init(
    storage: Storage, shape: [Int], strides: [Int], offset: Int, dtype: DType, count: Int,
    isContiguous: Bool, isNumber: Bool = false, isView: Bool = false, base: Tensor? = nil
  ) {
    self.storage = storage
    self.shape = shape
    self.strides = strides
    self.offset = offset
    self.dtype = dtype
    self.count = count
    self.isContiguous = isContiguous
    self.isNumber = isNumber
    self.isView = isView
    self.base = base
    if let base { rewrites = base.rewrites }
  }
}

extension Tensor {
  /// Takes memory for a contiguous tensor, with unspecified contents.
  convenience init(
    uninitialized shape: [Int], _ dtype: DType, at site: Site = .unknown, isNumber: Bool = false
  ) {
    let (count, bytes) = Tensor.extent(of: shape, dtype, at: site)
    self.init(
      storage: Storage(byteCount: bytes), shape: shape, strides: shape.rowMajorStrides, offset: 0,
      dtype: dtype, count: count, isContiguous: true, isNumber: isNumber)
  }

  /// Takes memory for a contiguous tensor with the shape of the contiguous `other`.
  convenience init(uninitializedLike other: Tensor, _ dtype: DType) {
    self.init(
      storage: Storage(byteCount: other.count * dtype.size), shape: other.shape,
      strides: other.strides, offset: 0, dtype: dtype, count: other.count, isContiguous: true)
  }

  /// Looks at the memory of `base` in another way.
  convenience init(viewing base: Tensor, shape: [Int], strides: [Int], offset: Int) {
    self.init(
      storage: base.storage, shape: shape, strides: strides, offset: offset, dtype: base.dtype,
      count: shape.reduce(1, *), isContiguous: shape.areContiguous(strides: strides), isView: true,
      base: base.base ?? base)
  }

  /// The elements and bytes of `shape`; stops when an extent is negative or the product overflows.
  static func extent(
    of shape: [Int], _ dtype: DType, at site: Site
  ) -> (count: Int, bytes: Int) {
    var span = 1
    var overflow = false
    for extent in shape {
      guard extent >= 0 else {
        fail("Tensor", "the shape \(shape.shapeText) has a negative size", at: site)
      }
      // An extent of 0 does not help: strides are products of the others.
      let (product, tooLarge) = span.multipliedReportingOverflow(by: Swift.max(extent, 1))
      overflow = overflow || tooLarge
      span = product
    }
    let (bytes, tooLarge) = span.multipliedReportingOverflow(by: dtype.size)
    let isEmpty = shape.contains(0)
    guard !overflow, !tooLarge, isEmpty || bytes < 1 << 46 else {
      fail("Tensor", "the shape \(shape.shapeText) has more elements than memory can", at: site)
    }
    guard shape.count <= 32 else {
      fail("Tensor", "a shape of \(shape.count) dimensions is more than the limit of 32", at: site)
    }
    return isEmpty ? (0, 0) : (span, bytes)
  }
}

extension Tensor {
  /// The number of dimensions.
  public var ndim: Int { shape.count }

  /// The number of dimensions, as `torch.Tensor.dim`.
  public func dim() -> Int { shape.count }

  /// The number of elements, as `torch.Tensor.numel`.
  public func numel() -> Int { count }

  /// Returns the extent along dimension `dim`; -1 is the last.
  public func size(_ dim: Int, file: StaticString = #filePath, line: UInt = #line) -> Int {
    let axis = axis(dim, "size", at: Site(file, line))
    guard axis < ndim else {
      fail("size", "a tensor without dimensions has no size along \(dim)", at: Site(file, line))
    }
    return shape[axis]
  }

  /// Returns the dimension that `dim` means, counted from the end when negative.
  func axis(_ dim: Int, _ operation: String, at site: Site) -> Int {
    let rank = Swift.max(shape.count, 1)
    guard dim >= -rank, dim < rank else {
      fail(
        operation,
        "there is no dimension \(dim) in a tensor of shape \(shape.shapeText);"
          + " it has dimensions \(-rank) to \(rank - 1)", at: site)
    }
    return dim < 0 ? dim + rank : dim
  }
}

extension Array<Int> {
  /// The strides of a contiguous tensor of this shape.
  var rowMajorStrides: [Int] {
    guard count > 1 else { return isEmpty ? [] : [1] }
    var strides = self
    var stride = 1
    for axis in indices.reversed() {
      strides[axis] = stride
      stride *= Swift.max(self[axis], 1)
    }
    return strides
  }

  /// Whether a tensor of this shape lies in row-major order without gaps.
  func areContiguous(strides: [Int]) -> Bool {
    var expected = 1
    for axis in indices.reversed() where self[axis] != 1 {
      if strides[axis] != expected, !contains(0) { return false }
      expected *= self[axis]
    }
    return true
  }
}
