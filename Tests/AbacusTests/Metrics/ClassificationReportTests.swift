import Abacus
import Testing

@Suite struct `A confusion matrix` {
  private let matrix = ConfusionMatrix(
    predictions: [0, 0, 2, 2, 0, 2], labels: [2, 0, 2, 2, 0, 1])

  @Test func `has true classes in rows and predicted ones in columns`() {
    #expect(matrix.classes == [0, 1, 2])
    #expect(matrix.counts == [[2, 0, 0], [0, 0, 1], [1, 0, 2]])
    #expect(matrix.description == "[[2 0 0]\n [0 0 1]\n [1 0 2]]")
  }

  @Test func `aligns its columns`() {
    let wide = ConfusionMatrix(
      predictions: [Int](repeating: 1, count: 12) + [0], labels: [Int](repeating: 1, count: 13))
    #expect(wide.description == "[[ 0  0]\n [ 1 12]]")
  }

  @Test func `scores the classes alone and together`() {
    // Class 0: 2 hits of 3 predicted and 2 members; class 1: none; class 2: 2 of 3 and 3.
    #expect(matrix.scores.map(\.precision) == [2.0 / 3, 0, 2.0 / 3])
    #expect(matrix.scores.map(\.recall) == [1, 0, 2.0 / 3])
    #expect(matrix.scores.map(\.f1) == [0.8, 0, 2.0 / 3])
    #expect(matrix.accuracy == Double(4) / 6)
    let macro: Double = (1.0 + 2.0 / 3) / 3
    let weighted: Double = (2.0 * 1 + 1 * 0 + 3 * 2 / 3) / 6
    #expect(matrix.scores(.macro).recall == macro)
    #expect(matrix.scores(.weighted).recall == weighted)
    #expect(matrix.scores(.binary).support == 1)
  }

  @Test func `of nothing scores nothing`() {
    let empty = ConfusionMatrix(predictions: [], labels: [])
    #expect(empty.accuracy == 0)
    #expect(empty.scores(.macro).f1 == 0)
    #expect(empty.description == "[]")
  }
}

@Suite struct `A classification report` {
  @Test func `prints as in scikit-learn's documentation`() {
    let matrix = ConfusionMatrix(predictions: [0, 0, 2, 2, 1], labels: [0, 1, 2, 2, 2])
    let report = ClassificationReport(matrix, names: ["class 0", "class 1", "class 2"])
    let expected = """
                    precision    recall  f1-score   support

           class 0       0.50      1.00      0.67         1
           class 1       0.00      0.00      0.00         1
           class 2       1.00      0.67      0.80         3

          accuracy                           0.60         5
         macro avg       0.50      0.56      0.49         5
      weighted avg       0.70      0.60      0.61         5

      """
    #expect(report.description == expected)
  }
}
