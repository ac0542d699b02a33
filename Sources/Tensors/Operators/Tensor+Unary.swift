extension Tensor {
  /// Returns -x.
  public static prefix func - (x: Tensor) -> Tensor { UnaryRule.neg(x) }

  /// Returns -x.
  public func neg() -> Tensor { UnaryRule.neg(self) }
  /// Returns |x|; the gradient at 0 is 0.
  public func abs() -> Tensor { UnaryRule.abs(self) }
  /// Returns -1, 0 or 1; its gradient is 0.
  public func sign() -> Tensor { UnaryRule.sign(self) }
  /// Returns x².
  public func square() -> Tensor { UnaryRule.square(dtype == .bool ? long() : self) }
  /// Returns √x; NaN below 0.
  public func sqrt() -> Tensor { UnaryRule.sqrt(self) }
  /// Returns 1/√x.
  public func rsqrt() -> Tensor { UnaryRule.rsqrt(self) }
  /// Returns 1/x.
  public func reciprocal() -> Tensor { UnaryRule.reciprocal(self) }
  /// Returns eˣ, in `float32` within half a unit in the last place and a thousandth.
  public func exp() -> Tensor { UnaryRule.exp(self) }
  /// Returns eˣ - 1, accurate near 0.
  public func expm1() -> Tensor { UnaryRule.expm1(self) }
  /// Returns the natural logarithm; -inf at 0, NaN below.
  public func log() -> Tensor { UnaryRule.log(self) }
  /// Returns the logarithm to base 2.
  public func log2() -> Tensor { UnaryRule.log2(self) }
  /// Returns the logarithm to base 10.
  public func log10() -> Tensor { UnaryRule.log10(self) }
  /// Returns log(1 + x), accurate near 0.
  public func log1p() -> Tensor { UnaryRule.log1p(self) }
  /// Returns the sine of x in radians.
  public func sin() -> Tensor { UnaryRule.sin(self) }
  /// Returns the cosine of x in radians.
  public func cos() -> Tensor { UnaryRule.cos(self) }
  /// Returns the tangent of x in radians.
  public func tan() -> Tensor { UnaryRule.tan(self) }
  /// Returns the arc sine in radians.
  public func asin() -> Tensor { UnaryRule.asin(self) }
  /// Returns the arc cosine in radians.
  public func acos() -> Tensor { UnaryRule.acos(self) }
  /// Returns the arc tangent in radians.
  public func atan() -> Tensor { UnaryRule.atan(self) }
  /// Returns the hyperbolic sine.
  public func sinh() -> Tensor { UnaryRule.sinh(self) }
  /// Returns the hyperbolic cosine.
  public func cosh() -> Tensor { UnaryRule.cosh(self) }
  /// Returns the hyperbolic tangent.
  public func tanh() -> Tensor { UnaryRule.tanh(self) }
  /// Returns the error function.
  public func erf() -> Tensor { UnaryRule.erf(self) }
  /// Returns σ(x) = 1 / (1 + e⁻ˣ).
  public func sigmoid() -> Tensor { UnaryRule.sigmoid(self) }
  /// Returns log σ(x).
  public func logSigmoid() -> Tensor { UnaryRule.logSigmoid(self) }
  /// Returns max(x, 0); the gradient at 0 is 0.
  public func relu() -> Tensor { UnaryRule.relu(self) }
  /// Returns x where positive, else `slope` · x.
  public func leakyRelu(slope: Double = 0.01) -> Tensor { UnaryRule.leakyRelu(self, slope) }
  /// Returns x where positive, else `alpha` · (eˣ - 1).
  public func elu(alpha: Double = 1) -> Tensor { UnaryRule.elu(self, alpha) }
  /// Returns x · σ(x).
  public func silu() -> Tensor { UnaryRule.silu(self) }
  /// Returns x · Φ(x), Φ the distribution function of the standard normal.
  public func gelu() -> Tensor { UnaryRule.gelu(self) }
  /// Returns log(1 + e^(βx)) / β, and x itself where βx is above `threshold`.
  public func softplus(beta: Double = 1, threshold: Double = 20) -> Tensor {
    UnaryRule.softplus(self, beta, threshold)
  }
  /// Returns x limited to `min` … `max`; outside, the gradient is 0.
  ///
  /// Integers stay integers between whole limits, and become `float32` between others.
  public func clamp(min: Double = -.infinity, max: Double = .infinity) -> Tensor {
    let isWhole = [min, max].allSatisfy { $0.isInfinite || $0 == $0.rounded() }
    let source = dtype.isFloatingPoint ? self : isWhole ? dtype == .bool ? long() : self : float()
    return UnaryRule.clamp(source, min, max)
  }
  /// Returns the nearest integer, halves to the even one; the gradient is 0.
  public func round() -> Tensor { UnaryRule.round(self) }
  /// Returns the integer at or below; the gradient is 0.
  public func floor() -> Tensor { UnaryRule.floor(self) }
  /// Returns the integer at or above; the gradient is 0.
  public func ceil() -> Tensor { UnaryRule.ceil(self) }
  /// Returns x without its fraction; the gradient is 0.
  public func trunc() -> Tensor { UnaryRule.trunc(self) }
}
