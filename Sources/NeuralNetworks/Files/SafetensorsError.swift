/// Why bytes are no safetensors file, or cannot be read or written.
public enum SafetensorsError: Error, Equatable, Sendable {
  case file(String, reason: String)
  case truncated
  case header(String)
  case elementType(String, name: String)
  case place(name: String, expected: Int, found: Int)
}

extension SafetensorsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let path, let reason): "safetensors: '\(path)': \(reason)"
    case .truncated: "safetensors: the bytes end inside the header"
    case .header(let fact): "safetensors: the header is damaged: \(fact)"
    case .elementType(let type, let name):
      "safetensors: the element type '\(type)' of '\(name)' is none of F32, F64, I64, I32, I8, U8"
        + " and BOOL"
    case .place(let name, let expected, let found):
      "safetensors: '\(name)' needs \(expected) bytes, but the file has \(found) for it"
    }
  }
}
