public import Tensors

/// Several examples together, or one: what goes into a model, and what should come out.
public typealias Batch = (X: Tensor, y: Tensor)

/// Examples that can be counted and asked for one by one, as `torch.utils.data.Dataset`.
///
///     struct Squares: Dataset {
///       let count = 100
///       subscript(position: Int) -> Batch {
///         (Tensor([Double(position)]), Tensor([Double(position * position)]))
///       }
///     }
///
/// A loader makes batches of any of them. One that can gather many examples faster than one by one
/// says how in `batch(_:)`.
public protocol Dataset {
  /// The number of examples.
  var count: Int { get }

  /// The example at `position`.
  subscript(position: Int) -> Batch { get }

  /// Returns the examples at `positions` with a dimension for the batch in front.
  func batch(_ positions: [Int]) -> Batch

  /// All examples in order, as they lie in memory, if they do.
  var whole: Batch? { get }
}

extension Dataset {
  public func batch(_ positions: [Int]) -> Batch { stack(positions.map { self[$0] }) }

  public var whole: Batch? { nil }

  /// Whether there are no examples.
  public var isEmpty: Bool { count == 0 }
}

/// Returns `examples` stacked along a new first dimension, as `default_collate` does.
///
/// - Precondition: There are examples, and their shapes are the same.
public func stack(_ examples: [Batch]) -> Batch {
  (Tensor.stack(examples.map(\.X)), Tensor.stack(examples.map(\.y)))
}

/// The rows of two tensors, as `torch.utils.data.TensorDataset`.
public struct TensorDataset: Dataset, Sendable {
  /// What goes into the model.
  public let X: Tensor
  /// What should come out.
  public let y: Tensor

  /// Creates a data set whose examples are the rows of `X` and `y`.
  ///
  /// - Precondition: Both have a first dimension, of the same length.
  public init(
    _ X: Tensor, _ y: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) {
    guard let count = X.shape.first, y.shape.first == count else {
      fatalError(
        "TensorDataset: X and y must have the same number of rows, but their shapes are"
          + " \(X.shape.shapeText) and \(y.shape.shapeText)", file: (file), line: line)
    }
    (self.X, self.y) = (X, y)
  }

  public var count: Int { X.shape.first ?? 0 }

  public subscript(position: Int) -> Batch { (X[position], y[position]) }

  /// Returns copies of the rows at `positions`.
  public func batch(_ positions: [Int]) -> Batch {
    let rows = Tensor(positions, shape: [positions.count])
    return (X[rows], y[rows])
  }

  public var whole: Batch? { (X, y) }
}
