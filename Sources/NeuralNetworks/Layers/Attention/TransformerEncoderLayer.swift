public import Tensors

/// Self-attention and a network of two layers, as `torch.nn.TransformerEncoderLayer`.
///
///     y = norm1(x + attention(x))        z = norm2(y + linear2(activation(linear1(y))))
///
/// With `normFirst` the norms come before attention and network. Inputs are `[l, n, dModel]`, or
/// `[n, l, dModel]` with `batchFirst`. From Vaswani and others (2017).
public final class TransformerEncoderLayer: Module {
  private let attention: MultiheadAttention
  private let linear1: Linear
  private let linear2: Linear
  private let norm1: LayerNorm
  private let norm2: LayerNorm
  private let dropouts: [Dropout]
  private let activation: (Tensor) -> Tensor
  private let normFirst: Bool

  /// Creates a layer with parameters from the default generator.
  public init(
    _ dModel: Int, _ nHead: Int, _ dimFeedforward: Int = 2048, dropout: Double = 0.1,
    activation: @escaping (Tensor) -> Tensor = { $0.relu() }, layerNormEps: Double = 1e-5,
    batchFirst: Bool = false, normFirst: Bool = false, bias: Bool = true,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    attention = MultiheadAttention(
      dModel, nHead, dropout: dropout, bias: bias, batchFirst: batchFirst, file: file, line: line)
    linear1 = Linear(dModel, dimFeedforward, bias: bias)
    linear2 = Linear(dimFeedforward, dModel, bias: bias)
    norm1 = LayerNorm(dModel, eps: layerNormEps, bias: bias)
    norm2 = LayerNorm(dModel, eps: layerNormEps, bias: bias)
    dropouts = (0..<3).map { _ in Dropout(dropout, file: file, line: line) }
    (self.activation, self.normFirst) = (activation, normFirst)
  }

  public override func forward(_ x: Tensor) -> Tensor { encode(x, nil, nil) }

  /// Returns the encoded sequences; the masks are those of `MultiheadAttention`.
  public func callAsFunction(
    _ x: Tensor, srcMask: Tensor? = nil, srcKeyPaddingMask: Tensor?,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    caller = CallSite(file, line)
    return encode(x, srcMask, srcKeyPaddingMask)
  }

  private func encode(_ x: Tensor, _ mask: Tensor?, _ padding: Tensor?) -> Tensor {
    attention.caller = caller
    let attend = { (x: Tensor) in
      self.dropouts[1](
        self.attention.attend(x, x, x, padding, mask, needsWeights: false, averages: true).output)
    }
    let feed = { (x: Tensor) in
      self.dropouts[2](self.linear2(self.dropouts[0](self.activation(self.linear1(x)))))
    }
    if normFirst {
      let y = x + attend(norm1(x))
      return y + feed(norm2(y))
    }
    let y = norm1(x + attend(x))
    return norm2(y + feed(y))
  }

  package override var members: [Member] {
    [
      Member("self_attn", attention), Member("linear1", linear1), Member("dropout", dropouts[0]),
      Member("linear2", linear2), Member("norm1", norm1), Member("norm2", norm2),
      Member("dropout1", dropouts[1]), Member("dropout2", dropouts[2]),
    ]
  }
}
