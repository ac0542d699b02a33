public import Tensors

/// Digits in many hands, painted when they are asked for: they need no file.
///
///     let train = Digits(train: true)           // 4000 images of 28×28
///     let small = Digits(train: false, size: 8) // 1000 images of 8×8
///
/// Strokes of a pen, turned, slanted, stretched, bent and shifted at random, in ink of different
/// strength on grainy paper. An image depends only on its position and on `train`: it is the same
/// at every run and draws nothing from the default generator. Of every ten images in a row, each is
/// another digit.
public struct Digits: ImageDataset {
  public let images: Tensor
  public let labels: Tensor
  public let classes = (0...9).map(String.init)

  /// Paints the images to train with, or those to test with.
  ///
  /// - Parameter size: The width and height of the images.
  /// - Parameter count: How many there are: 4000 to train with and 1000 to test with if not given.
  /// - Precondition: `size` is at least 8, and `count` is not negative.
  public init(
    train: Bool = true, size: Int = 28, count: Int? = nil, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let count = count ?? (train ? 4000 : 1000)
    guard size >= 8, count >= 0 else {
      fatalError(
        "Digits: there can't be \(count) images of \(size)×\(size): the size is 8 or more, the count"
          + " 0 or more", file: (file), line: line)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * size * size)
    var painter = DigitPainter(size: size)
    var order = SplitMix64(seed: train ? 1 : 2)
    var digits: [Int] = []
    for index in 0..<count {
      if index % 10 == 0 { digits += order.permutation(10) }
      var random = SplitMix64(seed: UInt64(index) << 1 | (train ? 1 : 0) ^ 0xD161_7000_0000_0000)
      painter.paint(digits[index], &random, into: &bytes)
    }
    images =
      Tensor.fromElementBytes(bytes[...], shape: [count, 1, size, size], dtype: .uint8)
      .unitScaled
    labels = Tensor(Array(digits[..<count]), shape: [count])
  }
}
