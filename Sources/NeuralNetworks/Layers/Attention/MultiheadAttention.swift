public import Tensors

/// Attention in several heads side by side, as `torch.nn.MultiheadAttention`.
///
///     softmax(q · kᵀ / √(embedDim / numHeads)) · v, for each head; the heads joined and mapped
///
/// Queries are `[l, n, embedDim]`, keys and values `[s, n, embedDim]`; with `batchFirst` n comes first.
/// From Vaswani and others (2017).
public final class MultiheadAttention: Module {
  /// The maps to queries, keys and values, one below the other.
  public let inProjWeight: Tensor
  /// What is added to queries, keys and values; `nil` for nothing.
  public let inProjBias: Tensor?
  /// The map of the joined heads.
  public let outProj: Module
  /// The number of features.
  public let embedDim: Int
  /// The number of heads, which share the features.
  public let numHeads: Int
  /// The probability with which weights are dropped in training.
  public let dropoutProbability: Double
  /// Whether the batch is the first dimension.
  public let batchFirst: Bool

  /// Creates a layer with parameters from the default generator.
  public init(
    _ embedDim: Int, _ numHeads: Int, dropout: Double = 0, bias: Bool = true,
    batchFirst: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) {
    guard embedDim > 0, numHeads > 0, embedDim % numHeads == 0 else {
      fatalError(
        "MultiheadAttention: \(embedDim) features cannot be shared by \(numHeads) heads",
        file: (file), line: line)
    }
    (self.embedDim, self.numHeads, self.batchFirst) = (embedDim, numHeads, batchFirst)
    dropoutProbability = dropout
    let outProj = NonDynamicallyQuantizableLinear(embedDim, bias: bias)
    self.outProj = outProj
    inProjWeight = .parameter([3 * embedDim, embedDim])
    inProjBias = bias ? .parameter([3 * embedDim], full: 0) : nil
    super.init()
    noGrad {
      xavierUniform(inProjWeight)
      outProj.linear.bias?.zero()
    }
  }

  /// Returns the attention of `x` to itself.
  public override func forward(_ x: Tensor) -> Tensor {
    attend(x, x, x, nil, nil, needsWeights: false, averages: true).output
  }

  /// Returns what the queries find among the values, and the weights of the values.
  ///
  ///     [l, n, e], [s, n, e], [s, n, e] → [l, n, e], [n, l, s]
  ///
  /// In `keyPaddingMask`, `[n, s]`, and in a boolean `attnMask`, `[l, s]` or `[n · heads, l, s]`, true
  /// means not to look there; an `attnMask` of floats is added to the scores. The weights are the
  /// means over the heads, or `[n, heads, l, s]` without `averageAttnWeights`.
  public func callAsFunction(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, keyPaddingMask: Tensor? = nil,
    needWeights: Bool = true, attnMask: Tensor? = nil, averageAttnWeights: Bool = true,
    file: StaticString = #filePath, line: UInt = #line
  ) -> (output: Tensor, weights: Tensor?) {
    caller = CallSite(file, line)
    return attend(
      query, key, value, keyPaddingMask, attnMask, needsWeights: needWeights,
      averages: averageAttnWeights)
  }

  package override var members: [Member] {
    [Member("in_proj_weight", inProjWeight)]
      + (inProjBias.map { [Member("in_proj_bias", $0)] } ?? []) + [Member("out_proj", outProj)]
  }
}

extension MultiheadAttention {
  /// Attention with all its options.
  func attend(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, _ padding: Tensor?, _ mask: Tensor?,
    needsWeights: Bool, averages: Bool
  ) -> (output: Tensor, weights: Tensor?) {
    guard [query, key, value].allSatisfy({ $0.ndim == 3 && $0.shape[2] == embedDim }),
      key.shape == value.shape, query.shape[batchFirst ? 0 : 1] == key.shape[batchFirst ? 0 : 1]
    else {
      fatalError(
        "MultiheadAttention: queries \(query.shape.shapeText), keys \(key.shape.shapeText) and values \(value.shape.shapeText)"
          + " do not go together; each has 3 dimensions, the last of \(embedDim) features",
        file: caller.file, line: caller.line)
    }
    let (q, k, v) = (heads(query, 0), heads(key, 1), heads(value, 2))
    let scale = 1 / Double(embedDim / numHeads).squareRoot()
    var scores = (q * scale).matmul(k.transpose(-1, -2))
    if let mask { scores = masked(scores, mask.ndim == 2 ? mask : mask.view(scores.shape)) }
    if let padding { scores = masked(scores, padding.unsqueeze(1).unsqueeze(1)) }
    let weights = scores.softmax(-1)
    let kept = dropout(weights, p: dropoutProbability, isTraining: isTraining)
    let joined = kept.matmul(v).transpose(1, 2).reshape(query.batchFirst(batchFirst).shape)
    let output = outProj(joined.batchFirst(batchFirst), file: caller.file, line: caller.line)
    return (output, needsWeights ? (averages ? weights.mean(1) : weights) : nil)
  }

  /// Queries, keys or values as `[n, heads, length, features]`.
  private func heads(_ x: Tensor, _ part: Int) -> Tensor {
    let projected = linear(
      x.batchFirst(batchFirst), inProjWeight.narrow(0, part * embedDim, embedDim),
      inProjBias?.narrow(0, part * embedDim, embedDim), file: caller.file, line: caller.line)
    let shape = [x.batchFirst(batchFirst).shape[0], -1, numHeads, embedDim / numHeads]
    return projected.reshape(shape).transpose(1, 2)
  }

  /// The scores, -∞ where a boolean mask is true, or with a mask of numbers added.
  private func masked(_ scores: Tensor, _ mask: Tensor) -> Tensor {
    mask.dtype == .bool
      ? scores.maskedFill(mask.expand(scores.shape), -Double.infinity) : scores + mask
  }
}

extension Tensor {
  /// The first two dimensions exchanged, unless the batch is the first already; undoes itself.
  fileprivate func batchFirst(_ isFirst: Bool) -> Tensor { isFirst ? self : transpose(0, 1) }
}

/// A linear map under the name that PyTorch prints for that of attention.
private final class NonDynamicallyQuantizableLinear: Module {
  let linear: Linear

  init(_ features: Int, bias: Bool) { linear = Linear(features, features, bias: bias) }

  override func forward(_ x: Tensor) -> Tensor {
    linear(x, file: caller.file, line: caller.line)
  }

  override var details: String { linear.details }
  override var members: [Member] { linear.members }
}
