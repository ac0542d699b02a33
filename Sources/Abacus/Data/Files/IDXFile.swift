internal import Tensors

/// A file in the format of the MNIST data base, plain or packed with gzip.
///
/// Two zeros, a byte for the element type, a byte for the number of dimensions, four bytes for each
/// extent, and the elements, highest byte first (LeCun, Cortes and Burges, "The MNIST database",
/// appendix "The IDX file format").
enum IDXFile {
  /// Returns the elements of the file at `path`; those of two bytes as `int32`.
  static func read(_ path: String) throws(DataError) -> Tensor {
    let source = try ByteSource(path)
    let start = try source.next(4)
    guard start.count == 4, start[0] == 0, start[1] == 0 else {
      throw .notIDX(path, start: start)
    }
    guard let type = types[start[2]] else { throw .elementType(path, code: start[2]) }
    let shape = try extents(Int(start[3]), source)
    let count = try elementCount(shape, type, path)
    // One byte more than there should be, so that there can't be more.
    var bytes = try source.next(count * type.size + 1)
    guard bytes.count <= count * type.size else { throw .tooLong(path, shape: shape) }
    guard bytes.count == count * type.size else {
      throw .size(path, shape: shape, found: bytes.count / type.size)
    }
    if type.size > 1 { bytes = littleEndian(bytes, type) }
    return Tensor.fromElementBytes(bytes[...], shape: shape, dtype: type.dtype)
  }

  /// An element type: how many bytes it has in the file, and what it becomes.
  private typealias ElementType = (size: Int, dtype: DType)

  private static let types: [UInt8: ElementType] = [
    0x08: (1, .uint8), 0x09: (1, .int8), 0x0B: (2, .int32), 0x0C: (4, .int32), 0x0D: (4, .float32),
    0x0E: (8, .float64),
  ]

  private static func extents(_ rank: Int, _ source: ByteSource) throws(DataError) -> [Int] {
    let bytes = try source.next(4 * rank)
    guard bytes.count == 4 * rank, rank <= 32 else {
      throw .shape(source.path, found: [], expected: "\(rank) dimensions in the header")
    }
    return (0..<rank).map { index in
      bytes[4 * index..<4 * index + 4].reduce(0) { $0 << 8 | Int($1) }
    }
  }

  private static func elementCount(
    _ shape: [Int], _ type: ElementType, _ path: String
  ) throws(DataError) -> Int {
    var size = type.dtype.size
    for extent in shape {
      let (product, isTooLarge) = size.multipliedReportingOverflow(by: extent)
      guard !isTooLarge, product < Int.max else { throw .size(path, shape: shape, found: 0) }
      size = product
    }
    return size / type.dtype.size
  }

  /// Turns round the bytes of every element, and widens those of two bytes to four.
  private static func littleEndian(_ bytes: [UInt8], _ type: ElementType) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / type.size * type.dtype.size)
    for start in stride(from: 0, to: bytes.count, by: type.size) {
      for index in (start..<start + type.size).reversed() { result.append(bytes[index]) }
      if type.size < type.dtype.size {
        let sign: UInt8 = bytes[start] & 0x80 == 0 ? 0 : 0xFF
        result += [sign, sign]
      }
    }
    return result
  }
}
