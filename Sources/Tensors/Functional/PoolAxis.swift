/// The windows of a pooling layer along one axis of an image.
struct PoolAxis: Sendable {
  /// Where each window begins and ends, within the image.
  let start: [Int32]
  let end: [Int32]
  /// What the mean of each window divides by.
  let extent: [Int32]
  /// The length of the axis, and the distance of the elements of a window.
  let size: Int
  let step: Int
  /// The distance of neighbouring windows when all are of equal length, else 0.
  let stride: Int

  var count: Int { start.count }

  /// Windows of `kernel` elements every `stride`; nil when there is none.
  ///
  /// The mean counts what lies in the padding, unless told otherwise.
  init?(
    size: Int, kernel: Int, stride: Int, padding: Int, dilation: Int = 1, ceilMode: Bool,
    countsPadding: Bool = true
  ) {
    let reach = dilation * (kernel - 1) + 1
    let room = size + 2 * padding - reach
    guard room >= 0 else { return nil }
    var count = (room + (ceilMode ? stride - 1 : 0)) / stride + 1
    if ceilMode, (count - 1) * stride >= size + padding { count -= 1 }
    let firsts = (0..<count).map { $0 * stride - padding }
    let inside = firsts.map { $0 < 0 ? $0 + (dilation - 1 - $0) / dilation * dilation : $0 }
    let ends = firsts.map { Swift.min($0 + reach, size) }
    start = inside.map(Int32.init)
    end = ends.map(Int32.init)
    extent = firsts.indices.map { index in
      let outer = Swift.min(firsts[index] + reach, size + padding) - firsts[index]
      return Int32(countsPadding ? outer : ends[index] - inside[index])
    }
    (self.size, step) = (size, dilation)
    let isFull = padding == 0 && firsts.allSatisfy { $0 + reach <= size }
    self.stride = isFull ? stride : 0
  }

  /// `count` windows that cover the axis, as `torch.nn.AdaptiveAvgPool2d` cuts it.
  init(size: Int, count: Int) {
    start = (0..<count).map { Int32($0 * size / count) }
    end = (0..<count).map { Int32((($0 + 1) * size + count - 1) / count) }
    extent = zip(end, start).map { $0 - $1 }
    (self.size, step, stride) = (size, 1, 0)
  }
}
