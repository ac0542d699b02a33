/// Returns images or vectors with each channel made of mean 0 and variance 1, scaled and shifted.
///
///     [n, channels, …] → [n, channels, …]      y = (x - mean) / √(variance + eps) · weight + bias
///
/// In training, mean and variance are those of the batch over all but dimension 1 (the variance
/// over n), and the running ones, when given, become
/// `(1 - momentum) · running + momentum · batch` (the variance over n - 1). Otherwise the running
/// ones are used. From Ioffe and Szegedy (2015); as `torch.nn.functional.batch_norm`.
///
/// - Precondition: In training there is more than one value for each channel.
public func batchNorm(
  _ x: Tensor, runningMean: Tensor?, runningVar: Tensor?, weight: Tensor? = nil,
  bias: Tensor? = nil, isTraining: Bool = false, momentum: Double = 0.1, eps: Double = 1e-5,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  checkBatchNorm(x, [runningMean, runningVar, weight, bias], isTraining, site)
  let source = x.packed
  let fresh = isTraining ? Kernels.channelMoments(source) : nil
  if let fresh {
    let count = Double(x.count / x.shape[1])
    runningMean?.approach(fresh.mean, momentum)
    runningVar?.approach(fresh.variance.map { $0 * count / (count - 1) }, momentum)
  }
  guard let mean = fresh?.mean ?? runningMean?.array,
    let variance = fresh?.variance ?? runningVar?.array
  else { fail("batchNorm", "in use it needs a running mean and variance", at: site) }
  let factor = variance.map { 1 / ($0 + eps).squareRoot() }
  let (w, b) = (weight?.array, bias?.array)
  let y = Tensor(uninitializedLike: source, x.dtype)
  Kernels.channelScale(
    source, into: y, centre: mean, scale: w.map { zip($0, factor).map(*) } ?? factor,
    shift: b ?? mean.map { _ in 0 })
  let inputs = [x] + [weight, bias].compactMap { $0 }
  let rule = BatchRule(
    mean: mean, factor: factor, weight: w, usesBatch: isTraining, hasBias: bias != nil)
  return y.recorded("NativeBatchNormBackward0", of: inputs, saving: [source]) { node, g in
    rule.gradients(g.packed, node.saved(0))
  }
}

/// The derivative of batch normalization.
///
/// With h = (x - mean) · factor it is weight · factor · (g - mean(g) - h · mean(g · h)); without the
/// two means when mean and variance do not depend on the batch.
private struct BatchRule: Sendable {
  let mean: ChannelValues
  let factor: ChannelValues
  let weight: ChannelValues?
  let usesBatch: Bool
  let hasBias: Bool

  func gradients(_ g: Tensor, _ x: Tensor) -> [Tensor?] {
    let (sums, products) = Kernels.channelSums(g, x, centre: mean)
    let count = usesBatch ? Double(g.count / g.shape[1]) : .infinity
    let scale = factor.indices.map { factor[$0] * (weight?[$0] ?? 1) }
    let out = Tensor(uninitializedLike: x, g.dtype)
    Kernels.channelCombine(
      g, x, into: out, centre: mean, a: scale,
      b: scale.indices.map { -scale[$0] * factor[$0] * factor[$0] * products[$0] / count },
      c: scale.indices.map { -scale[$0] * sums[$0] / count })
    let ofWeight = weight.map { _ in zip(products, factor).map(*) }
    return [out]
      + [ofWeight, hasBias ? sums : nil].compactMap { $0 }.map {
        Tensor($0, shape: [$0.count], dtype: g.dtype)
      }
  }
}

extension Tensor {
  /// Moves these running values towards `values`.
  fileprivate func approach(_ values: ChannelValues, _ momentum: Double) {
    let moved = zip(array, values).map { $0 * (1 - momentum) + $1 * momentum }
    noGrad { copy(Tensor(moved, shape: shape, dtype: dtype)) }
  }
}

private func checkBatchNorm(_ x: Tensor, _ values: [Tensor?], _ isTraining: Bool, _ site: Site) {
  x.requireFloats("batchNorm", at: site)
  guard x.ndim >= 2 else {
    fail("batchNorm", "an input of shape \(x.shape.shapeText) has no channels", at: site)
  }
  for value in values.compactMap({ $0 }) where value.shape != [x.shape[1]] {
    fail(
      "batchNorm",
      "the input \(x.shape.shapeText) has \(x.shape[1]) channels, but the layer"
        + " \(value.shape.shapeText.filter(\.isNumber))", at: site)
  }
  guard !isTraining || x.count > x.shape[1] else {
    fail(
      "batchNorm",
      "training needs more than one value for each channel, which an input of shape"
        + " \(x.shape.shapeText) does not have", at: site)
  }
}

/// Returns `x` with the elements of the last dimensions made of mean 0 and variance 1.
///
///     […, shape] → […, shape]      y = (x - mean) / √(variance + eps) · weight + bias
///
/// From Ba, Kiros and Hinton (2016); as `torch.nn.functional.layer_norm`.
///
/// - Precondition: `shape` is that of the last dimensions of `x`, of `weight` and of `bias`.
public func layerNorm(
  _ x: Tensor, _ shape: [Int], weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  x.requireFloats("layerNorm", at: site)
  guard !shape.isEmpty, x.shape.suffix(shape.count) == shape[...],
    [weight, bias].allSatisfy({ $0 == nil || $0?.shape == shape && $0?.dtype == x.dtype })
  else {
    fail(
      "layerNorm",
      "the last dimensions of the input \(x.shape.shapeText) are not \(shape.shapeText), which"
        + " are those of the layer", at: site)
  }
  let (source, w) = (x.packed, weight?.packed)
  let y = Tensor(uninitializedLike: source, x.dtype)
  let moments = Kernels.rowNormalize(source, w, bias?.packed, into: y, shape.reduce(1, *), eps)
  let inputs = [x] + [weight, bias].compactMap { $0 }
  let saved = [source, moments.mean, moments.scale] + (w.map { [$0] } ?? [])
  let hasBias = bias != nil
  return y.recorded("NativeLayerNormBackward0", of: inputs, saving: saved) { node, g in
    let w = saved.count > 3 ? node.saved(3) : nil
    let gradients = Kernels.rowNormalizeBackward(
      g.packed, node.saved(0), w, node.saved(1), node.saved(2), shape)
    return [gradients.x] + (w == nil ? [] : [gradients.weight]) + (hasBias ? [gradients.bias] : [])
  }
}
