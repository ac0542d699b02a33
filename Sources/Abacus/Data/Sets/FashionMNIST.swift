public import Tensors

/// Pictures of clothes in ten classes, 28×28 in grey, as `torchvision.datasets.FashionMNIST`.
///
///     let train = try FashionMNIST(train: true)   // 60,000 images
///     let test = try FashionMNIST(train: false)   // 10,000
///
/// Xiao, Rasul and Vollgraf, "Fashion-MNIST", 2017. The files are the set's own, plain or packed with
/// gzip: `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, and the two that begin with `t10k`.
/// They are looked for in the folders `fashion-mnist` and `FashionMNIST/raw` of `$LECTERN_DATA` and
/// of `lectern/data` in the user's cache folder, then where Debian's package `dataset-fashion-mnist`
/// puts them.
public struct FashionMNIST: ImageDataset {
  public let images: Tensor
  public let labels: Tensor
  public let classes = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
    "Ankle boot",
  ]

  /// Reads the images to train with, or those to test with.
  ///
  /// - Parameter root: The only folder to look in, if not the usual ones.
  /// - Throws: What is missing or damaged, and where.
  public init(train: Bool = true, root: String? = nil) throws(DataError) {
    let set = try IDXImages(FashionMNIST.folders(root), train: train, classes: 10)
    (images, labels) = (set.images, set.labels)
  }

  /// Whether the set is on this machine.
  public static var isAvailable: Bool { folders(nil).path(of: "train-images-idx3-ubyte") != nil }

  private static func folders(_ root: String?) -> DataFolders {
    DataFolders(
      "FashionMNIST", names: ["fashion-mnist", "FashionMNIST/raw"],
      system: "/usr/share/datasets/fashion-mnist", package: "dataset-fashion-mnist", root: root)
  }
}
