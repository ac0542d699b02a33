public import Tensors

/// A function of each element, without parameters.
public class ElementwiseLayer: Module {
  private let function: (Tensor) -> Tensor
  private let text: String

  init(_ text: String = "", _ function: @escaping (Tensor) -> Tensor) {
    (self.text, self.function) = (text, function)
  }

  public override func forward(_ x: Tensor) -> Tensor { function(x) }
  public override var details: String { text }
  package override var members: [Member] { [] }
}

/// `max(x, 0)`, element by element.
public final class ReLU: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init { $0.relu() } }
}

/// `1 / (1 + e⁻ˣ)`, element by element.
public final class Sigmoid: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init { $0.sigmoid() } }
}

/// The hyperbolic tangent, element by element.
public final class Tanh: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init { $0.tanh() } }
}

/// What comes in, as it is.
public final class Identity: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init { $0 } }
}

/// `x` where positive, else `negativeSlope · x`.
public final class LeakyReLU: ElementwiseLayer {
  /// Creates a layer.
  public init(_ negativeSlope: Double = 0.01) {
    super.init("negative_slope=\(negativeSlope)") { $0.leakyRelu(slope: negativeSlope) }
  }
}

/// `x` limited to 0 … 6.
public final class ReLU6: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init { $0.clamp(min: 0, max: 6) } }
}

/// `x` limited to `min` … `max`.
public final class Hardtanh: ElementwiseLayer {
  /// Creates a layer.
  public init(min: Double = -1, max: Double = 1) {
    super.init("min_val=\(min), max_val=\(max)") { $0.clamp(min: min, max: max) }
  }
}

/// `x` where positive, else `alpha · (eˣ - 1)`.
public final class ELU: ElementwiseLayer {
  /// Creates a layer.
  public init(_ alpha: Double = 1) { super.init("alpha=\(alpha)") { $0.elu(alpha: alpha) } }
}

/// `x · Φ(x)`, Φ the distribution function of the standard normal.
public final class GELU: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init("approximate='none'") { $0.gelu() } }
}

/// `x · σ(x)`.
public final class SiLU: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init { $0.silu() } }
}

/// `x · tanh(log(1 + eˣ))`.
public final class Mish: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init { $0 * $0.softplus().tanh() } }
}

/// `log(1 + e^(βx)) / β`, and `x` itself where `βx` is above `threshold`.
public final class Softplus: ElementwiseLayer {
  /// Creates a layer.
  public init(beta: Double = 1, threshold: Double = 20) {
    super.init("beta=\(beta), threshold=\(threshold)") {
      $0.softplus(beta: beta, threshold: threshold)
    }
  }
}

/// `log σ(x)`.
public final class LogSigmoid: ElementwiseLayer {
  /// Creates a layer.
  public init() { super.init { $0.logSigmoid() } }
}

/// Positive numbers that sum to 1 along an axis: `eˣⁱ / Σⱼ eˣʲ`.
public final class Softmax: Module {
  /// The axis; negative ones count from the end.
  public let dim: Int

  /// Creates a softmax along `dim`.
  public init(dim: Int) { self.dim = dim }

  public override func forward(_ x: Tensor) -> Tensor {
    x.softmax(dim, file: caller.file, line: caller.line)
  }

  public override var details: String { "dim=\(dim)" }
  package override var members: [Member] { [] }
}

/// The logarithms of `Softmax`: `xᵢ - log Σⱼ eˣʲ` along an axis.
public final class LogSoftmax: Module {
  /// The axis; negative ones count from the end.
  public let dim: Int

  /// Creates a log-softmax along `dim`.
  public init(dim: Int) { self.dim = dim }

  public override func forward(_ x: Tensor) -> Tensor {
    x.logSoftmax(dim, file: caller.file, line: caller.line)
  }

  public override var details: String { "dim=\(dim)" }
  package override var members: [Member] { [] }
}
