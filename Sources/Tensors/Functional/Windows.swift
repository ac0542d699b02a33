/// How the windows of a convolution lie over images, along both axes.
struct Windows: Sendable {
  let operation: String
  let stride: [Int]
  let padding: [Int]
  let dilation: [Int]

  /// Stops unless strides and dilations are at least 1 and paddings at least 0.
  init(
    _ operation: String, _ stride: any SizePair, _ padding: any SizePair,
    _ dilation: any SizePair, _ site: Site
  ) {
    self.operation = operation
    self.stride = stride.checked("stride", atLeast: 1, operation, site)
    self.padding = padding.checked("padding", atLeast: 0, operation, site)
    self.dilation = dilation.checked("dilation", atLeast: 1, operation, site)
  }

  /// The convolution that takes `x` to its output.
  func convolution(of x: Tensor, _ weight: Tensor, _ groups: Int, _ site: Site) -> Convolution {
    let (size, kernel) = (Array(x.shape[2...]), Array(weight.shape[2...]))
    let windows = (0..<2).map { axis in
      let room = size[axis] + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1
      guard kernel[axis] > 0, room >= 0 else {
        fail(
          operation,
          "a kernel of \(kernel.shapeText) with dilation \(dilation) is larger than an image of"
            + " \(size.shapeText) with padding \(padding)", at: site)
      }
      return room / stride[axis] + 1
    }
    return Convolution(
      images: x.shape[0], groups: groups, channels: weight.shape[1],
      filters: weight.shape[0] / groups, size: size, windows: windows, kernel: kernel,
      placement: self)
  }

  /// The convolution whose gradient takes `x` to the output of the transposed convolution.
  func transposed(
    of x: Tensor, _ weight: Tensor, _ groups: Int, _ extra: [Int], _ site: Site
  ) -> Convolution {
    let kernel = Array(weight.shape[2...])
    let size = (0..<2).map { axis in
      let size =
        (x.shape[axis + 2] - 1) * stride[axis] - 2 * padding[axis]
        + dilation[axis] * (kernel[axis] - 1) + extra[axis] + 1
      guard size > 0, kernel[axis] > 0, extra[axis] < Swift.max(stride[axis], dilation[axis]) else {
        fail(
          operation,
          "an image of \(Array(x.shape[2...]).shapeText) with a kernel of \(kernel.shapeText),"
            + " stride \(stride), padding \(padding) and outputPadding \(extra) has no output;"
            + " outputPadding must be below stride or dilation", at: site)
      }
      return size
    }
    return Convolution(
      images: x.shape[0], groups: groups, channels: weight.shape[1],
      filters: weight.shape[0] / groups, size: size, windows: Array(x.shape[2...]), kernel: kernel,
      placement: self)
  }
}

/// A convolution of given images: `channels` and `filters` are those of each group.
struct Convolution: Sendable {
  let images: Int
  let groups: Int
  let channels: Int
  let filters: Int
  let size: [Int]
  let windows: [Int]
  let kernel: [Int]
  let placement: Windows

  var inputShape: [Int] { [images, groups * channels] + size }
  var outputShape: [Int] { [images, groups * filters] + windows }
  var weightShape: [Int] { [groups * filters, channels] + kernel }

  /// The elements of one window.
  var depth: Int { channels * kernel[0] * kernel[1] }

  /// How many multiplications one pass takes.
  var work: Int { images * groups * filters * depth * windows[0] * windows[1] }

  /// How many rows of windows are copied out at a time: about a megabyte.
  func tile(_ dtype: DType) -> Int {
    let row = Swift.max(depth * windows[1] * dtype.size, 1)
    return Swift.max(1, Swift.min(windows[0], (1 << 20) / row))
  }
}
