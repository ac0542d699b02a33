internal import Tensors

/// The images and labels of one of the sets that come as two pairs of IDX files.
struct IDXImages {
  let images: Tensor
  let labels: Tensor

  /// Reads the part for training, or the part for testing.
  init(_ folders: DataFolders, train: Bool, classes: Int) throws(DataError) {
    let part = train ? "train" : "t10k"
    let imageFile = try folders.found("\(part)-images-idx3-ubyte")
    let labelFile = try folders.found("\(part)-labels-idx1-ubyte")
    let labels = try IDXFile.read(labelFile)
    guard labels.shape.count == 1, labels.dtype == .uint8 else {
      throw .shape(labelFile, found: labels.shape, expected: "labels [count] of one byte")
    }
    let pixels = try IDXFile.read(imageFile)
    guard pixels.shape.count == 3, pixels.dtype == .uint8 else {
      throw .shape(
        imageFile, found: pixels.shape, expected: "images [count, height, width] of one byte")
    }
    try requireLabels(labels, images: pixels.shape[0], classes: classes, file: labelFile)
    images = pixels.unsqueeze(1).unitScaled
    self.labels = labels.to(.int64)
  }
}

/// Throws unless there are as many `labels` as images, each of one of the classes.
func requireLabels(
  _ labels: Tensor, images: Int, classes: Int, file: String
) throws(DataError) {
  guard labels.count == images else {
    throw .counts(images: images, labels: labels.count, file: file)
  }
  guard images > 0, labels.max().item(as: Int.self) >= classes else { return }
  let numbers = labels.scalars(as: Int.self)
  guard let index = numbers.firstIndex(where: { $0 >= classes }) else { return }
  throw .label(numbers[index], index: index, classes: classes, file: file)
}

extension Tensor {
  /// Bytes as `float32` from 0 to 1, as torchvision's `ToTensor`: x / 255.
  var unitScaled: Tensor {
    noGrad {
      var scaled = to(.float32)
      scaled /= 255
      return scaled
    }
  }
}
