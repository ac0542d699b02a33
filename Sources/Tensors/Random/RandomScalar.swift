internal import Glibc

/// A floating-point type that random tensors are made of.
protocol RandomScalar: BinaryFloatingPoint {
  /// Returns a uniform number of `[0, 1)` with all the bits the type can hold.
  static func uniform(from twister: inout MersenneTwister) -> Self
  /// Returns the natural logarithm of a number of `(0, 1]`.
  static func logarithm(_ x: Self) -> Self
  /// Returns the sine and cosine of an angle of `[0, 2π)`.
  static func direction(_ angle: Self) -> (sine: Self, cosine: Self)
}

extension Float: RandomScalar {
  /// One draw, of which 24 bits are used.
  static func uniform(from twister: inout MersenneTwister) -> Float {
    Float(twister.next() & 0xff_ffff) * 0x1p-24
  }
  static func logarithm(_ x: Float) -> Float { Cephes.logarithm(x) }
  static func direction(_ angle: Float) -> (sine: Float, cosine: Float) {
    Cephes.direction(angle)
  }
}

extension Double: RandomScalar {
  /// Two draws, of which 53 bits are used.
  static func uniform(from twister: inout MersenneTwister) -> Double {
    Double(twister.next64() & 0x1f_ffff_ffff_ffff) * 0x1p-53
  }
  static func logarithm(_ x: Double) -> Double { log(x) }
  static func direction(_ angle: Double) -> (sine: Double, cosine: Double) {
    (sin(angle), cos(angle))
  }
}
