import Abacus
import Foundation
import TestSupport
import Testing

/// 200 random sets of labels with scikit-learn's answers, among them sets that miss classes, single
/// examples and tied scores.
private let cases = answers("metrics.json")

private func answers(_ name: String) -> [JSON] {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/\(name)")
  let data = try? Data(contentsOf: file)
  return (data.flatMap { try? JSONDecoder().decode(JSON.self, from: $0) } ?? .null)["cases"].array
}

/// Whether the numbers agree up to the rounding of sums taken in another order, which for some tens
/// of addends of at most 40 stays below 1e-12; NaN and infinity agree with themselves.
private func agree(_ ours: Double, _ theirs: Double) -> Bool {
  ours == theirs || (ours.isNaN && theirs.isNaN) || abs(ours - theirs) < 1e-12
}

private func agree(_ ours: [Double], _ theirs: [Double]) -> Bool {
  ours.count == theirs.count && zip(ours, theirs).allSatisfy { agree($0, $1) }
}

extension JSON {
  fileprivate var labels: Tensor { Tensor(self["labels"].integers) }
  fileprivate var predictions: Tensor { Tensor(self["predictions"].integers) }
  fileprivate var scores: Tensor { Tensor(self["scores"].numbers, dtype: .float64) }
  fileprivate var binary: Tensor { Tensor(self["binary"].integers) }
  fileprivate var matrix: ConfusionMatrix {
    ConfusionMatrix(predictions: self["predictions"].integers, labels: self["labels"].integers)
  }

  /// A distribution over the classes for each label.
  fileprivate var probabilities: Tensor {
    let rows = self["weights"].array.map(\.numbers)
    let values = rows.flatMap { row in row.map { $0 / row.reduce(0, +) } }
    return Tensor(values, shape: [rows.count, rows[0].count], dtype: .float64)
  }
}

@Suite struct `Metrics equal scikit-learn's` {
  @Test func `on 200 sets of labels`() { #expect(cases.count == 200) }

  @Test func `for precision, recall and F1 with every average and zero division`() {
    let averages: [String: Average] = [
      "binary": .binary, "micro": .micro, "macro": .macro, "weighted": .weighted,
    ]
    for (index, entry) in cases.enumerated() {
      for (name, average) in averages {
        for zero in ["0", "1", "nan"] {
          let expected = entry["averages"]["\(name) \(zero)"].numbers
          if expected.isEmpty { continue }  // More than two classes have no binary score.
          let (predictions, labels) = (entry.predictions, entry.labels)
          let value = Double(zero) ?? .nan
          let ours = [
            precision(predictions, labels, average: average, zeroDivision: value),
            recall(predictions, labels, average: average, zeroDivision: value),
            f1Score(predictions, labels, average: average, zeroDivision: value),
          ]
          #expect(agree(ours, expected), "case \(index), \(name), \(zero): \(ours) \(expected)")
        }
      }
    }
  }

  @Test func `for accuracy, Matthews' correlation and balanced accuracy`() {
    for (index, entry) in cases.enumerated() {
      let (predictions, labels) = (entry.predictions, entry.labels)
      let ours = [
        accuracy(predictions, labels), matthewsCorrelation(predictions, labels),
        balancedAccuracy(predictions, labels),
        balancedAccuracy(predictions, labels, adjusted: true),
      ]
      let theirs = ["accuracy", "matthews", "balanced", "adjusted"].map { entry[$0].number }
      #expect(agree(ours, theirs), "case \(index): \(ours) \(theirs)")
    }
  }

  @Test func `for confusion matrices, character for character`() {
    for (index, entry) in cases.enumerated() {
      #expect("\(entry.matrix)" == entry["matrix"].string, "case \(index)")
      let normalized = entry["normalized"].array.map(\.string)
      if normalized.isEmpty { continue }
      let ours: [Normalization] = [.byLabel, .byPrediction, .byTotal]
      #expect(ours.map { "\(entry.matrix.normalized($0))" } == normalized, "case \(index)")
    }
  }

  @Test func `for large matrices and for shares far apart, character for character`() {
    let matrices = answers("matrices.json")
    #expect(matrices.count == 10)
    for (index, entry) in matrices.enumerated() {
      let counts = entry["counts"].array.map(\.integers)
      let pairs = counts.enumerated().flatMap { label, row in
        row.enumerated().flatMap { Array(repeating: (label, $0), count: $1) }
      }
      let matrix = ConfusionMatrix(predictions: pairs.map(\.1), labels: pairs.map(\.0))
      #expect(matrix.counts == counts)
      #expect("\(matrix)" == entry["matrix"].string, "case \(index)")
      let ours: [Normalization] = [.byLabel, .byPrediction, .byTotal]
      let theirs = entry["normalized"].array.map(\.string)
      #expect(ours.map { "\(matrix.normalized($0))" } == theirs, "case \(index)")
    }
  }

  @Test func `for classification reports, character for character`() {
    for (index, entry) in cases.enumerated() where !entry["report"].string.isEmpty {
      let (predictions, labels) = (entry.predictions, entry.labels)
      let digits = entry["digits"].integer
      let plain = classificationReport(predictions, labels, digits: digits)
      #expect("\(plain)" == entry["report"].string, "case \(index)")
      let missing = classificationReport(predictions, labels, digits: digits, zeroDivision: .nan)
      #expect("\(missing)" == entry["nanReport"].string, "case \(index)")
      let names = entry["names"].array.map(\.string)
      let named = classificationReport(predictions, labels, names: names)
      #expect("\(named)" == entry["namedReport"].string, "case \(index)")
    }
  }
}

@Suite struct `Metrics of scores equal scikit-learn's` {
  @Test func `for ROC curves with ties, with and without points on straight lines`() {
    for (index, entry) in cases.enumerated() {
      for (name, drops) in [("roc", true), ("rocAll", false)] {
        let expected = entry[name].array.map(\.numbers)
        if expected.isEmpty { continue }
        let curve = rocCurve(entry.scores, entry.binary, dropIntermediate: drops)
        let agrees =
          agree(curve.falsePositiveRate, expected[0])
          && agree(curve.truePositiveRate, expected[1]) && agree(curve.thresholds, expected[2])
        #expect(agrees, "case \(index), \(name): \(curve) \(expected)")
      }
    }
  }

  @Test func `for the area under them`() {
    for (index, entry) in cases.enumerated() {
      let area = rocAUC(entry.scores, entry.binary)
      #expect(agree(area, entry["auc"].number), "case \(index)")
      guard case .number(let macro) = entry["aucMacro"] else { continue }
      let probabilities = entry.probabilities
      #expect(agree(rocAUC(probabilities, entry.labels), macro), "case \(index)")
      let weighted = rocAUC(probabilities, entry.labels, average: .weighted)
      #expect(agree(weighted, entry["aucWeighted"].number), "case \(index)")
    }
  }

  @Test func `for precision against recall`() {
    for (index, entry) in cases.enumerated() {
      let curve = precisionRecallCurve(entry.scores, entry.binary)
      if case .null = entry["averagePrecision"] {
      } else {
        #expect(agree(curve.average, entry["averagePrecision"].number), "case \(index)")
      }
      let expected = entry["precisionRecall"].array.map(\.numbers)
      if expected.isEmpty { continue }
      let agrees =
        agree(curve.precision, expected[0]) && agree(curve.recall, expected[1])
        && agree(curve.thresholds, expected[2])
      #expect(agrees, "case \(index): \(curve) \(expected)")
    }
  }

  @Test func `for log loss and the best k classes, with ties and zeros`() {
    for (index, entry) in cases.enumerated() {
      let (probabilities, labels) = (entry.probabilities, entry.labels)
      #expect(
        agree(logLoss(probabilities, labels), entry["logLoss"].number), "case \(index)")
      if case .null = entry["topK"] { continue }
      let best = topKAccuracy(probabilities, labels, k: entry["k"].integer)
      #expect(agree(best, entry["topK"].number), "case \(index)")
    }
  }
}
