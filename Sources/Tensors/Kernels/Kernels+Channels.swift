internal import AbacusKernels

/// One number for each channel of a tensor `[outer, channels, …]`.
typealias ChannelValues = [Double]

extension Kernels {
  /// The mean and the variance of each channel, over all its elements.
  static func channelMoments(_ x: Tensor) -> (mean: ChannelValues, variance: ChannelValues) {
    let (mean, variance) = (channelMemory(x), channelMemory(x))
    Parallel.ranges(channels(x).channels, work: x.count) { range in
      unsafe table.layers.channel_moments(
        x.dtype.kernelType, x.pointer, channels(x, range), mean.doubles, variance.doubles)
    }
    return (mean.array, variance.array)
  }

  /// y = (x - centre) · scale + shift, channel by channel.
  static func channelScale(
    _ x: Tensor, into y: Tensor, centre: ChannelValues, scale: ChannelValues, shift: ChannelValues
  ) {
    let values = [centre, scale, shift].map(tensor)
    Parallel.ranges(channels(x).channels, work: x.count) { range in
      unsafe table.layers.channel_scale(
        x.dtype.kernelType, x.pointer, y.pointer, channels(x, range), values[0].doubles,
        values[1].doubles, values[2].doubles)
    }
  }

  /// The sums of `g` and of `g · (x - centre)` over each channel.
  static func channelSums(
    _ g: Tensor, _ x: Tensor, centre: ChannelValues
  ) -> (sums: ChannelValues, products: ChannelValues) {
    let (sums, products, middle) = (channelMemory(g), channelMemory(g), tensor(centre))
    Parallel.ranges(channels(g).channels, work: g.count * 2) { range in
      unsafe table.layers.channel_sums(
        g.dtype.kernelType, g.pointer, x.pointer, channels(g, range), middle.doubles,
        sums.doubles, products.doubles)
    }
    return (sums.array, products.array)
  }

  /// The sum of each channel: [outer, channels, …] → [channels].
  static func channelSums(_ g: Tensor) -> Tensor {
    let sums = channelMemory(g)
    Parallel.ranges(channels(g).channels, work: g.count) { range in
      unsafe table.layers.channel_sums(
        g.dtype.kernelType, g.pointer, nil, channels(g, range), sums.doubles, sums.doubles,
        sums.doubles)
    }
    return sums.packed(as: g.dtype)
  }

  /// out = a · g + b · (x - centre) + c, channel by channel.
  static func channelCombine(
    _ g: Tensor, _ x: Tensor, into out: Tensor, centre: ChannelValues, a: ChannelValues,
    b: ChannelValues, c: ChannelValues
  ) {
    let values = [centre, a, b, c].map(tensor)
    Parallel.ranges(channels(g).channels, work: g.count * 2) { range in
      unsafe table.layers.channel_combine(
        g.dtype.kernelType, g.pointer, x.pointer, out.pointer, channels(g, range),
        values[0].doubles, values[1].doubles, values[2].doubles, values[3].doubles)
    }
  }

  /// y += bias, channel by channel.
  static func addToChannels(_ bias: Tensor, _ y: Tensor) {
    guard y.count > 0 else { return }
    let ones = ChannelValues(repeating: 1, count: bias.count)
    let zeros = ChannelValues(repeating: 0, count: bias.count)
    channelScale(y, into: y, centre: zeros, scale: ones, shift: bias.array)
  }
}

extension Kernels {
  private static func channels(_ x: Tensor, _ range: Range<Int>? = nil) -> ab_channels {
    let inner = x.shape.dropFirst(2).reduce(1, *)
    return ab_channels(
      outer: x.shape[0], channels: x.shape[1], inner: inner, first: range?.lowerBound ?? 0,
      last: range?.upperBound ?? x.shape[1])
  }

  private static func channelMemory(_ x: Tensor) -> Tensor {
    Tensor(uninitialized: [x.shape[1]], .float64)
  }

  private static func tensor(_ values: ChannelValues) -> Tensor {
    Tensor(values, shape: [values.count], dtype: .float64)
  }
}

extension Tensor {
  /// The elements of a `float64` tensor.
  @unsafe var doubles: UnsafeMutablePointer<Double> {
    unsafe pointer.assumingMemoryBound(to: Double.self)
  }
}
