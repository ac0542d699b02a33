internal import AbacusKernels

extension UnaryRule {
  /// The derivative at each element in operations that can be recorded, if it is known so.
  ///
  /// `z` is the input or the output, whichever the rule needs; `a` and `b` are the parameters. The
  /// kernels compute the same in one step.
  var slope: Slope? { UnaryRule.slopes[kernel.rawValue] }

  typealias Slope = @Sendable (_ z: Tensor, _ a: Double, _ b: Double) -> Tensor

  /// The formulas by kernel.
  private static let slopes: [UInt32: Slope] = Dictionary(
    uniqueKeysWithValues: (formulas + specialFormulas).map { ($0.rule.kernel.rawValue, $0.slope) })

  private static let zero: Slope = { z, _, _ in .zeros(like: z) }

  private static let formulas: [(rule: UnaryRule, slope: Slope)] = [
    (sign, zero), (round, zero), (floor, zero), (ceil, zero), (trunc, zero),
    (neg, { z, _, _ in .full(like: z, -1) }),
    (abs, { x, _, _ in x.sign() }),
    (square, { x, _, _ in x * 2 }),
    (sqrt, { y, _, _ in y.reciprocal() / 2 }),
    (rsqrt, { y, _, _ in y.pow(3) / -2 }),
    (reciprocal, { y, _, _ in -y.square() }),
    (exp, { y, _, _ in y }),
    (expm1, { y, _, _ in y + 1 }),
    (log, { x, _, _ in x.reciprocal() }),
    (log2, { x, _, _ in x.reciprocal() * 1.442695040888963407 }),
    (log10, { x, _, _ in x.reciprocal() * 0.434294481903251828 }),
    (log1p, { x, _, _ in (x + 1).reciprocal() }),
    (sin, { x, _, _ in x.cos() }),
    (cos, { x, _, _ in -x.sin() }),
    (tan, { y, _, _ in y.square() + 1 }),
    (asin, { x, _, _ in (1 - x.square()).rsqrt() }),
    (acos, { x, _, _ in -(1 - x.square()).rsqrt() }),
    (atan, { x, _, _ in (x.square() + 1).reciprocal() }),
    (sinh, { x, _, _ in x.cosh() }),
    (cosh, { x, _, _ in x.sinh() }),
    (tanh, { y, _, _ in 1 - y.square() }),
    (erf, { x, _, _ in (-x.square()).exp() * 1.128379167095512574 }),
    (sigmoid, { y, _, _ in y * (1 - y) }),
    (logSigmoid, { x, _, _ in (-x).sigmoid() }),
    (relu, { y, _, _ in 1 - (y .<= 0).to(y.dtype) }),
    (leakyRelu, { x, a, _ in Tensor.where(x .> 0, .ones(like: x), .full(like: x, a)) }),
    (elu, { x, a, _ in Tensor.where(x .> 0, .ones(like: x), x.exp() * a) }),
    (silu, { x, _, _ in x.sigmoid() * (x * (1 - x.sigmoid()) + 1) }),
    (gelu, { x, _, _ in normal(x) + x * (x.square() / -2).exp() * 0.398942280401432678 }),
    (softplus, { x, a, b in Tensor.where(x * a .> b, .ones(like: x), (x * a).sigmoid()) }),
    (clamp, { x, a, b in ((x .> a) .& (x .< b)).to(x.dtype) }),
    (power, { x, a, _ in a == 0 ? .zeros(like: x) : x.pow(a - 1) * a }),
    (cube, { x, _, _ in x.square() * 3 }),
  ]

  /// Φ(x), the distribution function of the standard normal.
  private static func normal(_ x: Tensor) -> Tensor {
    ((x * 0.707106781186547524).erf() + 1) / 2
  }
}
