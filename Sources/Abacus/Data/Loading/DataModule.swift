/// The data of a task: what to train with and what to validate with, as `d2l.DataModule`.
///
/// Create one of two data sets or of tensors, or override the two loaders in a subclass.
open class DataModule {
  private let train: (any Dataset)?
  private let validation: (any Dataset)?
  private let batchSize: Int?
  private let shuffle: Bool

  /// Creates data without loaders, for a subclass that overrides them.
  public init() { (train, validation, batchSize, shuffle) = (nil, nil, nil, false) }

  /// Creates data of two data sets.
  ///
  /// - Parameter batchSize: How many examples a batch has; nil for all in one.
  /// - Parameter shuffle: Whether each epoch has an order of its own; if not given, it has unless
  ///   all is one batch. Validation is always in order.
  public init(
    train: any Dataset, validation: (any Dataset)? = nil, batchSize: Int?, shuffle: Bool? = nil
  ) {
    self.train = train
    self.validation = validation
    self.batchSize = batchSize
    self.shuffle = shuffle ?? (batchSize != nil)
  }

  /// Creates data of the rows of tensors.
  public convenience init(
    train: Batch, validation: Batch? = nil, batchSize: Int?, shuffle: Bool? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    self.init(
      train: TensorDataset(train.X, train.y, file: file, line: line),
      validation: validation.map { TensorDataset($0.X, $0.y, file: file, line: line) },
      batchSize: batchSize, shuffle: shuffle)
  }

  /// Returns the loader of the examples to train with.
  open func trainDataloader() -> DataLoader {
    guard let train else {
      fatalError(
        "\(type(of: self)) has no data to train with: it does not override"
          + " trainDataloader()")
    }
    return DataLoader(train, batchSize: batchSize, shuffle: shuffle)
  }

  /// Returns the loader of the examples to validate with, or nil when there are none.
  open func valDataloader() -> DataLoader? {
    validation.map { DataLoader($0, batchSize: batchSize) }
  }
}
