internal import AbacusKernels

extension BinaryRule {
  static let add = BinaryRule(name: "add", gradientName: "AddBackward0", kernel: ab_binary_add) {
    ($0.wants(0) ? $1 : nil, $0.wants(1) ? $1 : nil)
  }

  static let sub = BinaryRule(name: "sub", gradientName: "SubBackward0", kernel: ab_binary_sub) {
    ($0.wants(0) ? $1 : nil, $0.wants(1) ? -$1 : nil)
  }

  /// The difference of a number and a tensor.
  static let rsub = BinaryRule(
    name: "sub", gradientName: "RsubBackward1", kernel: ab_binary_sub, derivative: sub.derivative)

  static let mul = BinaryRule(
    name: "mul", gradientName: "MulBackward0", kernel: ab_binary_mul, need: .operands
  ) { node, g in
    (node.wants(0) ? g * node.saved(1) : nil, node.wants(1) ? g * node.saved(0) : nil)
  }

  /// a / b; integers are divided as floats.
  static let div = BinaryRule(
    name: "div", gradientName: "DivBackward0", kernel: ab_binary_div, result: .floating,
    need: .operands
  ) { node, g in
    let b = node.saved(1)
    return (node.wants(0) ? g / b : nil, node.wants(1) ? -g * (node.saved(0) / b) / b : nil)
  }

  /// The quotient of a number and a tensor, to PyTorch a product with the reciprocal.
  static let rdiv = BinaryRule(
    name: "div", gradientName: "MulBackward0", kernel: ab_binary_div, result: .floating,
    need: .operands, derivative: div.derivative)

  /// The larger; equal elements share the gradient, and NaN gives it to both.
  static let maximum = BinaryRule(
    name: "maximum", gradientName: "MaximumBackward0", kernel: ab_binary_maximum, need: .operands
  ) { node, g in
    let (a, b) = (node.saved(0), node.saved(1))
    return (
      node.wants(0) ? g * share(of: a, beside: b, .lt) : nil,
      node.wants(1) ? g * share(of: b, beside: a, .lt) : nil
    )
  }

  /// The smaller; equal elements share the gradient, and NaN gives it to both.
  static let minimum = BinaryRule(
    name: "minimum", gradientName: "MinimumBackward0", kernel: ab_binary_minimum, need: .operands
  ) { node, g in
    let (a, b) = (node.saved(0), node.saved(1))
    return (
      node.wants(0) ? g * share(of: a, beside: b, .gt) : nil,
      node.wants(1) ? g * share(of: b, beside: a, .gt) : nil
    )
  }

  /// aᵇ; the gradient of a is 0 where b is 0, that of b where a and b are 0.
  static let pow = BinaryRule(
    name: "pow", gradientName: "PowBackward1", kernel: ab_binary_pow, need: .operands,
    derivative: powerGradients)

  /// The angle of the point (b, a) from the positive axis.
  static let atan2 = BinaryRule(
    name: "atan2", gradientName: "Atan2Backward0", kernel: ab_binary_atan2, result: .floating,
    need: .operands
  ) { node, g in
    let (a, b) = (node.saved(0), node.saved(1))
    let scale = g / (a * a + b * b)
    return (node.wants(0) ? scale * b : nil, node.wants(1) ? -scale * a : nil)
  }

  /// ⌊a / b⌋.
  static let floorDivide = BinaryRule(
    name: "floorDivide", gradientName: "NotImplemented", kernel: ab_binary_floor_div,
    dividesIntegers: true, derivative: nil)

  /// a - b ⌊a / b⌋.
  static let remainder = BinaryRule(
    name: "remainder", gradientName: "RemainderBackward1", kernel: ab_binary_remainder,
    need: .operands, dividesIntegers: true
  ) { node, g in
    let quotient = { BinaryRule.floorDivide(node.saved(0), node.saved(1)) }
    return (node.wants(0) ? g : nil, node.wants(1) ? -g * quotient() : nil)
  }

  /// What is left of a tensor divided by a number.
  static let remainderOfNumber = BinaryRule(
    name: "remainder", gradientName: "RemainderBackward0", kernel: ab_binary_remainder,
    need: .operands, dividesIntegers: true, derivative: remainder.derivative)

  static let logicalAnd = BinaryRule(
    name: "logicalAnd", gradientName: "", kernel: ab_binary_logical_and, result: .truth,
    derivative: nil)

  static let logicalOr = BinaryRule(
    name: "logicalOr", gradientName: "", kernel: ab_binary_logical_or, result: .truth,
    derivative: nil)

  static let logicalXor = BinaryRule(
    name: "logicalXor", gradientName: "", kernel: ab_binary_logical_xor, result: .truth,
    derivative: nil)

  /// a - b trunc(a / b).
  static let fmod = BinaryRule(
    name: "fmod", gradientName: "FmodBackward1", kernel: ab_binary_fmod, need: .operands
  ) { node, g in
    let quotient = { (node.saved(0) / node.saved(1)).trunc() }
    return (node.wants(0) ? g : nil, node.wants(1) ? -g * quotient() : nil)
  }

  /// √(a² + b²).
  static let hypot = BinaryRule(
    name: "hypot", gradientName: "HypotBackward0", kernel: ab_binary_hypot, result: .floating,
    need: .operands
  ) { node, g in
    let (a, b) = (node.saved(0), node.saved(1))
    let scale = g / a.hypot(b)
    return (node.wants(0) ? scale * a : nil, node.wants(1) ? scale * b : nil)
  }

  /// The size of a with the sign of b.
  static let copysign = BinaryRule(
    name: "copysign", gradientName: "CopysignBackward0", kernel: ab_binary_copysign,
    result: .floating, need: .operands
  ) { node, g in
    let (a, b) = (node.saved(0), node.saved(1))
    let sign = { Tensor.ones(like: a).copysign(b) * a.sign() }
    return (node.wants(0) ? g * sign() : nil, node.wants(1) ? Tensor.zeros(like: g) : nil)
  }

  /// log(eᵃ + eᵇ).
  static let logaddexp = BinaryRule(
    name: "logaddexp", gradientName: "LogaddexpBackward0", kernel: ab_binary_logaddexp,
    result: .floating, need: .operands
  ) { node, g in
    let (a, b) = (node.saved(0), node.saved(1))
    return (
      node.wants(0) ? g * (a - b).sigmoid() : nil, node.wants(1) ? g * (b - a).sigmoid() : nil
    )
  }

  /// a log b, and 0 where a is 0.
  static let xlogy = BinaryRule(
    name: "xlogy", gradientName: "XlogyBackward0", kernel: ab_binary_xlogy, result: .floating,
    need: .operands
  ) { node, g in
    let (a, b) = (node.saved(0), node.saved(1))
    let isFlat = { (a .== 0).logicalAnd(b .<= 0) }
    return (
      node.wants(0) ? g * b.log().maskedFill(isFlat(), 0) : nil, node.wants(1) ? g * a / b : nil
    )
  }

  /// 0 below 0, b at 0, 1 above.
  static let heaviside = BinaryRule(
    name: "heaviside", gradientName: "NotImplemented", kernel: ab_binary_heaviside,
    derivative: nil)

  static let bitwiseAnd = BinaryRule(
    name: "bitwiseAnd", gradientName: "", kernel: ab_binary_bitwise_and, derivative: nil)

  static let bitwiseOr = BinaryRule(
    name: "bitwiseOr", gradientName: "", kernel: ab_binary_bitwise_or, derivative: nil)

  static let bitwiseXor = BinaryRule(
    name: "bitwiseXor", gradientName: "", kernel: ab_binary_bitwise_xor, derivative: nil)

  static let leftShift = BinaryRule(
    name: "leftShift", gradientName: "", kernel: ab_binary_left_shift, derivative: nil)

  static let rightShift = BinaryRule(
    name: "rightShift", gradientName: "", kernel: ab_binary_right_shift, derivative: nil)

  /// Every elementwise function of two tensors.
  package static let all = [
    add, sub, mul, div, maximum, minimum, pow, atan2, floorDivide, remainder, logicalAnd, logicalOr,
    logicalXor, fmod, hypot, copysign, logaddexp, xlogy, heaviside, bitwiseAnd, bitwiseOr,
    bitwiseXor, leftShift, rightShift,
  ]

  private static func powerGradients(_ node: Node, _ g: Tensor) -> (a: Tensor?, b: Tensor?) {
    let (a, b, zero) = (node.saved(0), node.saved(1), Tensor.zeros([], dtype: g.dtype))
    var gradients: (a: Tensor?, b: Tensor?) = (nil, nil)
    if node.wants(0) { gradients.a = Tensor.where(b .== 0, zero, g * b * a.pow(b - 1)) }
    if node.wants(1) {
      let isFlat = (a .== 0).logicalAnd(b .>= 0)
      gradients.b = Tensor.where(isFlat, zero, g * a.pow(b) * a.log())
    }
    return gradients
  }

  /// 0 where `x` loses to `y`, ½ where they are equal, else 1.
  private static func share(of x: Tensor, beside y: Tensor, _ loses: CompareRule) -> Tensor {
    1 - loses(x, y).to(x.dtype) - (x .== y).to(x.dtype) * 0.5
  }
}
