public import Tensors

/// Returns the share of `predictions` that equal their `labels`, from 0 to 1.
///
///     [n] or [n, k], [n] → Double
///
/// Predictions are classes (of any type: `logits.sigmoid().round()` will do) or, with one dimension
/// more than the labels, a score for each class, of which the highest counts.
public func accuracy(
  _ predictions: Tensor, _ labels: Tensor, file: StaticString = #filePath, line: UInt = #line
) -> Double {
  let predicted = classes("accuracy", predictions, labels, file, line)
  guard labels.count > 0 else { return 0 }
  return predicted.detach().eq(labels.detach()).sum().item() / Double(labels.count)
}

/// Returns the share of what was predicted as a class that is of it, averaged over the classes.
///
/// As scikit-learn's `precision_score`; a class that was never predicted has `zeroDivision`.
///
/// - Precondition: There are no classes but 0 and 1 when `average` is `.binary`.
public func precision(
  _ predictions: Tensor, _ labels: Tensor, average: Average = .binary, zeroDivision: Double = 0,
  file: StaticString = #filePath, line: UInt = #line
) -> Double {
  scores("precision", predictions, labels, average, zeroDivision, file, line).precision
}

/// Returns the share of a class's members that were predicted as it, averaged over the classes.
///
/// As scikit-learn's `recall_score`; a class without members has `zeroDivision`.
///
/// - Precondition: There are no classes but 0 and 1 when `average` is `.binary`.
public func recall(
  _ predictions: Tensor, _ labels: Tensor, average: Average = .binary, zeroDivision: Double = 0,
  file: StaticString = #filePath, line: UInt = #line
) -> Double {
  scores("recall", predictions, labels, average, zeroDivision, file, line).recall
}

/// Returns the harmonic mean of precision and recall, averaged over the classes.
///
/// As scikit-learn's `f1_score`.
///
/// - Precondition: There are no classes but 0 and 1 when `average` is `.binary`.
public func f1Score(
  _ predictions: Tensor, _ labels: Tensor, average: Average = .binary, zeroDivision: Double = 0,
  file: StaticString = #filePath, line: UInt = #line
) -> Double {
  scores("f1Score", predictions, labels, average, zeroDivision, file, line).f1
}

/// Returns how often each class was taken for each other.
///
/// - Parameter classCount: How many classes are listed at least, from 0 on.
public func confusionMatrix(
  _ predictions: Tensor, _ labels: Tensor, classCount: Int = 0, file: StaticString = #filePath,
  line: UInt = #line
) -> ConfusionMatrix {
  let predicted = classes("confusionMatrix", predictions, labels, file, line)
  return ConfusionMatrix(
    predictions: predicted.scalars(as: Int.self), labels: labels.scalars(as: Int.self),
    including: Array(0..<max(0, classCount)))
}

/// Returns the table of precision, recall and F1 score that scikit-learn prints.
///
/// - Parameters:
///   - names: Those of the classes, in their order; all are listed, so that classes that don't
///     occur have a row when there are more names than classes.
///   - digits: How many decimals are printed.
///   - zeroDivision: What stands where a score would be divided by zero.
public func classificationReport(
  _ predictions: Tensor, _ labels: Tensor, names: [String] = [], digits: Int = 2,
  zeroDivision: Double = 0, file: StaticString = #filePath, line: UInt = #line
) -> ClassificationReport {
  var matrix = confusionMatrix(predictions, labels, file: file, line: line)
  if names.count > matrix.classes.count {
    matrix = confusionMatrix(
      predictions, labels, classCount: names.count, file: file, line: line)
  }
  return ClassificationReport(matrix, names: names, digits: digits, zeroDivision: zeroDivision)
}

/// The scores of all classes together; stops where a binary score has more than two classes.
private func scores(
  _ operation: String, _ predictions: Tensor, _ labels: Tensor, _ average: Average,
  _ zeroDivision: Double, _ file: StaticString, _ line: UInt
) -> ClassScores {
  let predicted = classes(operation, predictions, labels, file, line)
  let matrix = ConfusionMatrix(
    predictions: predicted.scalars(as: Int.self), labels: labels.scalars(as: Int.self))
  if case .binary = average, let other = matrix.classes.first(where: { $0 != 0 && $0 != 1 }) {
    fatalError(
      "\(operation): the average .binary is for the classes 0 and 1, but class \(other) occurs;"
        + " .micro, .macro and .weighted are for several classes", file: (file), line: line)
  }
  return matrix.scores(average, zeroDivision: zeroDivision)
}

/// The predicted classes: those of `predictions`, or those with the highest of several scores.
func classes(
  _ operation: String, _ predictions: Tensor, _ labels: Tensor, _ file: StaticString, _ line: UInt
) -> Tensor {
  let isScored = predictions.ndim == labels.ndim + 1
  let predicted = isScored ? predictions.argmax(-1, file: file, line: line) : predictions
  guard predicted.shape == labels.shape else {
    fatalError(
      "\(operation): predictions of shape \(predictions.shape.shapeText) do not fit labels of shape"
        + " \(labels.shape.shapeText)", file: (file), line: line)
  }
  return predicted
}
