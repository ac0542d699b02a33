/// A rectangle of grey or coloured pixels, row by row from the top.
package struct Raster: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// 1 for grey, 3 for red, green and blue, side by side in each pixel.
  package let channels: Int
  /// One byte a pixel and channel.
  package let bytes: [UInt8]

  /// - Precondition: There are `width * height * channels` bytes.
  package init(width: Int, height: Int, channels: Int, bytes: [UInt8]) {
    self.width = width
    self.height = height
    self.channels = channels
    self.bytes = bytes
  }
}

extension Raster {
  /// How many blocks a side at most stand for the pixels where figures are compared.
  private static let mostBlocks = 16

  /// The mean of each block of pixels and channel, from 0 to 1, row by row.
  ///
  /// At most 16 × 16 blocks of about equal size, so that a page of pictures stays comparable
  /// without being carried twice.
  var blocks: [Double] {
    let (rows, columns) = (min(height, Self.mostBlocks), min(width, Self.mostBlocks))
    return (0..<rows * columns * channels).map { index in
      let (place, channel) = index.quotientAndRemainder(dividingBy: channels)
      let (row, column) = place.quotientAndRemainder(dividingBy: columns)
      return mean(
        row * height / rows..<(row + 1) * height / rows,
        column * width / columns..<(column + 1) * width / columns, channel)
    }
  }

  private func mean(_ rows: Range<Int>, _ columns: Range<Int>, _ channel: Int) -> Double {
    var sum = 0
    for row in rows {
      for column in columns { sum += Int(bytes[(row * width + column) * channels + channel]) }
    }
    return Double(sum) / (255 * Double(rows.count * columns.count))
  }
}
