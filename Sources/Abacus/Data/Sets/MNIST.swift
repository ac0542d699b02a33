public import Tensors

/// Handwritten digits, 28×28 in grey, as `torchvision.datasets.MNIST`.
///
/// LeCun, Cortes and Burges, 1998: 60,000 images to train with, 10,000 to test with. The files are
/// called as those of `FashionMNIST`, and looked for in the same places, in the folders `mnist` and
/// `MNIST/raw`. Where they are not there, `Digits` always is.
public struct MNIST: ImageDataset {
  public let images: Tensor
  public let labels: Tensor
  public let classes = [
    "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven",
    "8 - eight", "9 - nine",
  ]

  /// Reads the images to train with, or those to test with.
  ///
  /// - Parameter root: The only folder to look in, if not the usual ones.
  /// - Throws: What is missing or damaged, and where.
  public init(train: Bool = true, root: String? = nil) throws(DataError) {
    let set = try IDXImages(MNIST.folders(root), train: train, classes: 10)
    (images, labels) = (set.images, set.labels)
  }

  /// Whether the set is on this machine.
  public static var isAvailable: Bool { folders(nil).path(of: "train-images-idx3-ubyte") != nil }

  private static func folders(_ root: String?) -> DataFolders {
    DataFolders("MNIST", names: ["mnist", "MNIST/raw"], root: root)
  }
}
