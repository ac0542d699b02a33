extension Tensor {
  /// The elements in row-major order as they lie in memory, little-endian.
  package var elementBytes: [UInt8] {
    let source = packed
    let bytes = unsafe Array(
      UnsafeRawBufferPointer(start: source.pointer, count: count * dtype.size))
    return withExtendedLifetime(source) { bytes }
  }

  /// Creates a tensor from its elements as they lie in memory.
  ///
  /// - Precondition: There are as many bytes as the shape's elements take.
  package static func fromElementBytes(
    _ bytes: ArraySlice<UInt8>, shape: [Int], dtype: DType
  ) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype)
    unsafe bytes.withUnsafeBytes { source in
      let target = unsafe UnsafeMutableRawBufferPointer(
        start: result.pointer, count: result.count * dtype.size)
      unsafe target.copyBytes(from: source)
    }
    guard dtype == .bool else { return result }
    return Tensor(bytes.map { $0 != 0 }, shape: shape, dtype: .bool)
  }
}
