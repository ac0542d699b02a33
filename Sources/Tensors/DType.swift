internal import AbacusKernels

/// The type of a tensor's elements.
public enum DType: UInt32, Sendable, CaseIterable {
  case float32, float64, int64, int32, int8, uint8, bool
}

extension DType {
  /// The bytes of one element.
  public var size: Int { ab_size(kernelType) }

  /// Whether the elements have fractions, and so gradients.
  public var isFloatingPoint: Bool { self == .float32 || self == .float64 }

  /// The name without a module: `float32`.
  public var name: String {
    switch self {
    case .float32: "float32"
    case .float64: "float64"
    case .int64: "int64"
    case .int32: "int32"
    case .int8: "int8"
    case .uint8: "uint8"
    case .bool: "bool"
    }
  }

  var kernelType: ab_dtype { ab_dtype(rawValue: rawValue) }

  /// The type in which values of both types are combined, as `torch.promote_types`.
  ///
  /// The wider of two floats, the float of a float and an integer, the wider of two integers.
  /// `uint8` with `int8` gives `int32` (PyTorch has `int16` between them).
  public func promoted(with other: DType) -> DType {
    if self == other { return self }
    if isFloatingPoint || other.isFloatingPoint {
      return self == .float64 || other == .float64 ? .float64 : .float32
    }
    let pair: Set = [self, other]
    if pair == [.uint8, .int8] { return .int32 }
    return [.int64, .int32, .int8, .uint8].first(where: pair.contains) ?? .bool
  }
}

extension DType: CustomStringConvertible {
  /// As PyTorch prints it: `torch.float32`.
  public var description: String { "torch.\(name)" }
}
