extension Tensor {
  /// Returns the fraction x - trunc(x), with the sign of x.
  public func frac() -> Tensor { UnaryRule.frac(self) }
  /// Returns 2ˣ.
  public func exp2() -> Tensor { UnaryRule.exp2(self) }
  /// Returns the inverse of the hyperbolic sine.
  public func asinh() -> Tensor { UnaryRule.asinh(self) }
  /// Returns the inverse of the hyperbolic cosine; NaN below 1.
  public func acosh() -> Tensor { UnaryRule.acosh(self) }
  /// Returns the inverse of the hyperbolic tangent; ±inf at ±1, NaN beyond.
  public func atanh() -> Tensor { UnaryRule.atanh(self) }
  /// Returns 1 - erf(x), accurate for large x.
  public func erfc() -> Tensor { UnaryRule.erfc(self) }
  /// Returns the inverse of the error function; ±inf at ±1, NaN beyond.
  public func erfinv() -> Tensor { UnaryRule.erfinv(self) }
  /// Returns log |Γ(x)|.
  public func lgamma() -> Tensor { UnaryRule.lgamma(self) }
  /// Returns the derivative of log Γ(x).
  public func digamma() -> Tensor { UnaryRule.digamma(self) }
  /// Returns the derivative number `order` of `digamma`, as `torch.polygamma`.
  public func polygamma(
    _ order: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard order >= 0 else {
      fail("polygamma", "there is no derivative number \(order)", at: Site(file, line))
    }
    return UnaryRule.polygamma(self, Double(order))
  }
  /// Returns -1, 0 or 1, as `sign`; PyTorch's name that covers complex numbers too.
  public func sgn() -> Tensor { UnaryRule.sign(self) }

  /// Returns log(x / (1 - x)), the inverse of `sigmoid`.
  ///
  /// With `eps`, x is first limited to eps … 1 - eps; without, it is NaN outside of 0 … 1.
  public func logit(eps: Double? = nil) -> Tensor {
    UnaryRule.logit(eps.map { clamp(min: $0, max: 1 - $0) } ?? self)
  }

  /// Returns x with NaN replaced by `nan`, and infinities by `posinf` and `neginf`.
  ///
  /// These are the largest and smallest number of the type when left out. The gradient is 0 there.
  public func nanToNum(
    nan: Double = 0, posinf: Double? = nil, neginf: Double? = nil
  ) -> Tensor {
    guard dtype.isFloatingPoint else { return self }
    let largest =
      dtype == .float64
      ? Double.greatestFiniteMagnitude : Double(Float.greatestFiniteMagnitude)
    return maskedFill(isnan(), nan)
      .maskedFill(self .== Double.infinity, posinf ?? largest)
      .maskedFill(self .== -Double.infinity, neginf ?? -largest)
  }

  /// Returns whether each element is neither infinite nor NaN.
  public func isfinite() -> Tensor { detach().abs() .< Double.infinity }
}

extension Tensor {
  /// Returns √(self² + other²) without overflow on the way, after broadcasting.
  public func hypot(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.hypot(self, other, at: Site(file, line))
  }

  /// Returns each element with the sign of `other`, after broadcasting.
  public func copysign(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.copysign(self, other, at: Site(file, line))
  }

  /// Returns log(e^self + e^other) without overflow on the way, after broadcasting.
  public func logaddexp(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.logaddexp(self, other, at: Site(file, line))
  }

  /// Returns self · log(other), and 0 where this is 0, after broadcasting.
  public func xlogy(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.xlogy(self, other, at: Site(file, line))
  }

  /// Returns 0 below 0, `value` at 0 and 1 above, after broadcasting.
  public func heaviside(
    _ value: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.heaviside(self, value, at: Site(file, line))
  }

  /// Returns self - other · trunc(self / other), as `fmod` of C: the sign is that of this tensor.
  public func fmod(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.fmod(self, other, at: Site(file, line))
  }

  /// Returns the rest of the division by `other`, with the sign of this tensor.
  public func fmod(_ other: some TensorScalar) -> Tensor { BinaryRule.fmod(self, other.number) }

  /// Returns self + weight · (end - self), after broadcasting, as `torch.lerp`.
  public func lerp(
    _ end: Tensor, _ weight: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let way = end.sub(self, file: file, line: line)
    return add(weight.mul(way, file: file, line: line), file: file, line: line)
  }

  /// Returns self + weight · (end - self), after broadcasting.
  public func lerp(
    _ end: Tensor, _ weight: Double, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    add(end.sub(self, file: file, line: line) * weight, file: file, line: line)
  }

  /// Returns self + value · a · b, after broadcasting, as `torch.addcmul`.
  public func addcmul(
    _ a: Tensor, _ b: Tensor, value: Double = 1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let product = a.mul(b, file: file, line: line)
    return add(value == 1 ? product : product * value, file: file, line: line)
  }

  /// Returns self + value · a / b, after broadcasting, as `torch.addcdiv`.
  public func addcdiv(
    _ a: Tensor, _ b: Tensor, value: Double = 1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let quotient = a.div(b, file: file, line: line)
    return add(value == 1 ? quotient : quotient * value, file: file, line: line)
  }

  /// Returns x limited to the elements of `min` and `max`, after broadcasting, as `torch.clamp`.
  ///
  /// Where a limit holds, the gradient goes to it.
  public func clamp(
    min: Tensor? = nil, max: Tensor? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let raised = min.map { Tensor.where(self .< $0, $0, self, file: file, line: line) } ?? self
    return max.map { Tensor.where(raised .> $0, $0, raised, file: file, line: line) } ?? raised
  }
}
