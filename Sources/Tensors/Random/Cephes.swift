/// The logarithm, sine and cosine that PyTorch's vectors of normal numbers are made with.
///
/// They are the polynomials of Moshier's Cephes library for single precision, with every product and
/// sum that follow each other rounded once. Other functions as good would differ in the last bit.
enum Cephes {
  /// Returns the natural logarithm of a number of `(0, 1]`.
  ///
  /// x is taken as m · 2ᵉ with m in [√½, √2), and log m as a polynomial of m - 1.
  static func logarithm(_ x: Float) -> Float {
    let isLow = x.significand < Float(2).squareRoot()
    let exponent = Float(x.exponent) + (isLow ? 0 : 1)
    let y = (isLow ? x.significand : x.significand / 2) - 1
    let square = y * y
    var result = polynomial(logarithmTerms, y) * y * square
    result.addProduct(exponent, -2.12194440e-4)
    result.addProduct(square, -0.5)
    return (y + result).addingProduct(exponent, 0.693359375)
  }

  /// Returns the sine and cosine of an angle of `[0, 2π)`.
  ///
  /// The angle is brought to at most π/4 by taking off multiples of π/2, in three parts.
  static func direction(_ angle: Float) -> (sine: Float, cosine: Float) {
    let octant = (Int(angle * 1.27323954473516) + 1) & ~1
    var x = angle
    for part in quarterParts { x.addProduct(Float(octant), part) }
    let square = x * x
    var cosine = polynomial(cosineTerms, square) * square * square
    cosine.addProduct(square, -0.5)
    cosine += 1
    let sine = x.addingProduct(polynomial(sineTerms, square) * square, x)
    return switch octant & 7 {
    case 2: (cosine, -sine)
    case 4: (-sine, -cosine)
    case 6: (-cosine, sine)
    default: (sine, cosine)
    }
  }

  /// The terms, the highest power first.
  private static let logarithmTerms: [Float] = [
    7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
    -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
  ]
  private static let cosineTerms: [Float] = [
    2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2,
  ]
  private static let sineTerms: [Float] = [
    -1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1,
  ]
  /// -π/4 in three parts, of which the first ones have few bits.
  private static let quarterParts: [Float] = [
    -0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8,
  ]

  private static func polynomial(_ terms: [Float], _ x: Float) -> Float {
    terms.dropFirst().reduce(terms[0]) { $1.addingProduct($0, x) }
  }
}
