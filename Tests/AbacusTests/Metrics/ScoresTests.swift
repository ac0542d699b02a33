import Abacus
import Testing

@Suite struct `Scores of predictions` {
  @Test func `compare classes of any type`() {
    #expect(accuracy(Tensor([1.0, 0, 1]), Tensor([1, 1, 1])) == Double(2) / 3)
    #expect(accuracy(Tensor([true, false]), Tensor([1.0, 0])) == 1)
    #expect(accuracy(Tensor.zeros(0), Tensor.zeros(0)) == 0)
  }

  @Test func `take the highest of several scores`() {
    let scores = Tensor([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
    #expect(accuracy(scores, Tensor([1, 0, 0])) == Double(2) / 3)
  }

  @Test func `average over the classes`() {
    let (predictions, labels) = (Tensor([0, 1, 1, 1]), Tensor([0, 0, 1, 1]))
    #expect(precision(predictions, labels, average: .binary) == Double(2) / 3)
    #expect(recall(predictions, labels, average: .binary) == 1)
    #expect(recall(predictions, labels, average: .macro) == 0.75)
    #expect(f1Score(predictions, labels, average: .micro) == 0.75)
    #expect(confusionMatrix(predictions, labels).counts == [[1, 1], [0, 2]])
    #expect(
      classificationReport(predictions, labels, names: ["no", "yes"]).names == ["no", "yes"])
  }

  @Test func `need one column of probabilities for two classes`() {
    // -(ln 0.75 + ln 0.5) / 2
    let loss = logLoss(Tensor([0.75, 0.5]), Tensor([1, 0]))
    #expect(abs(loss - 0.490414626505863) < 1e-12)
    #expect(topKAccuracy(Tensor([0.75, 0.25]), Tensor([1, 1]), k: 1) == 0.5)
  }

  @Test func `stop where predictions and labels differ in number`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = accuracy(Tensor.zeros(3), Tensor.zeros(4))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("accuracy: predictions of shape (3,) do not fit labels of shape (4,)"))
  }

  @Test func `stop where one class's score is asked of several`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = f1Score(Tensor([0, 1, 2]), Tensor([0, 1, 1]))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(
      message.contains("f1Score: the average .binary is for the classes 0 and 1, but class 2"))
  }

  @Test func `stop at labels without a score`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = logLoss(Tensor([[0.5, 0.5]]), Tensor([2]))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("logLoss: the label 2 is none of the 2 classes from 0 to 1"))
  }
}
