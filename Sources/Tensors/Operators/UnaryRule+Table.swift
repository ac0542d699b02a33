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
  static let log1p = UnaryRule("log1p", "Log1PBackward0", ab_unary_log1p, .input)
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
  static let frac = UnaryRule("frac", "FracBackward0", ab_unary_frac, .nothing)
  static let exp2 = UnaryRule("exp2", "Exp2Backward0", ab_unary_exp2, .output)
  static let asinh = UnaryRule("asinh", "AsinhBackward0", ab_unary_asinh, .input)
  static let acosh = UnaryRule("acosh", "AcoshBackward0", ab_unary_acosh, .input)
  static let atanh = UnaryRule("atanh", "AtanhBackward0", ab_unary_atanh, .input)
  static let erfc = UnaryRule("erfc", "ErfcBackward0", ab_unary_erfc, .input)
  static let erfinv = UnaryRule("erfinv", "ErfinvBackward0", ab_unary_erfinv, .output)
  static let lgamma = UnaryRule("lgamma", "LgammaBackward0", ab_unary_lgamma, .input)
  static let digamma = UnaryRule("digamma", "DigammaBackward0", ab_unary_polygamma, .input)
  static let polygamma = UnaryRule(
    "polygamma", "PolygammaBackward0", ab_unary_polygamma, .input)
  static let logit = UnaryRule("logit", "LogitBackward0", ab_unary_logit, .input)
  static let selu = UnaryRule("selu", "EluBackward0", ab_unary_selu, .input)
  static let celu = UnaryRule("celu", "CeluBackward0", ab_unary_celu, .input)
  static let mish = UnaryRule("mish", "MishBackward0", ab_unary_mish, .input)
  static let hardSigmoid = UnaryRule(
    "hardSigmoid", "HardsigmoidBackward0", ab_unary_hard_sigmoid, .input)
  static let hardSwish = UnaryRule("hardSwish", "HardswishBackward0", ab_unary_hard_swish, .input)
  static let hardtanh = UnaryRule("hardtanh", "HardtanhBackward0", ab_unary_hardtanh, .input)
  static let softsign = UnaryRule("softsign", "DivBackward0", ab_unary_softsign, .input)
  static let threshold = UnaryRule("threshold", "ThresholdBackward0", ab_unary_threshold, .input)
  static let hardshrink = UnaryRule(
    "hardshrink", "HardshrinkBackward0", ab_unary_hardshrink, .input)
  static let softshrink = UnaryRule(
    "softshrink", "SoftshrinkBackward0", ab_unary_softshrink, .input)
  static let geluTanh = UnaryRule("geluTanh", "GeluBackward0", ab_unary_gelu_tanh, .input)

  /// The elementwise functions of one tensor, but for those in `restricted`.
  package static let all: [UnaryRule] = [
    neg, abs, sign, square, sqrt, rsqrt, reciprocal, exp, expm1, log, log2, log10, log1p, sin, cos,
    tan, asin, acos, atan, sinh, cosh, tanh, erf, sigmoid, logSigmoid, relu, leakyRelu, elu, silu,
    gelu, softplus, clamp, power, cube, round, floor, ceil, trunc, frac, exp2, asinh, erfc,
    lgamma, digamma, selu, celu, mish, hardSigmoid, hardSwish, hardtanh,
    softsign, threshold, hardshrink, softshrink, geluTanh,
  ]

  /// The functions that are NaN where those of `all` are not.
  package static let restricted: [UnaryRule] = [acosh, atanh, erfinv, logit]
}
