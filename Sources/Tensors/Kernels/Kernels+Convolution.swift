internal import AbacusKernels

extension Kernels {
  /// y = the convolution of `x`; images, and the tiles of large ones, are shared among threads.
  static func convolve(
    _ c: Convolution, _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, into y: Tensor
  ) {
    guard y.count > 0 else { return }
    let tile = c.tile(x.dtype)
    let tiles = (c.windows[0] + tile - 1) / tile
    let (pixels, outputs) = (x.count / c.images, y.count / c.images)
    Parallel.ranges(c.images * tiles, work: c.work) { range in
      var plan = c.plan(x.dtype)
      let workspace = unsafe Storage(byteCount: ab_convolution_workspace(x.dtype.kernelType, &plan))
      for piece in range {
        let image = piece / tiles, first = piece % tiles * tile
        unsafe table.layers.convolve(
          x.dtype.kernelType, &plan, x.pointer + image * pixels * x.dtype.size, weight.pointer,
          bias?.pointer, y.pointer + image * outputs * x.dtype.size, first,
          Swift.min(first + tile, c.windows[0]), workspace.bytes)
      }
    }
  }

  /// Returns the gradient of the images from that of the output.
  static func convolveInput(_ c: Convolution, _ g: Tensor, _ weight: Tensor) -> Tensor {
    let x = Tensor(uninitialized: c.inputShape, g.dtype)
    guard x.count > 0 else { return x }
    let (pixels, outputs) = (x.count / c.images, g.count / c.images)
    Parallel.ranges(c.images, work: c.work) { range in
      var plan = c.plan(g.dtype)
      let workspace = unsafe Storage(byteCount: ab_convolution_workspace(g.dtype.kernelType, &plan))
      for image in range {
        unsafe table.layers.convolve_input(
          g.dtype.kernelType, &plan, g.pointer + image * outputs * g.dtype.size, weight.pointer,
          x.pointer + image * pixels * g.dtype.size, workspace.bytes)
      }
    }
    return x
  }

  /// Returns the gradient of the weight.
  ///
  /// Images are summed in groups that do not depend on the number of threads, so that the sums do
  /// not either.
  static func convolveWeight(_ c: Convolution, _ x: Tensor, _ g: Tensor) -> Tensor {
    let shape = [c.groups, c.depth, c.filters]
    let bytes = shape.reduce(g.dtype.size, *)
    let groups = Swift.max(1, Swift.min(c.images, 16, (4 << 20) / Swift.max(bytes, 1)))
    let sums = (0..<groups).map { _ in Tensor.zeros(shape, dtype: g.dtype) }
    if x.count > 0, g.count > 0 {
      Parallel.ranges(groups, work: c.work) { range in
        for group in range {
          let images = c.images * group / groups..<c.images * (group + 1) / groups
          addWeight(c, x, g, images, to: sums[group])
        }
      }
    }
    for sum in sums.dropFirst() { axpy(1, sum, into: sums[0]) }
    let result = Tensor(uninitialized: [c.groups, c.filters, c.depth], g.dtype)
    copy(sums[0].transpose(1, 2), to: result)
    return result.view(c.weightShape)
  }

  /// Adds the gradient of the transposed weight from some images.
  private static func addWeight(
    _ c: Convolution, _ x: Tensor, _ g: Tensor, _ images: Range<Int>, to sums: Tensor
  ) {
    var plan = c.plan(g.dtype)
    let workspace = unsafe Storage(byteCount: ab_convolution_workspace(g.dtype.kernelType, &plan))
    let (pixels, outputs) = (x.count / c.images, g.count / c.images)
    for image in images {
      unsafe table.layers.convolve_weight(
        g.dtype.kernelType, &plan, x.pointer + image * pixels * g.dtype.size,
        g.pointer + image * outputs * g.dtype.size, sums.pointer, workspace.bytes)
    }
  }
}

extension Convolution {
  /// What the kernels are told.
  fileprivate func plan(_ dtype: DType) -> ab_convolution {
    let placement = placement
    return ab_convolution(
      groups: groups, channels: channels, filters: filters, height: size[0], width: size[1],
      rows: windows[0], columns: windows[1], kernel: (kernel[0], kernel[1]),
      stride: (placement.stride[0], placement.stride[1]),
      padding: (placement.padding[0], placement.padding[1]),
      dilation: (placement.dilation[0], placement.dilation[1]), tile: tile(dtype))
  }
}
