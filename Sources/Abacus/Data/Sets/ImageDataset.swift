public import Tensors

/// Images with the numbers of their classes.
///
///     let train = try FashionMNIST(train: true)
///     train.images.shape            // [60000, 1, 28, 28]
///     train.textLabels(train.labels[..<2])  // ["Ankle boot", "T-shirt/top"]
public protocol ImageDataset: Dataset, CustomStringConvertible, Sendable {
  /// The images, [count, channels, height, width] of `float32`, from 0 (black) to 1.
  var images: Tensor { get }
  /// The classes of the images, [count] of `int64`.
  var labels: Tensor { get }
  /// The names of the classes; a label is a position in it.
  var classes: [String] { get }
}

extension ImageDataset {
  /// How many images there are, and their shape.
  public var description: String {
    let shape = images.shape.dropFirst().map(String.init).joined(separator: ", ")
    return "\(type(of: self)): \(count) images [\(shape)] in \(classes.count) classes"
  }

  /// The number of images.
  public var count: Int { images.shape[0] }

  /// Whether there are no images.
  public var isEmpty: Bool { count == 0 }

  /// The image at `position`, [channels, height, width], and its label; both share memory.
  public subscript(position: Int) -> (X: Tensor, y: Tensor) { (images[position], labels[position]) }

  /// Returns copies of the images at `positions`, and their labels.
  public func batch(_ positions: [Int]) -> (X: Tensor, y: Tensor) {
    let rows = Tensor(positions, shape: [positions.count])
    return (images[rows], labels[rows])
  }

  /// All images and their labels, as they lie in memory.
  public var whole: (X: Tensor, y: Tensor)? { (images, labels) }

  /// Returns the names of the classes that `labels` has the numbers of.
  ///
  /// - Precondition: Every label is a position in `classes`.
  public func textLabels(
    _ labels: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> [String] {
    labels.scalars(as: Int.self).map { label in
      guard classes.indices.contains(label) else {
        fatalError(
          "textLabels: there is no class \(label) among \(classes.count)", file: (file), line: line)
      }
      return classes[label]
    }
  }
}
