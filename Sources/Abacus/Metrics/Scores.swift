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
public func precision(
  _ predictions: Tensor, _ labels: Tensor, average: Average,
  file: StaticString = #filePath, line: UInt = #line
) -> Double {
  confusionMatrix(predictions, labels, file: file, line: line).scores(average).precision
}

/// Returns the share of a class's members that were predicted as it, averaged over the classes.
public func recall(
  _ predictions: Tensor, _ labels: Tensor, average: Average,
  file: StaticString = #filePath, line: UInt = #line
) -> Double {
  confusionMatrix(predictions, labels, file: file, line: line).scores(average).recall
}

/// Returns the harmonic mean of precision and recall, averaged over the classes.
public func f1Score(
  _ predictions: Tensor, _ labels: Tensor, average: Average,
  file: StaticString = #filePath, line: UInt = #line
) -> Double {
  confusionMatrix(predictions, labels, file: file, line: line).scores(average).f1
}

/// Returns how often each class was taken for each other.
public func confusionMatrix(
  _ predictions: Tensor, _ labels: Tensor, file: StaticString = #filePath, line: UInt = #line
) -> ConfusionMatrix {
  let predicted = classes("confusionMatrix", predictions, labels, file, line)
  return ConfusionMatrix(
    predictions: predicted.scalars(as: Int.self), labels: labels.scalars(as: Int.self))
}

/// Returns the table of precision, recall and F1 score that scikit-learn prints.
public func classificationReport(
  _ predictions: Tensor, _ labels: Tensor, names: [String] = [],
  file: StaticString = #filePath, line: UInt = #line
) -> ClassificationReport {
  ClassificationReport(
    confusionMatrix(predictions, labels, file: file, line: line), names: names)
}

/// The predicted classes: those of `predictions`, or those with the highest of several scores.
private func classes(
  _ operation: String, _ predictions: Tensor, _ labels: Tensor, _ file: StaticString, _ line: UInt
) -> Tensor {
  let isScored = predictions.ndim == labels.ndim + 1
  let predicted = isScored ? predictions.argmax(-1, file: file, line: line) : predictions
  guard predicted.shape == labels.shape else {
    fatalError(
      "\(operation): predictions of shape \(predictions.shape) do not fit labels of shape"
        + " \(labels.shape)", file: (file), line: line)
  }
  return predicted
}
