/// A Swift number that can be an element of a tensor, or one side of an operator.
public protocol TensorScalar: Sendable, TensorLiteral where Scalar == Self {
  /// The type whose elements are laid out as this type is.
  static var dtype: DType { get }
  /// The type a tensor made from such numbers has, as `torch.tensor` decides.
  static var literalType: DType { get }
  /// The number, in a form that any element type can take.
  var number: Number { get }
}

/// A number on its way into or out of a tensor.
public enum Number: Sendable, Hashable {
  case real(Double)
  case integer(Int)
  case truth(Bool)
}

extension Number {
  var dtype: DType {
    switch self {
    case .real: .float32
    case .integer: .int64
    case .truth: .bool
    }
  }

  /// The value as a double; beyond 2⁵³ integers are rounded.
  var double: Double {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(value)
    case .truth(let value): value ? 1 : 0
    }
  }

  /// The value as an integer, the fraction dropped; what does not fit becomes the nearest that does.
  var integer: Int {
    switch self {
    case .real(let value): Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : .min)
    case .integer(let value): value
    case .truth(let value): value ? 1 : 0
    }
  }
}

extension Float: TensorScalar {
  public static var dtype: DType { .float32 }
  public static var literalType: DType { .float32 }
  public var number: Number { .real(Double(self)) }
}

extension Double: TensorScalar {
  public static var dtype: DType { .float64 }
  public static var literalType: DType { .float32 }
  public var number: Number { .real(self) }
}

extension Int: TensorScalar {
  public static var dtype: DType { .int64 }
  public static var literalType: DType { .int64 }
  public var number: Number { .integer(self) }
}

extension Int64: TensorScalar {
  public static var dtype: DType { .int64 }
  public static var literalType: DType { .int64 }
  public var number: Number { .integer(Int(self)) }
}

extension Int32: TensorScalar {
  public static var dtype: DType { .int32 }
  public static var literalType: DType { .int32 }
  public var number: Number { .integer(Int(self)) }
}

extension Int8: TensorScalar {
  public static var dtype: DType { .int8 }
  public static var literalType: DType { .int8 }
  public var number: Number { .integer(Int(self)) }
}

extension UInt8: TensorScalar {
  public static var dtype: DType { .uint8 }
  public static var literalType: DType { .uint8 }
  public var number: Number { .integer(Int(self)) }
}

extension Bool: TensorScalar {
  public static var dtype: DType { .bool }
  public static var literalType: DType { .bool }
  public var number: Number { .truth(self) }
}
