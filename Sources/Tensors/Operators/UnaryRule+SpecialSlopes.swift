extension UnaryRule {
  /// The derivatives of special functions and of the rarer activations, as those of `slopes`.
  static let specialFormulas: [(rule: UnaryRule, slope: Slope)] = [
    (frac, { z, _, _ in .ones(like: z) }),
    (exp2, { y, _, _ in y * 0.693147180559945309 }),
    (asinh, { x, _, _ in (x.square() + 1).rsqrt() }),
    (acosh, { x, _, _ in (x.square() - 1).rsqrt() }),
    (atanh, { x, _, _ in (1 - x.square()).reciprocal() }),
    (erfc, { x, _, _ in (-x.square()).exp() * -1.128379167095512574 }),
    (erfinv, { y, _, _ in y.square().exp() * 0.886226925452758014 }),
    (lgamma, { x, _, _ in x.digamma() }),
    (polygamma, { x, order, _ in UnaryRule.polygamma(x, order + 1) }),
    (logit, { x, _, _ in (x * (1 - x)).reciprocal() }),
    (
      selu,
      { x, _, _ in
        Tensor.where(x .> 0, .full(like: x, 1.05070098735548049), x.exp() * 1.75809934084737686)
      }
    ),
    (celu, { x, a, _ in Tensor.where(x .> 0, .ones(like: x), (x / a).exp()) }),
    (
      mish,
      { x, _, _ in
        let y = x.softplus().tanh()
        return y + x * x.sigmoid() * (1 - y.square())
      }
    ),
    (hardSigmoid, { x, _, _ in (x.abs() .< 3).to(x.dtype) / 6 }),
    (
      hardSwish,
      { x, _, _ in
        Tensor.where(x.abs() .< 3, x / 3 + 0.5, (x .> 0).to(x.dtype))
      }
    ),
    (hardtanh, { x, a, b in ((x .> a) .& (x .< b)).to(x.dtype) }),
    (softsign, { x, _, _ in (x.abs() + 1).square().reciprocal() }),
    (threshold, { x, a, _ in (x .<= a).logicalNot().to(x.dtype) }),
    (hardshrink, { x, a, _ in (x.abs() .<= a).logicalNot().to(x.dtype) }),
    (softshrink, { x, a, _ in (x.abs() .<= a).logicalNot().to(x.dtype) }),
    (
      geluTanh,
      { x, _, _ in
        let y = ((x + x.pow(3) * 0.044715) * 0.797884560802865356).tanh()
        let inner = x * (x.square() * 0.134145 + 1) * 0.398942280401432678
        return (y + 1) / 2 + inner * (1 - y.square())
      }
    ),
  ]
}
