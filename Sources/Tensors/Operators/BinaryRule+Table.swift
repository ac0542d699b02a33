internal import AbacusKernels

extension BinaryRule {
  static let add = BinaryRule(name: "add", gradientName: "AddBackward0", kernel: ab_binary_add) {
    ($0.wants(0) ? $1 : nil, $0.wants(1) ? $1 : nil)
  }

  static let sub = BinaryRule(name: "sub", gradientName: "SubBackward0", kernel: ab_binary_sub) {
    ($0.wants(0) ? $1 : nil, $0.wants(1) ? -$1 : nil)
  }

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

  static let logicalAnd = BinaryRule(
    name: "logicalAnd", gradientName: "", kernel: ab_binary_logical_and, result: .truth,
    derivative: nil)

  static let logicalOr = BinaryRule(
    name: "logicalOr", gradientName: "", kernel: ab_binary_logical_or, result: .truth,
    derivative: nil)

  static let logicalXor = BinaryRule(
    name: "logicalXor", gradientName: "", kernel: ab_binary_logical_xor, result: .truth,
    derivative: nil)

  /// Every elementwise function of two tensors.
  package static let all = [
    add, sub, mul, div, maximum, minimum, pow, atan2, floorDivide, remainder, logicalAnd, logicalOr,
    logicalXor,
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
