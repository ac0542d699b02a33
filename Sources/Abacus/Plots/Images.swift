public import Plotting
public import Tensors

/// Returns pictures in a grid, each with its title over it; pixels stay sharp however large.
///
///     images [n, height, width], [n, 1 or 3, height, width] or [n, height, width, 1 or 3]
///     → n panels
///
/// Bytes and other integers from 0 to 255 go from black to white in this range, floating-point
/// numbers from 0 to 1 in that one; where there are others, the least and the greatest number of
/// all images are black and white. What is not a number is black.
///
/// - Parameters:
///   - rows: How many images are above each other at most; the rest is left out when `columns` is
///     given too.
///   - columns: How many stand side by side; up to 6, when neither is said.
///   - titles: One an image, of several lines if it has line breaks; images without one go without.
///   - scale: How large they are drawn; 1 suits a column of text.
///   - limits: The numbers that are black and white.
/// - Precondition: At most 400 images are drawn.
public func showImages(
  _ images: Tensor, rows: Int? = nil, columns: Int? = nil, titles: [String] = [],
  title: String = "", scale: Double = 1, limits: ClosedRange<Double>? = nil,
  file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  let form = PictureForm(images.shape.dropFirst().map { $0 })
  guard images.ndim >= 3, let form else {
    fatalError(
      "showImages: images are of shape (n, height, width), or have 1 or 3 channels after n or at"
        + " last, which \(images.shape.shapeText) has not; one image is shown with unsqueeze(0)",
      file: (file), line: line)
  }
  let grid = Grid(images.shape[0], rows, columns, file, line)
  let values = images.detach()[0..<grid.count].scalars(as: Double.self)
  let bytes = grey(values, limits ?? limitsThatSuit(values, images.dtype))
  let rasters = (0..<grid.count).map { form.raster(of: bytes, image: $0) }
  return imageGrid(rasters, titles: titles, columns: grid.columns, scale: scale, title: title)
}

/// Returns pictures of different sizes in a grid, each of its own range of numbers.
///
///     images [height, width], [1 or 3, height, width] or [height, width, 1 or 3] → a panel each
///
/// - Precondition: At most 400 images are drawn.
public func showImages(
  _ images: [Tensor], rows: Int? = nil, columns: Int? = nil, titles: [String] = [],
  title: String = "", scale: Double = 1, limits: ClosedRange<Double>? = nil,
  file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  let grid = Grid(images.count, rows, columns, file, line)
  let rasters = images.prefix(grid.count).enumerated().map { index, image in
    guard let form = PictureForm(image.shape) else {
      fatalError(
        "showImages: image \(index) has shape \(image.shape.shapeText), which is not (height, width), and"
          + " has no 1 or 3 channels first or last", file: (file), line: line)
    }
    let values = image.detach().scalars(as: Double.self)
    return form.raster(of: grey(values, limits ?? limitsThatSuit(values, image.dtype)), image: 0)
  }
  return imageGrid(rasters, titles: titles, columns: grid.columns, scale: scale, title: title)
}

/// How many images are drawn, and how many side by side.
private struct Grid {
  private static let most = 400
  let count: Int
  /// nil for what suits the count.
  let columns: Int?

  init(_ images: Int, _ rows: Int?, _ columns: Int?, _ file: StaticString, _ line: UInt) {
    let (rows, given) = (rows.map { max($0, 1) }, columns.map { max($0, 1) })
    self.columns = given ?? rows.map { (images + $0 - 1) / $0 }
    var places = images
    if let rows, let given {
      let (product, isTooLarge) = rows.multipliedReportingOverflow(by: given)
      places = isTooLarge ? images : product
    }
    count = min(images, places)
    if count > Self.most {
      fatalError(
        "showImages: \(count) images can't be drawn; at most \(Self.most) can, such as"
          + " images[0..<12]", file: (file), line: line)
    }
  }
}

/// How the numbers of one image lie in memory.
private struct PictureForm {
  let height: Int
  let width: Int
  let channels: Int
  /// Whether the channels of a pixel lie apart, each in a plane of its own.
  let isPlanar: Bool

  /// The form of an image of `shape`, channels first when both ends could be they; nil for none.
  init?(_ shape: [Int]) {
    let isColor = { (count: Int) in count == 1 || count == 3 }
    if shape.count == 2 {
      (height, width, channels, isPlanar) = (shape[0], shape[1], 1, true)
    } else if shape.count == 3, isColor(shape[0]) {
      (height, width, channels, isPlanar) = (shape[1], shape[2], shape[0], true)
    } else if shape.count == 3, isColor(shape[2]) {
      (height, width, channels, isPlanar) = (shape[0], shape[1], shape[2], false)
    } else {
      return nil
    }
  }

  /// The picture at `image` in a row of pictures, with the channels of a pixel side by side.
  func raster(of bytes: [UInt8], image: Int) -> Raster {
    let size = height * width
    let own = bytes[image * size * channels..<(image + 1) * size * channels]
    var pixels = Array(own)
    if isPlanar, channels > 1 {
      pixels = (0..<size).flatMap { pixel in
        (0..<channels).map { own[own.startIndex + $0 * size + pixel] }
      }
    }
    return Raster(width: width, height: height, channels: channels, bytes: pixels)
  }
}

/// The numbers that are shown black and white.
private func limitsThatSuit(_ values: [Double], _ dtype: DType) -> ClosedRange<Double> {
  let finite = values.lazy.filter(\.isFinite)
  let usual: ClosedRange<Double> = dtype.isFloatingPoint || dtype == .bool ? 0...1 : 0...255
  guard let low = finite.min(), let high = finite.max() else { return usual }
  return usual.contains(low) && usual.contains(high) ? usual : low...high
}

/// The values as bytes, from 0 at the lower limit to 255 at the upper.
private func grey(_ values: [Double], _ limits: ClosedRange<Double>) -> [UInt8] {
  let span = limits.upperBound - limits.lowerBound
  return values.map { value in
    let share = span > 0 ? (value - limits.lowerBound) / span : 0
    return share.isNaN ? 0 : UInt8((min(max(share, 0), 1) * 255).rounded())
  }
}
