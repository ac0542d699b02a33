public import Tensors

extension Tensor {
  /// Returns the tensor in an IDX file, the format of MNIST, plain or packed with gzip.
  ///
  /// Elements of two bytes, which no `DType` has, become `int32`.
  ///
  /// - Throws: Why the file cannot be read, or is no such file.
  public static func loadIDX(_ path: String) throws(DataError) -> Tensor {
    try IDXFile.read(path)
  }
}
