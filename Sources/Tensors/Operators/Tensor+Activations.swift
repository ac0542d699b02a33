extension Tensor {
  /// Returns x limited to `min` … `max`; at the limits and outside, the gradient is 0.
  public func hardtanh(min: Double = -1, max: Double = 1) -> Tensor {
    UnaryRule.hardtanh(self, min, max)
  }
  /// Returns x limited to 0 … 6.
  public func relu6() -> Tensor { UnaryRule.hardtanh(self, 0, 6) }
  /// Returns λx where positive, else λα(eˣ - 1), with λ = 1.0507… and α = 1.6733….
  public func selu() -> Tensor { UnaryRule.selu(self) }
  /// Returns x where positive, else `alpha` · (e^(x / alpha) - 1).
  public func celu(alpha: Double = 1) -> Tensor { UnaryRule.celu(self, alpha) }
  /// Returns x · tanh(log(1 + eˣ)).
  public func mish() -> Tensor { UnaryRule.mish(self) }
  /// Returns x / 6 + ½ limited to 0 … 1.
  public func hardSigmoid() -> Tensor { UnaryRule.hardSigmoid(self) }
  /// Returns x · hardSigmoid(x).
  public func hardSwish() -> Tensor { UnaryRule.hardSwish(self) }
  /// Returns x / (1 + |x|).
  public func softsign() -> Tensor { UnaryRule.softsign(self) }
  /// Returns x - tanh(x).
  public func tanhshrink() -> Tensor { self - tanh() }
  /// Returns x above `threshold`, else `value`.
  public func threshold(_ threshold: Double, _ value: Double) -> Tensor {
    UnaryRule.threshold(self, threshold, value)
  }
  /// Returns x, and 0 where |x| is at most `lambda`.
  public func hardshrink(_ lambda: Double = 0.5) -> Tensor { UnaryRule.hardshrink(self, lambda) }
  /// Returns x moved towards 0 by `lambda`, and 0 where |x| is at most that.
  public func softshrink(_ lambda: Double = 0.5) -> Tensor { UnaryRule.softshrink(self, lambda) }
  /// Returns x · (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2, close to `gelu`, as GPT-2 uses it.
  public func geluTanh() -> Tensor { UnaryRule.geluTanh(self) }

  /// Returns x where positive, else `weight` · x, as `torch.prelu`.
  ///
  /// The weight has one element, or one for each position along dimension 1.
  public func prelu(
    _ weight: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let channels = ndim > 1 ? shape[1] : 1
    guard weight.count == 1 || weight.shape == [channels] else {
      fail(
        "prelu",
        "a weight of shape \(weight.shape.shapeText) has neither 1 nor \(channels) elements, one"
          + " for each channel of \(shape.shapeText)", at: Site(file, line))
    }
    let shaped =
      weight.count == 1
      ? weight.reshape([]) : weight.reshape([channels] + shape.dropFirst(2).map { _ in 1 })
    return Tensor.where(self .> 0, self, shaped * self, file: file, line: line)
  }

  /// Returns the first half along `dim` times the sigmoid of the second half, as `torch.glu`.
  public func glu(_ dim: Int = -1, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let axis = axis(dim, "glu", at: Site(file, line))
    guard axis < ndim, shape[axis] % 2 == 0 else {
      fail(
        "glu", "dimension \(dim) of \(shape.shapeText) has no two halves", at: Site(file, line))
    }
    let half = shape[axis] / 2
    return narrow(axis, 0, half) * narrow(axis, half, half).sigmoid()
  }
}
