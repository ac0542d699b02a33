public import Tensors

/// Elements set to 0 at random in training, the others made larger, as `torch.nn.Dropout`.
public final class Dropout: Module {
  /// The probability of 0.
  public let p: Double

  /// Creates a layer that drops elements with probability `p`.
  public init(_ p: Double = 0.5, file: StaticString = #filePath, line: UInt = #line) {
    checkProbability(p, "Dropout", CallSite(file, line))
    self.p = p
  }

  public override func forward(_ x: Tensor) -> Tensor {
    dropout(x, p: p, isTraining: isTraining, file: caller.file, line: caller.line)
  }

  public override var details: String { "p=\(p), inplace=False" }
  package override var members: [Member] { [] }
}

/// Whole channels set to 0 at random in training, as `torch.nn.Dropout2d`.
public final class Dropout2d: Module {
  /// The probability of 0.
  public let p: Double

  /// Creates a layer that drops channels with probability `p`.
  public init(_ p: Double = 0.5, file: StaticString = #filePath, line: UInt = #line) {
    checkProbability(p, "Dropout2d", CallSite(file, line))
    self.p = p
  }

  public override func forward(_ x: Tensor) -> Tensor {
    dropout2d(x, p: p, isTraining: isTraining, file: caller.file, line: caller.line)
  }

  public override var details: String { "p=\(p), inplace=False" }
  package override var members: [Member] { [] }
}

private func checkProbability(_ p: Double, _ name: String, _ site: CallSite) {
  guard p >= 0, p <= 1 else {
    fatalError(
      "\(name): \(p) is no probability, which lies between 0 and 1", file: site.file,
      line: site.line)
  }
}
