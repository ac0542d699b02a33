extension Tensor {
  /// The tensor as the bytes of an `.npy` file, in C order, as `numpy.save` writes them.
  public var npyBytes: [UInt8] {
    let source = packed
    let header = NpyHeader(dtype: dtype, isFortranOrder: false, shape: shape).bytes
    let elements = unsafe UnsafeRawBufferPointer(
      start: source.pointer, count: count * dtype.size)
    let bytes = unsafe header + Array(elements)
    return withExtendedLifetime(source) { bytes }
  }

  /// Creates a tensor from the bytes of an `.npy` file, in C or Fortran order.
  ///
  /// Versions 1 to 3 of the format, the element types of `DType` in either byte order.
  ///
  /// - Throws: Why the bytes are not such a file.
  public static func fromNpy(_ bytes: [UInt8]) throws(NpyError) -> Tensor {
    let (header, start) = try NpyHeader.read(bytes)
    var reach = header.dtype.size  // As if no extent were 0: strides must not overflow either.
    for extent in header.shape {
      let (product, isTooLarge) = reach.multipliedReportingOverflow(by: Swift.max(extent, 1))
      guard !isTooLarge else { throw .header("the shape \(header.shape.shapeText) overflows") }
      reach = product
    }
    let size = header.shape.contains(0) ? 0 : reach
    guard size == bytes.count - start else {
      throw .size(expected: size, found: bytes.count - start)
    }
    let isFortran = header.isFortranOrder
    let shape = isFortran ? header.shape.reversed() : header.shape
    let result = Tensor(uninitialized: shape, header.dtype)
    unsafe bytes.withUnsafeBytes { source in
      let target = unsafe UnsafeMutableRawBufferPointer(start: result.pointer, count: size)
      unsafe target.copyBytes(from: source[start...])
    }
    if header.dtype == .bool { result.normalizeTruth() }
    if header.isBigEndian { result.reverseBytes() }
    return isFortran ? result.T : result
  }

  /// Makes every byte of truth other than 0 a 1, which a Swift `Bool` must be.
  private func normalizeTruth() {
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: pointer, count: count)
    for index in bytes.indices where unsafe bytes[index] > 1 { unsafe bytes[index] = 1 }
  }

  /// Turns round the bytes of every element.
  private func reverseBytes() {
    let size = dtype.size
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: pointer, count: count * size)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for index in 0..<size / 2 {
        unsafe bytes.swapAt(start + index, start + size - 1 - index)
      }
    }
  }

  /// Writes the tensor to an `.npy` file, as `numpy.save`.
  ///
  /// - Throws: Why the file cannot be written.
  public func saveNpy(_ path: String) throws(NpyError) { try NpyFile.write(npyBytes, to: path) }

  /// Returns the tensor in an `.npy` file, as `numpy.load`.
  ///
  /// - Throws: Why the file cannot be read, or is no such file.
  public static func loadNpy(_ path: String) throws(NpyError) -> Tensor {
    try fromNpy(NpyFile.read(path))
  }
}
