internal import AbacusKernels

extension UnaryRule {
  static let neg = UnaryRule("neg", "NegBackward0", ab_unary_neg, .nothing)
  static let abs = UnaryRule("abs", "AbsBackward0", ab_unary_abs, .input)
  static let sign = UnaryRule("sign", "SignBackward0", ab_unary_sign, .nothing)
  static let square = UnaryRule("square", "PowBackward0", ab_unary_square, .input)
  static let sqrt = UnaryRule("sqrt", "SqrtBackward0", ab_unary_sqrt, .output)
  static let rsqrt = UnaryRule("rsqrt", "RsqrtBackward0", ab_unary_rsqrt, .output)
  static let reciprocal = UnaryRule(
    "reciprocal", "ReciprocalBackward0", ab_unary_reciprocal, .output)
  static let exp = UnaryRule("exp", "ExpBackward0", ab_unary_exp, .output)
  static let expm1 = UnaryRule("expm1", "Expm1Backward0", ab_unary_expm1, .output)
  static let log = UnaryRule("log", "LogBackward0", ab_unary_log, .input)
  static let log2 = UnaryRule("log2", "Log2Backward0", ab_unary_log2, .input)
  static let log10 = UnaryRule("log10", "Log10Backward0", ab_unary_log10, .input)
  static let log1p = UnaryRule("log1p", "Log1pBackward0", ab_unary_log1p, .input)
  static let sin = UnaryRule("sin", "SinBackward0", ab_unary_sin, .input)
  static let cos = UnaryRule("cos", "CosBackward0", ab_unary_cos, .input)
  static let tan = UnaryRule("tan", "TanBackward0", ab_unary_tan, .output)
  static let asin = UnaryRule("asin", "AsinBackward0", ab_unary_asin, .input)
  static let acos = UnaryRule("acos", "AcosBackward0", ab_unary_acos, .input)
  static let atan = UnaryRule("atan", "AtanBackward0", ab_unary_atan, .input)
  static let sinh = UnaryRule("sinh", "SinhBackward0", ab_unary_sinh, .input)
  static let cosh = UnaryRule("cosh", "CoshBackward0", ab_unary_cosh, .input)
  static let tanh = UnaryRule("tanh", "TanhBackward0", ab_unary_tanh, .output)
  static let erf = UnaryRule("erf", "ErfBackward0", ab_unary_erf, .input)
  static let sigmoid = UnaryRule("sigmoid", "SigmoidBackward0", ab_unary_sigmoid, .output)
  static let logSigmoid = UnaryRule(
    "logSigmoid", "LogSigmoidBackward0", ab_unary_log_sigmoid, .input)
  static let relu = UnaryRule("relu", "ReluBackward0", ab_unary_relu, .output)
  static let leakyRelu = UnaryRule("leakyRelu", "LeakyReluBackward0", ab_unary_leaky_relu, .input)
  static let elu = UnaryRule("elu", "EluBackward0", ab_unary_elu, .input)
  static let silu = UnaryRule("silu", "SiluBackward0", ab_unary_silu, .input)
  static let gelu = UnaryRule("gelu", "GeluBackward0", ab_unary_gelu, .input)
  static let softplus = UnaryRule("softplus", "SoftplusBackward0", ab_unary_softplus, .input)
  static let clamp = UnaryRule("clamp", "ClampBackward1", ab_unary_clamp, .input)
  static let power = UnaryRule("power", "PowBackward0", ab_unary_power, .input)
  static let cube = UnaryRule("cube", "PowBackward0", ab_unary_cube, .input)
  /// The power ½, which is no number for -∞ either.
  static let squareRoot = UnaryRule("squareRoot", "PowBackward0", ab_unary_sqrt, .output)
  static let round = UnaryRule("round", "RoundBackward0", ab_unary_round, .nothing)
  static let floor = UnaryRule("floor", "FloorBackward0", ab_unary_floor, .nothing)
  static let ceil = UnaryRule("ceil", "CeilBackward0", ab_unary_ceil, .nothing)
  static let trunc = UnaryRule("trunc", "TruncBackward0", ab_unary_trunc, .nothing)

  /// Every elementwise function of one tensor.
  package static let all: [UnaryRule] = [
    neg, abs, sign, square, sqrt, rsqrt, reciprocal, exp, expm1, log, log2, log10, log1p, sin, cos,
    tan, asin, acos, atan, sinh, cosh, tanh, erf, sigmoid, logSigmoid, relu, leakyRelu, elu, silu,
    gelu, softplus, clamp, power, cube, round, floor, ceil, trunc,
  ]
}
