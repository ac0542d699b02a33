internal import Glibc

/// A floating-point type that random tensors are made of.
protocol RandomScalar: BinaryFloatingPoint {
  /// Returns a uniform number of `[0, 1)` with all the bits the type can hold.
  static func uniform(from twister: inout MersenneTwister) -> Self
  static func logarithm(_ x: Self) -> Self
  static func cosine(_ x: Self) -> Self
  static func sine(_ x: Self) -> Self
}

extension Float: RandomScalar {
  /// One draw, of which 24 bits are used.
  static func uniform(from twister: inout MersenneTwister) -> Float {
    Float(twister.next() & 0xff_ffff) * 0x1p-24
  }
  static func logarithm(_ x: Float) -> Float { logf(x) }
  static func cosine(_ x: Float) -> Float { cosf(x) }
  static func sine(_ x: Float) -> Float { sinf(x) }
}

extension Double: RandomScalar {
  /// Two draws, of which 53 bits are used.
  static func uniform(from twister: inout MersenneTwister) -> Double {
    Double(twister.next64() & 0x1f_ffff_ffff_ffff) * 0x1p-53
  }
  static func logarithm(_ x: Double) -> Double { log(x) }
  static func cosine(_ x: Double) -> Double { cos(x) }
  static func sine(_ x: Double) -> Double { sin(x) }
}
