import Abacus
import Foundation
import Testing

/// The bytes of an IDX file of bytes.
private func idx(_ shape: [Int], _ elements: [UInt8]) -> [UInt8] {
  [0, 0, 8, UInt8(shape.count)] + shape.flatMap { [0, 0, UInt8($0 >> 8), UInt8($0 & 255)] }
    + elements
}

@Suite struct `Fashion-MNIST` {
  let folder: DataFolder

  init() throws { folder = try DataFolder() }

  private func write(_ images: [UInt8], _ labels: [UInt8], part: String = "train") throws {
    _ = try folder.write(images, "\(part)-images-idx3-ubyte")
    _ = try folder.write(labels, "\(part)-labels-idx1-ubyte")
  }

  @Test func `becomes images from 0 to 1 with whole labels`() throws {
    try write(idx([2, 1, 2], [0, 51, 255, 1]), idx([2], [9, 0]), part: "t10k")
    let test = try FashionMNIST(train: false, root: folder.path)
    #expect(test.count == 2 && test.images.shape == [2, 1, 1, 2])
    #expect(test.images.dtype == .float32 && test.labels.dtype == .int64)
    // 51 / 255 and 1 / 255 rounded to single precision.
    #expect(test.images.scalars == [0, 0.2, 1, 0.003921569])
    #expect(test.textLabels(test.labels) == ["Ankle boot", "T-shirt/top"])
    #expect(test[1].X.shape == [1, 1, 2] && test[1].y.item() == 0)
    #expect(test.batch([1, 0, 1]).y.array == [0, 9, 0])
  }

  @Test func `is found in the folders of torchvision`() throws {
    let raw = folder.path + "/FashionMNIST/raw"
    try FileManager.default.createDirectory(atPath: raw, withIntermediateDirectories: true)
    _ = try folder.write(idx([1, 1, 1], [255]), "FashionMNIST/raw/train-images-idx3-ubyte")
    _ = try folder.write(idx([1], [3]), "FashionMNIST/raw/train-labels-idx1-ubyte")
    #expect(try FashionMNIST(root: folder.path).textLabels(Tensor([3])) == ["Dress"])
  }

  @Test func `that is not there says where to put it and what to install`() throws {
    let error = #expect(throws: DataError.self) { try FashionMNIST(root: folder.path) }
    let message = try #require(error).description
    #expect(message.contains("FashionMNIST: there is no file 'train-images-idx3-ubyte'"))
    #expect(message.contains(folder.path) && message.contains("$LECTERN_DATA"))
    #expect(message.contains("install the Debian package 'dataset-fashion-mnist'"))
  }

  @Test func `with labels of another set says so`() throws {
    try write(idx([2, 1, 1], [1, 2]), idx([3], [1, 2, 3]))
    let file = folder.path + "/train-labels-idx1-ubyte"
    #expect(throws: DataError.counts(images: 2, labels: 3, file: file)) {
      try FashionMNIST(root: folder.path)
    }
    try write(idx([2, 1, 1], [1, 2]), idx([2], [9, 10]))
    #expect(throws: DataError.label(10, index: 1, classes: 10, file: file)) {
      try FashionMNIST(root: folder.path)
    }
    try write(idx([2, 1], [1, 2]), idx([2], [9, 1]))
    #expect(throws: DataError.self) { try FashionMNIST(root: folder.path) }
  }

  @Test func `stops at a label that is no class`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let folder = try DataFolder()
      _ = try folder.write(idx([0, 1, 1], []), "train-images-idx3-ubyte")
      _ = try folder.write(idx([0], []), "train-labels-idx1-ubyte")
      _ = try FashionMNIST(root: folder.path).textLabels(Tensor([10]))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("textLabels: there is no class 10 among 10"))
  }

  // Counted with NumPy in the files themselves.
  @Test(.enabled(if: FashionMNIST.isAvailable))
  func `is the published one where it is installed`() throws {
    let test = try FashionMNIST(train: false)
    #expect(test.images.shape == [10_000, 1, 28, 28])
    #expect(test.labels[..<10].array == [9, 2, 1, 1, 6, 1, 4, 6, 5, 7])
    #expect(test.labels.bincount().array == [Double](repeating: 1000, count: 10))
    let sum = (test.images.to(.float64) * 255).round().sum().item()
    #expect(sum == 573_469_082)
  }
}
