import Testing

/// The course, held against the figures that were published for its Python original.
@Suite struct `The circles chapter` {
  /// Epoch, loss, accuracy, test loss, test accuracy.
  private static let circles = [
    "0 0.69295 50.00 0.69319 50.00", "100 0.69115 52.88 0.69102 52.50",
    "200 0.68977 53.37 0.68940 55.00", "300 0.68795 53.00 0.68723 56.00",
    "400 0.68517 52.75 0.68411 56.50", "500 0.68102 52.75 0.67941 56.50",
    "600 0.67515 54.50 0.67285 56.00", "700 0.66659 58.38 0.66322 59.00",
    "800 0.65160 64.00 0.64757 67.50", "900 0.62362 74.00 0.62145 79.00",
  ]
  private static let blobLosses = [
    "1.04324", "0.14398", "0.08062", "0.05924", "0.04892", "0.04295", "0.03910", "0.03643",
    "0.03448", "0.03300",
  ]
  private static let blobTestLosses = [
    "0.57861", "0.13037", "0.07216", "0.05133", "0.04098", "0.03486", "0.03083", "0.02799",
    "0.02587", "0.02423",
  ]
  private static let rows = [
    "(0.75424625, 0.23148074) is of class 1", "(-0.75615888, 0.15325888) is of class 1",
    "(-0.81539193, 0.17328203) is of class 1", "(-0.39373073, 0.69288277) is of class 1",
    "(0.44220765, -0.89672343) is of class 0",
  ]
  private static let logits = [
    4.3377, 10.3539, -14.8948, -9.7642, 5.0142, -12.0371, 3.3860, 10.6699, -5.5885, -13.3448,
    20.9894, 12.7711, 1.8400, 7.5599, -8.6016, -6.9942,
  ]

  @Test(.timeLimit(.minutes(20))) func `prints every published figure, in both tabs`() throws {
    let parts = try runChapter("circles").output.split(separator: "── concise ──")
    #expect(parts.count == 2)
    for part in parts {
      let lines = part.split(separator: "\n").map(String.init)
      for row in Self.rows { #expect(lines.contains(row)) }
      for row in Self.circles { #expect(lines.contains(trainingLine(row))) }
      let blobs = lines.filter { $0.hasPrefix("Epoch: ") && !$0.contains(", Accuracy") }
      #expect(blobs.count == 10)
      for (index, line) in blobs.enumerated() {
        let start =
          "Epoch: \(index * 10) | Loss: \(Self.blobLosses[index]) "
          + "| Test loss: \(Self.blobTestLosses[index]), "
        #expect(line.hasPrefix(start))
        #expect(index < 2 || line.hasSuffix("Test accuracy: 99.50%"))
      }
      expectLogits(lines)
    }
  }

  private func trainingLine(_ row: String) -> String {
    let words = row.split(separator: " ")
    return "Epoch: \(words[0]) | Loss: \(words[1]), Accuracy: \(words[2])% "
      + "| Test loss: \(words[3]), Test accuracy: \(words[4])%"
  }

  /// The first tensor of four columns that is printed; each number to 0.001.
  private func expectLogits(_ lines: [String]) {
    let start = lines.firstIndex { $0.hasPrefix("tensor([[") } ?? lines.endIndex
    let text = lines[start...].prefix(4).joined(separator: " ")
    let numbers = text.matches(of: /-?\d+\.\d+/).compactMap { Double($0.output) }
    #expect(numbers.count == Self.logits.count)
    for (number, published) in zip(numbers, Self.logits) {
      #expect(abs(number - published) <= 0.001)
    }
  }
}
