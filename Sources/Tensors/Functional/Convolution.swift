/// Returns the convolution of images with filters, as `torch.nn.functional.conv2d`.
///
///     [n, groups · c, h, w], [groups · f, c, kh, kw] (+ [groups · f]) → [n, groups · f, h′, w′]
///     h′ = ⌊(h + 2 · padding - dilation · (kh - 1) - 1) / stride⌋ + 1, and w′ likewise
///
/// Each output is the sum of a window of the input times a filter (the cross-correlation, as in all
/// of deep learning). One image without its first dimension may be given too.
///
/// - Complexity: O(*n* · *f* · *c* · *kh* · *kw* · *h′* · *w′*) multiply-adds; windows are copied out
///   a megabyte at a time.
public func conv2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: any SizePair = 1,
  padding: any SizePair = 0, dilation: any SizePair = 1, groups: Int = 1,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  if x.ndim == 3 {
    return conv2d(
      x.unsqueeze(0), weight, bias, stride: stride, padding: padding, dilation: dilation,
      groups: groups, file: file, line: line
    ).squeeze(0)
  }
  let windows = Windows("conv2d", stride, padding, dilation, site)
  checkConvolution("conv2d", x, weight, bias, groups, from: 1, site)
  let plan = windows.convolution(of: x, weight, groups, site)
  let (source, filters) = (x.packed, weight.packed)
  let y = Tensor(uninitialized: plan.outputShape, x.dtype)
  Kernels.convolve(plan, source, filters, bias?.packed, into: y)
  let inputs = [x, weight] + (bias.map { [$0] } ?? [])
  return y.recorded("ConvolutionBackward0", of: inputs, saving: [source, filters]) { node, g in
    let g = g.packed
    var gradients: [Tensor?] = [nil, nil]
    if node.wants(0) { gradients[0] = Kernels.convolveInput(plan, g, node.saved(1)) }
    if node.wants(1) { gradients[1] = Kernels.convolveWeight(plan, node.saved(0), g) }
    if inputs.count > 2 { gradients.append(node.wants(2) ? Kernels.channelSums(g) : nil) }
    return gradients
  }
}

/// Returns the convolution of sequences with filters, as `torch.nn.functional.conv1d`.
///
///     [n, groups · c, l], [groups · f, c, k] (+ [groups · f]) → [n, groups · f, l′]
///     l′ = ⌊(l + 2 · padding - dilation · (k - 1) - 1) / stride⌋ + 1
public func conv1d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0,
  dilation: Int = 1, groups: Int = 1, file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  guard x.ndim == 2 || x.ndim == 3, weight.ndim == 3 else {
    fail(
      "conv1d",
      "it takes sequences [n, channels, length] and filters [filters, channels, length], not"
        + " \(x.shape.shapeText) and \(weight.shape.shapeText)", at: Site(file, line))
  }
  return conv2d(
    x.unsqueeze(-2), weight.unsqueeze(2), bias, stride: [1, stride], padding: [0, padding],
    dilation: [1, dilation], groups: groups, file: file, line: line
  ).squeeze(-2)
}

/// Returns the transposed convolution, as `torch.nn.functional.conv_transpose2d`.
///
///     [n, groups · c, h, w], [groups · c, f, kh, kw] (+ [groups · f]) → [n, groups · f, h′, w′]
///     h′ = (h - 1) · stride - 2 · padding + dilation · (kh - 1) + outputPadding + 1
///
/// It is the map that takes the gradient of a convolution's output to that of its input.
public func convTranspose2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: any SizePair = 1,
  padding: any SizePair = 0, outputPadding: any SizePair = 0, groups: Int = 1,
  dilation: any SizePair = 1, file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  if x.ndim == 3 {
    return convTranspose2d(
      x.unsqueeze(0), weight, bias, stride: stride, padding: padding,
      outputPadding: outputPadding, groups: groups, dilation: dilation, file: file, line: line
    ).squeeze(0)
  }
  let windows = Windows("convTranspose2d", stride, padding, dilation, site)
  let extra = outputPadding.checked("outputPadding", atLeast: 0, "convTranspose2d", site)
  checkConvolution("convTranspose2d", x, weight, bias, groups, from: 0, site)
  let plan = windows.transposed(of: x, weight, groups, extra, site)
  let (source, filters) = (x.packed, weight.packed)
  let y = Kernels.convolveInput(plan, source, filters)
  if let bias { Kernels.addToChannels(bias.packed, y) }
  let inputs = [x, weight] + (bias.map { [$0] } ?? [])
  return y.recorded("ConvolutionBackward0", of: inputs, saving: [source, filters]) { node, g in
    let g = g.packed
    var gradients: [Tensor?] = [nil, nil]
    if node.wants(0) {
      let gx = Tensor(uninitialized: plan.outputShape, g.dtype)
      Kernels.convolve(plan, g, node.saved(1), nil, into: gx)
      gradients[0] = gx
    }
    if node.wants(1) { gradients[1] = Kernels.convolveWeight(plan, g, node.saved(0)) }
    if inputs.count > 2 { gradients.append(node.wants(2) ? Kernels.channelSums(g) : nil) }
    return gradients
  }
}

/// Stops unless the operands go together; channels are counted along dimension `from` of the weight.
private func checkConvolution(
  _ operation: String, _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ groups: Int,
  from axis: Int, _ site: Site
) {
  guard x.ndim == 4, weight.ndim == 4 else {
    fail(
      operation,
      "it takes images [n, channels, height, width] and filters of 4 dimensions, not"
        + " \(x.shape.shapeText) and \(weight.shape.shapeText)", at: site)
  }
  guard groups > 0, weight.shape[0] % groups == 0 else {
    fail(operation, "\(weight.shape[0]) filters do not make \(groups) groups", at: site)
  }
  let channels = axis == 0 ? weight.shape[0] : weight.shape[1] * groups
  guard x.shape[1] == channels else {
    fail(
      operation,
      "the input \(x.shape.shapeText) has \(x.shape[1]) channels, but the filters"
        + " \(weight.shape.shapeText) take \(channels)", at: site)
  }
  let filters = axis == 0 ? weight.shape[1] * groups : weight.shape[0]
  guard bias.map({ $0.shape == [filters] }) ?? true else {
    fail(
      operation,
      "a bias of shape \((bias?.shape ?? []).shapeText) does not go with \(filters) filters",
      at: site)
  }
  let types = [x.dtype, weight.dtype] + (bias.map { [$0.dtype] } ?? [])
  guard x.dtype.isFloatingPoint, types.allSatisfy({ $0 == x.dtype }) else {
    fail(
      operation,
      "its operands must be of one floating-point type, not"
        + " \(types.map(\.name).joined(separator: ", "))", at: site)
  }
}
