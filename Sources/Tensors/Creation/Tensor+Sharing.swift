extension Tensor {
  /// Creates a tensor that looks at memory of Swift, without a copy, as `torch.from_numpy`.
  ///
  /// Changes on either side are seen on the other; gradients do not know of those made in Swift. The
  /// elements are in row-major order; without `shape` they are a vector. `owner` is kept alive until
  /// no tensor needs the memory any more, and must not free or move it before.
  ///
  /// - Precondition: There are as many elements as `shape` has, and none if there is no memory.
  /// - Complexity: O(1).
  public convenience init<S: TensorScalar>(
    sharing elements: UnsafeMutableBufferPointer<S>, shape: [Int]? = nil, owner: AnyObject,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let site = Site(file, line)
    let shape = shape ?? [elements.count]
    let (count, bytes) = Tensor.extent(of: shape, S.dtype, at: site)
    guard count == elements.count else {
      fail(
        "Tensor", "\(elements.count) elements do not fill the shape \(shape.shapeText)", at: site)
    }
    let storage: Storage
    if let start = elements.baseAddress {
      unsafe storage = Storage(
        sharing: UnsafeMutableRawPointer(start), byteCount: bytes, owner: owner)
    } else {
      storage = Storage(byteCount: 0)
    }
    self.init(
      storage: storage, shape: shape, strides: shape.rowMajorStrides, offset: 0, dtype: S.dtype,
      count: count, isContiguous: true)
  }
}
