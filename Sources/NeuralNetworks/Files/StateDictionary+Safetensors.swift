internal import Tensors

extension StateDictionary {
  /// The tensors as a safetensors file holds them, which other tools read.
  ///
  /// Eight bytes say how long the header is; the header is JSON with type, shape and place of each
  /// tensor; the elements follow, little-endian and in row-major order.
  public var safetensorsBytes: [UInt8] {
    var start = 0
    var members: [(name: String, value: JSONText)] = []
    for (name, tensor) in self {
      let end = start + tensor.count * tensor.dtype.size
      let numbers = { (values: [Int]) in JSONText.array(values.map { .number(Double($0)) }) }
      members.append(
        (
          name,
          .object([
            ("dtype", .string(tensor.dtype.safetensorsName)), ("shape", numbers(tensor.shape)),
            ("data_offsets", numbers([start, end])),
          ])
        ))
      start = end
    }
    var header = Array(JSONText.object(members).written.utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    return reduce(into: length + header) { $0 += $1.tensor.elementBytes }
  }

  /// Creates a dictionary from the bytes of a safetensors file, in the order of the elements.
  public init(safetensorsBytes bytes: [UInt8]) throws(SafetensorsError) {
    guard bytes.count >= 8 else { throw .truncated }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(bytes.count - 8) else { throw .truncated }
    let elements = bytes[(8 + Int(length))...]
    guard case .object(let members) = JSONText.read(bytes[8..<8 + Int(length)]) else {
      throw .header("it is no JSON object")
    }
    var found: [(start: Int, name: String, tensor: Tensor)] = []
    for (name, entry) in members where name != "__metadata__" {
      let (tensor, start) = try StateDictionary.tensor(name, entry, elements)
      found.append((start, name, tensor))
    }
    self.init(found.sorted { $0.start < $1.start }.map { ($0.name, $0.tensor) })
  }

  private static func tensor(
    _ name: String, _ entry: JSONText, _ elements: ArraySlice<UInt8>
  ) throws(SafetensorsError) -> (Tensor, start: Int) {
    guard case .string(let type) = entry["dtype"], let shape = entry["shape"]?.sizes,
      let offsets = entry["data_offsets"]?.sizes, offsets.count == 2, shape.count <= 32
    else { throw .header("the entry '\(name)' lacks its dtype, shape or data_offsets") }
    guard let dtype = DType.allCases.first(where: { $0.safetensorsName == type }) else {
      throw .elementType(type, name: name)
    }
    var size = dtype.size
    for extent in shape {
      let (product, isTooLarge) = size.multipliedReportingOverflow(by: extent)
      guard !isTooLarge else { throw .header("the shape \(shape) of '\(name)' overflows") }
      size = product
    }
    guard offsets[0] <= offsets[1], offsets[1] <= elements.count, offsets[1] - offsets[0] == size
    else {
      let end = Swift.min(offsets[1], elements.count)
      throw .place(name: name, expected: size, found: Swift.max(0, end - offsets[0]))
    }
    let start = elements.startIndex + offsets[0]
    let tensor = Tensor.fromElementBytes(elements[start..<start + size], shape: shape, dtype: dtype)
    return (tensor, offsets[0])
  }

  /// Writes the tensors to a safetensors file.
  public func save(_ path: String) throws(SafetensorsError) {
    if let reason = WholeFile.write(safetensorsBytes, to: path) {
      throw .file(path, reason: reason)
    }
  }

  /// Returns the tensors in a safetensors file.
  public static func load(_ path: String) throws(SafetensorsError) -> StateDictionary {
    switch WholeFile.read(path) {
    case .success(let bytes): try StateDictionary(safetensorsBytes: bytes)
    case .failure(let error): throw .file(path, reason: error.reason)
    }
  }
}

extension Module {
  /// Writes parameters and buffers to a safetensors file.
  public func save(_ path: String) throws(SafetensorsError) { try stateDict().save(path) }

  /// Copies the values of a safetensors file into this module's parameters and buffers.
  ///
  /// - Throws: `SafetensorsError` when the file cannot be read; `StateMismatch` when its names or
  ///   shapes differ, which lists them.
  public func load(_ path: String) throws { try load(StateDictionary.load(path)) }
}

extension DType {
  /// The name of the type in safetensors files.
  fileprivate var safetensorsName: String {
    switch self {
    case .float32: "F32"
    case .float64: "F64"
    case .int64: "I64"
    case .int32: "I32"
    case .int8: "I8"
    case .uint8: "U8"
    case .bool: "BOOL"
    }
  }
}
