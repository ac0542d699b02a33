public import Tensors

/// A vector for each of a number of words, as `torch.nn.Embedding`.
///
///     [*] → [*, embeddingDim]
///
/// Vectors start with standard normal numbers, and that of `paddingIdx`, which does not learn, as 0.
public final class Embedding: Module {
  /// The vectors, of shape `[numEmbeddings, embeddingDim]`.
  public let weight: Tensor
  /// The word whose vector does not learn.
  public let paddingIdx: Int?

  /// Creates a layer with vectors from the default generator.
  public init(
    _ numEmbeddings: Int, _ embeddingDim: Int, paddingIdx: Int? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    guard numEmbeddings > 0, embeddingDim >= 0,
      paddingIdx.map({ (-numEmbeddings..<numEmbeddings).contains($0) }) ?? true
    else {
      fatalError(
        "Embedding: there are no \(numEmbeddings) vectors of \(embeddingDim) numbers"
          + (paddingIdx.map { " with number \($0) for padding" } ?? ""), file: (file), line: line)
    }
    weight = .parameter([numEmbeddings, embeddingDim])
    self.paddingIdx = paddingIdx.map { $0 < 0 ? $0 + numEmbeddings : $0 }
    super.init()
    noGrad {
      weight.fillNormal()
      if let row = self.paddingIdx { weight[row].zero() }
    }
  }

  public override func forward(_ x: Tensor) -> Tensor {
    embedding(x, weight, paddingIdx: paddingIdx, file: caller.file, line: caller.line)
  }

  public override var details: String {
    LayerText.list(
      "\(weight.shape[0]), \(weight.shape[1])", paddingIdx.map { "padding_idx=\($0)" })
  }

  package override var members: [Member] { [Member("weight", weight)] }
}
