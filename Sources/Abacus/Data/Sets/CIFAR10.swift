public import Tensors

/// Photographs in ten classes, 32×32 in colour, as `torchvision.datasets.CIFAR10`.
///
/// Krizhevsky, "Learning multiple layers of features from tiny images", 2009: 50,000 images to train
/// with in five files, 10,000 to test with in one. The files are those of the binary version,
/// `data_batch_1.bin` to `data_batch_5.bin` and `test_batch.bin`, plain or packed with gzip. They
/// are looked for in the folders `cifar-10-batches-bin` and `cifar-10` of `$LECTERN_DATA` and of
/// `lectern/data` in the user's cache folder. All of them take 600 MB of memory to train with.
public struct CIFAR10: ImageDataset {
  public let images: Tensor
  public let labels: Tensor
  public let classes = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  /// Reads the images to train with, or those to test with.
  ///
  /// - Parameter root: The only folder to look in, if not the usual ones.
  /// - Throws: What is missing or damaged, and where.
  public init(train: Bool = true, root: String? = nil) throws(DataError) {
    let names = train ? (1...5).map { "data_batch_\($0).bin" } : ["test_batch.bin"]
    var parts: [CIFARBatch] = []
    for name in names {
      parts.append(try CIFARBatch(CIFAR10.folders(root).found(name), classes: classes.count))
    }
    images = Tensor.cat(parts.map(\.pixels)).unitScaled
    labels = Tensor.cat(parts.map(\.labels)).to(.int64)
  }

  /// Whether the set is on this machine.
  public static var isAvailable: Bool { folders(nil).path(of: "data_batch_1.bin") != nil }

  private static func folders(_ root: String?) -> DataFolders {
    DataFolders("CIFAR10", names: ["cifar-10-batches-bin", "cifar-10"], root: root)
  }
}

/// One file of CIFAR-10's binary version: for each image a byte for its class, then 1024 bytes each
/// of red, green and blue, row by row.
private struct CIFARBatch {
  /// [count, 3, 32, 32] of bytes.
  let pixels: Tensor
  /// [count] of bytes.
  let labels: Tensor

  private static let recordSize = 1 + 3 * 32 * 32

  init(_ path: String, classes: Int) throws(DataError) {
    let bytes = try ByteSource(path).rest()
    let size = CIFARBatch.recordSize
    guard bytes.count % size == 0, !bytes.isEmpty else {
      throw .records(path, size: size, found: bytes.count)
    }
    let count = bytes.count / size
    let records = Tensor.fromElementBytes(bytes[...], shape: [count, size], dtype: .uint8)
    labels = records[.all, 0].contiguous()
    pixels = records[.all, 1...].reshape([count, 3, 32, 32])
    try requireLabels(labels, images: count, classes: classes, file: path)
  }
}
