import Abacus
import Testing

/// An image whose red, green and blue planes are even.
private func record(_ label: UInt8, _ colors: [UInt8]) -> [UInt8] {
  [label] + colors.flatMap { [UInt8](repeating: $0, count: 1024) }
}

@Suite struct `CIFAR-10` {
  let folder: DataFolder

  init() throws { folder = try DataFolder() }

  @Test func `becomes images in colour, file after file`() throws {
    for part in 1...5 {
      _ = try folder.write(record(UInt8(part), [255, 51, 0]), "data_batch_\(part).bin")
    }
    let train = try CIFAR10(root: folder.path)
    #expect(train.images.shape == [5, 3, 32, 32] && train.images.dtype == .float32)
    #expect(train.labels.array == [1, 2, 3, 4, 5] && train.labels.dtype == .int64)
    #expect(train.images[4, .ellipsis, 31, 31].scalars == [1, 0.2, 0])
    #expect(train.textLabels(train.labels).first == "automobile")
  }

  @Test func `keeps rows and columns apart`() throws {
    var bytes = record(9, [0, 0, 0])
    bytes[1 + 1024 + 2 * 32 + 5] = 255  // Green, row 2, column 5.
    _ = try folder.write(bytes, "test_batch.bin")
    let test = try CIFAR10(train: false, root: folder.path)
    #expect(test.images.sum().item() == 1 && test.images[0, 1, 2, 5].item() == 1)
  }

  @Test func `that is damaged says which file`() throws {
    let whole = record(1, [1, 2, 3])
    let path = try folder.write(Array(whole.dropLast()), "test_batch.bin")
    #expect(throws: DataError.records(path, size: 3073, found: 3072)) {
      try CIFAR10(train: false, root: folder.path)
    }
    _ = try folder.write([], "test_batch.bin")
    #expect(throws: DataError.records(path, size: 3073, found: 0)) {
      try CIFAR10(train: false, root: folder.path)
    }
    _ = try folder.write(whole + record(10, [0, 0, 0]), "test_batch.bin")
    #expect(throws: DataError.label(10, index: 1, classes: 10, file: path)) {
      try CIFAR10(train: false, root: folder.path)
    }
    #expect(throws: DataError.self) { try CIFAR10(root: folder.path) }
  }
}
