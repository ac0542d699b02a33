public import Tensors

/// What batch normalization of vectors and of images share.
///
///     y = (x - mean) / √(variance + eps) · weight + bias, for each channel
///
/// In training the mean and the variance are those of the batch, and the running ones follow them;
/// in use they are the running ones. See `batchNorm`.
public class BatchNorm: Module {
  /// The factors of the channels; `nil` when they are not learned.
  public let weight: Tensor?
  /// The summands of the channels; `nil` when they are not learned.
  public let bias: Tensor?
  /// The mean of each channel that is used outside training; `nil` when it is not kept.
  public let runningMean: Tensor?
  /// The variance of each channel that is used outside training; `nil` when it is not kept.
  public let runningVar: Tensor?
  /// How many batches have been seen in training.
  public let numBatchesTracked: Tensor?
  /// The number of channels.
  public let numFeatures: Int
  /// What is added to the variance.
  public let eps: Double
  /// The weight of a new batch in the running values; `nil` for the mean over all batches.
  public let momentum: Double?

  /// Creates a layer for `numFeatures` channels; it draws no random numbers.
  public init(
    _ numFeatures: Int, eps: Double = 1e-5, momentum: Double? = 0.1, affine: Bool = true,
    trackRunningStats: Bool = true, file: StaticString = #filePath, line: UInt = #line
  ) {
    guard numFeatures > 0 else {
      fatalError("BatchNorm: there are no \(numFeatures) channels", file: (file), line: line)
    }
    (self.numFeatures, self.eps, self.momentum) = (numFeatures, eps, momentum)
    weight = affine ? .parameter([numFeatures], full: 1) : nil
    bias = affine ? .parameter([numFeatures], full: 0) : nil
    runningMean = trackRunningStats ? .zeros([numFeatures]) : nil
    runningVar = trackRunningStats ? .ones([numFeatures]) : nil
    numBatchesTracked = trackRunningStats ? Tensor(0) : nil
  }

  /// The numbers of dimensions an input may have.
  var ranks: ClosedRange<Int> { 2...Int.max }
  /// The shapes an input may have, as messages write them.
  var expectedShapes: String { "(n, \(numFeatures), *)" }

  public override func forward(_ x: Tensor) -> Tensor {
    requireInput(x, ranks: ranks, dim: 1, size: numFeatures, expectedShapes)
    let usesBatch = isTraining || runningMean == nil
    if isTraining, x.count == numFeatures {
      refuse(x, "training needs more than one value for each channel")
    }
    if isTraining, let numBatchesTracked {
      noGrad { numBatchesTracked.copy(numBatchesTracked + 1) }
    }
    return batchNorm(
      x, runningMean: usesBatch && !isTraining ? nil : runningMean,
      runningVar: usesBatch && !isTraining ? nil : runningVar, weight: weight, bias: bias,
      isTraining: usesBatch, momentum: momentum ?? 1 / (numBatchesTracked?.item() ?? 1), eps: eps,
      file: caller.file, line: caller.line)
  }

  public override var details: String {
    LayerText.list(
      "\(numFeatures)", "eps=\(eps)", "momentum=\(momentum.map { "\($0)" } ?? "None")",
      "affine=\(LayerText.truth(weight != nil))", "bias=\(LayerText.truth(bias != nil))",
      "track_running_stats=\(LayerText.truth(runningMean != nil))")
  }

  package override var members: [Member] {
    let parameters = [("weight", weight), ("bias", bias)]
    let buffers = [
      ("running_mean", runningMean), ("running_var", runningVar),
      ("num_batches_tracked", numBatchesTracked),
    ]
    return parameters.compactMap { name, tensor in tensor.map { Member(name, $0) } }
      + buffers.compactMap { name, tensor in tensor.map { Member(buffer: name, $0) } }
  }
}

/// Batch normalization of vectors or sequences, as `torch.nn.BatchNorm1d`.
///
///     [n, features] → [n, features]        [n, features, l] → [n, features, l]
public final class BatchNorm1d: BatchNorm {
  override var ranks: ClosedRange<Int> { 2...3 }
  override var expectedShapes: String { "(n, \(numFeatures)) or (n, \(numFeatures), length)" }
}

/// Batch normalization of images, as `torch.nn.BatchNorm2d`.
///
///     [n, features, h, w] → [n, features, h, w]
public final class BatchNorm2d: BatchNorm {
  override var ranks: ClosedRange<Int> { 4...4 }
  override var expectedShapes: String { "(n, \(numFeatures), height, width)" }
}

/// Normalization of the last dimensions of each example, as `torch.nn.LayerNorm`.
///
///     […, shape] → […, shape]      y = (x - mean) / √(variance + eps) · weight + bias
public final class LayerNorm: Module {
  /// The factors; `nil` when they are not learned.
  public let weight: Tensor?
  /// The summands; `nil` when they are not learned.
  public let bias: Tensor?
  /// The extents of the last dimensions.
  public let normalizedShape: [Int]
  /// What is added to the variance.
  public let eps: Double

  /// Creates a layer for inputs whose last dimensions are `normalizedShape`.
  public init(
    _ normalizedShape: [Int], eps: Double = 1e-5, elementwiseAffine: Bool = true, bias: Bool = true
  ) {
    (self.normalizedShape, self.eps) = (normalizedShape, eps)
    weight = elementwiseAffine ? .parameter(normalizedShape, full: 1) : nil
    self.bias = elementwiseAffine && bias ? .parameter(normalizedShape, full: 0) : nil
  }

  /// Creates a layer for inputs whose last dimension is `features`.
  public convenience init(
    _ features: Int, eps: Double = 1e-5, elementwiseAffine: Bool = true, bias: Bool = true
  ) {
    self.init([features], eps: eps, elementwiseAffine: elementwiseAffine, bias: bias)
  }

  public override func forward(_ x: Tensor) -> Tensor {
    layerNorm(
      x, normalizedShape, weight: weight, bias: bias, eps: eps, file: caller.file,
      line: caller.line)
  }

  public override var details: String {
    LayerText.list(
      LayerText.tuple(normalizedShape), "eps=\(eps)",
      "elementwise_affine=\(LayerText.truth(weight != nil))",
      "bias=\(LayerText.truth(bias != nil))")
  }

  package override var members: [Member] {
    [("weight", weight), ("bias", bias)].compactMap { name, tensor in
      tensor.map { Member(name, $0) }
    }
  }
}
