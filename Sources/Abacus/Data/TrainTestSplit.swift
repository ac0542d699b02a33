public import Tensors

/// Returns the rows of `X` and `y` in two random parts, as scikit-learn's `train_test_split`.
///
///     X [n, …], y [n] → XTrain, XTest, yTrain, yTest
///
/// The test part has `⌈testSize · n⌉` rows.
///
/// - Parameter randomState: The seed of NumPy's stream; without one, the default generator draws a
///   seed.
/// - Precondition: `X` and `y` are equally long and `0 < testSize < 1` leaves both parts a row.
public func trainTestSplit(
  _ X: Tensor, _ y: Tensor, testSize: Double = 0.25, randomState: Int? = nil,
  file: StaticString = #filePath, line: UInt = #line
) -> (XTrain: Tensor, XTest: Tensor, yTrain: Tensor, yTest: Tensor) {
  guard let count = X.shape.first, y.shape.first == count else {
    fatalError(
      "trainTestSplit: X and y have different lengths: \(X.shape.shapeText) and \(y.shape.shapeText)",
      file: (file),
      line: line)
  }
  let testCount = (testSize * Double(count)).rounded(.up)
  guard testSize > 0, testSize < 1, testCount < Double(count) else {
    fatalError(
      "trainTestSplit: a test size of \(testSize) does not split \(count) rows", file: (file),
      line: line)
  }
  let order = NumPyRandom(state: randomState).permutation(count)
  let test = Tensor(Array(order.prefix(Int(testCount))))
  let train = Tensor(Array(order.dropFirst(Int(testCount))))
  return (X[train], X[test], y[train], y[test])
}
