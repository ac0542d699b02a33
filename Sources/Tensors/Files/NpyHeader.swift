/// Why bytes are no array in NumPy's format, or cannot be read or written.
public enum NpyError: Error, Equatable, Sendable {
  case notNpy
  case version(major: Int)
  case truncatedHeader
  case header(String)
  case elementType(String)
  case size(expected: Int, found: Int)
  case file(String, reason: String)
}

extension NpyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notNpy: "npy: the bytes do not begin as an .npy file does"
    case .version(let major): "npy: version \(major) of the format is not one of 1, 2 and 3"
    case .truncatedHeader: "npy: the bytes end inside the header"
    case .header(let fact): "npy: the header is damaged: \(fact)"
    case .elementType(let name):
      "npy: the element type '\(name)' is none of "
        + DType.allCases.map { "'\($0.npyName)'" }.joined(separator: ", ")
    case .size(let expected, let found):
      "npy: the header promises \(expected) bytes of elements, but there are \(found)"
    case .file(let path, let reason): "npy: '\(path)': \(reason)"
    }
  }
}

extension DType {
  /// The type as NumPy's array interface names it, little-endian.
  var npyName: String {
    switch self {
    case .float32: "<f4"
    case .float64: "<f8"
    case .int64: "<i8"
    case .int32: "<i4"
    case .int8: "|i1"
    case .uint8: "|u1"
    case .bool: "|b1"
    }
  }
}

/// What precedes the elements in NumPy's format (NEP 1): a Python dictionary of three entries.
struct NpyHeader {
  var dtype: DType
  /// Whether the first byte of an element is its highest.
  var isBigEndian = false
  var isFortranOrder: Bool
  var shape: [Int]

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The bytes before the elements: version 1, or 2 when it is long, padded to a multiple of 64.
  var bytes: [UInt8] {
    let order = isFortranOrder ? "True" : "False"
    let text =
      "{'descr': '\(dtype.npyName)', 'fortran_order': \(order), 'shape': \(shape.shapeText), }"
    let isLong = text.utf8.count + 65 > Int(UInt16.max)
    let start = NpyHeader.magic.count + 2 + (isLong ? 4 : 2)
    let padding = (64 - (start + text.utf8.count + 1) % 64) % 64
    let length = text.utf8.count + padding + 1
    let lengthBytes = (0..<(isLong ? 4 : 2)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return NpyHeader.magic + [isLong ? 2 : 1, 0] + lengthBytes + Array(text.utf8)
      + [UInt8](repeating: 0x20, count: padding) + [0x0A]
  }
}

extension NpyHeader {
  /// Reads the header of `bytes`, and returns it with the position of the first element.
  static func read(_ bytes: [UInt8]) throws(NpyError) -> (header: NpyHeader, start: Int) {
    guard bytes.starts(with: magic) else { throw .notNpy }
    guard bytes.count >= 10 else { throw .truncatedHeader }
    let major = Int(bytes[6])
    guard (1...3).contains(major) else { throw .version(major: major) }
    let start = major == 1 ? 10 : 12
    guard bytes.count >= start else { throw .truncatedHeader }
    let length = (8..<start).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    guard length <= bytes.count - start else { throw .truncatedHeader }
    let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
    return (try NpyHeader(text), start + length)
  }

  private init(_ text: String) throws(NpyError) {
    let type = try NpyHeader.value(of: "descr", in: text, upTo: ",")
    let name = type.filter { $0 != "'" && $0 != "\"" }
    guard let dtype = DType.allCases.first(where: { $0.npyName.dropFirst() == name.dropFirst() }),
      dtype.size == 1 || name.first == "<" || name.first == ">"
    else { throw .elementType(name) }
    let order = try NpyHeader.value(of: "fortran_order", in: text, upTo: ",")
    guard ["True", "False"].contains(order) else { throw .header("fortran_order is '\(order)'") }
    let list = try NpyHeader.value(of: "shape", in: text, upTo: ")")
    guard list.first == "(" else { throw .header("the shape is '\(list)'") }
    var shape: [Int] = []
    for part in list.dropFirst().split(separator: ",") {
      let digits = part.filter { $0 != " " }
      if digits.isEmpty { continue }
      guard let extent = Int(digits), extent >= 0, shape.count < 32 else {
        throw .header("the shape is '\(list))'")
      }
      shape.append(extent)
    }
    (self.dtype, self.isFortranOrder, self.shape) = (dtype, order == "True", shape)
    isBigEndian = dtype.size > 1 && name.first == ">"
  }

  /// What stands between `key`'s colon and `end`, without spaces around it.
  private static func value(
    of key: String, in text: String, upTo end: Character
  ) throws(NpyError) -> String {
    let quoted = ["'\(key)'", "\"\(key)\""]
    let characters = Array(text)
    for key in quoted.map(Array.init) where characters.count > key.count {
      let place = (0..<characters.count - key.count).first {
        characters[$0..<$0 + key.count].elementsEqual(key)
      }
      guard let place else { continue }
      let rest = characters[(place + key.count)...].drop { $0 == " " }
      guard rest.first == ":", let last = rest.firstIndex(of: end) else { break }
      let value = rest[..<last].dropFirst().drop { $0 == " " }
      return String(value.reversed().drop { $0 == " " }.reversed())
    }
    throw .header("there is no entry '\(key)'")
  }
}
