/// Returns the greatest element of each window, as `torch.nn.functional.max_pool2d`.
///
///     […, h, w] → […, h′, w′]      h′ = ⌊(h + 2 · padding - dilation · (k - 1) - 1) / stride⌋ + 1
///
/// `stride` is the kernel's size unless given. The gradient goes to the first of equal elements; a
/// window with NaN is NaN. With `ceilMode` a window may end beyond the image.
public func maxPool2d(
  _ x: Tensor, _ kernelSize: any SizePair, stride: (any SizePair)? = nil,
  padding: any SizePair = 0, dilation: any SizePair = 1, ceilMode: Bool = false,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  let windows = PoolWindows("maxPool2d", kernelSize, stride, padding, dilation, site)
  return greatest(x, windows.axes(of: x, ceilMode, site), "MaxPool2DWithIndicesBackward0")
}

/// Returns the mean of each window, as `torch.nn.functional.avg_pool2d`.
///
///     […, h, w] → […, h′, w′]      h′ = ⌊(h + 2 · padding - k) / stride⌋ + 1
///
/// What lies in the padding counts as 0, or not at all without `countIncludePad`.
public func avgPool2d(
  _ x: Tensor, _ kernelSize: any SizePair, stride: (any SizePair)? = nil,
  padding: any SizePair = 0, ceilMode: Bool = false, countIncludePad: Bool = true,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  let windows = PoolWindows("avgPool2d", kernelSize, stride, padding, 1, site)
  let axes = windows.axes(of: x, ceilMode, countsPadding: countIncludePad, site)
  return means(x, axes, "AvgPool2DBackward0")
}

/// Returns the means of `outputSize` windows that cover each image.
///
///     […, h, w] → […, h′, w′]
///
/// Window i of h′ takes the rows from ⌊i · h / h′⌋ up to ⌈(i + 1) · h / h′⌉. As
/// `torch.nn.functional.adaptive_avg_pool2d`.
public func adaptiveAvgPool2d(
  _ x: Tensor, _ outputSize: any SizePair, file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let axes = adaptiveAxes(x, outputSize, "adaptiveAvgPool2d", Site(file, line))
  return means(x, axes, "AdaptiveAvgPool2DBackward0")
}

/// Returns the greatest elements of `outputSize` windows that cover each image.
///
///     […, h, w] → […, h′, w′]
///
/// The windows are those of `adaptiveAvgPool2d`. As `torch.nn.functional.adaptive_max_pool2d`.
public func adaptiveMaxPool2d(
  _ x: Tensor, _ outputSize: any SizePair, file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let axes = adaptiveAxes(x, outputSize, "adaptiveMaxPool2d", Site(file, line))
  return greatest(x, axes, "AdaptiveMaxPool2DBackward0")
}

/// The windows along both axes.
private typealias Axes = (down: PoolAxis, across: PoolAxis)

private func greatest(_ x: Tensor, _ axes: Axes, _ name: StaticString) -> Tensor {
  let source = x.packed
  let shape = Array(x.shape.dropLast(2)) + [axes.down.count, axes.across.count]
  let y = Tensor(uninitialized: shape, x.dtype)
  let places = Tensor(uninitialized: shape, .int32)
  Kernels.maxPool(source, into: y, places, axes.down, axes.across)
  let original = x.shape
  return y.recorded(name, x, saving: [places]) { node, g in
    [Kernels.maxPoolBackward(g.packed, node.saved(0), original)]
  }
}

private func means(_ x: Tensor, _ axes: Axes, _ name: StaticString) -> Tensor {
  let shape = Array(x.shape.dropLast(2)) + [axes.down.count, axes.across.count]
  let y = Tensor(uninitialized: shape, x.dtype)
  Kernels.meanPool(x.packed, into: y, axes.down, axes.across)
  let original = x.shape
  return y.recorded(name, x) { _, g in
    [Kernels.meanPoolBackward(g.packed, original, axes.down, axes.across)]
  }
}

private func checkImages(_ x: Tensor, _ operation: String, _ site: Site) {
  x.requireFloats(operation, at: site)
  guard x.ndim >= 2, x.shape.suffix(2).allSatisfy({ $0 > 0 && $0 < 1 << 15 }) else {
    fail(operation, "an input of shape \(x.shape.shapeText) is no image", at: site)
  }
}

private func adaptiveAxes(
  _ x: Tensor, _ outputSize: any SizePair, _ operation: String, _ site: Site
) -> Axes {
  checkImages(x, operation, site)
  let size = outputSize.checked("outputSize", atLeast: 1, operation, site)
  return (
    PoolAxis(size: x.shape[x.ndim - 2], count: size[0]),
    PoolAxis(size: x.shape[x.ndim - 1], count: size[1])
  )
}

/// How the windows of a pooling operation lie, as it was called.
private struct PoolWindows {
  let operation: String
  let kernel: [Int]
  let stride: [Int]
  let padding: [Int]
  let dilation: [Int]

  init(
    _ operation: String, _ kernel: any SizePair, _ stride: (any SizePair)?,
    _ padding: any SizePair, _ dilation: any SizePair, _ site: Site
  ) {
    self.operation = operation
    let kernel = kernel.checked("kernelSize", atLeast: 1, operation, site)
    let padding = padding.checked("padding", atLeast: 0, operation, site)
    guard zip(padding, kernel).allSatisfy({ $0 <= $1 / 2 }) else {
      fail(
        operation, "the padding \(padding) is more than half of the kernel \(kernel)", at: site)
    }
    (self.kernel, self.padding) = (kernel, padding)
    self.stride = (stride ?? kernel).checked("stride", atLeast: 1, operation, site)
    self.dilation = dilation.checked("dilation", atLeast: 1, operation, site)
  }

  func axes(
    of x: Tensor, _ ceilMode: Bool, countsPadding: Bool = true, _ site: Site
  ) -> Axes {
    checkImages(x, operation, site)
    let found = (0..<2).map { axis in
      PoolAxis(
        size: x.shape[x.ndim - 2 + axis], kernel: kernel[axis], stride: stride[axis],
        padding: padding[axis], dilation: dilation[axis], ceilMode: ceilMode,
        countsPadding: countsPadding)
    }
    guard let down = found[0], let across = found[1] else {
      fail(
        operation,
        "a kernel of \(kernel) is larger than an image of \(Array(x.shape.suffix(2)).shapeText)"
          + " with padding \(padding)", at: site)
    }
    return (down, across)
  }
}
