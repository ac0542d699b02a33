import Abacus
import Testing

@Suite struct `The course of a training` {
  @Test(arguments: [
    (0, 0.0, "epoch 1 of 3, batch 0 of 40"),
    // 60 batches in 30 s are 2 a second; the other 60 take as long.
    (60, 30, "epoch 2 of 3, batch 20 of 40: loss 0.1235, 2.0 batches/s, 30 s left"),
    // 40 batches in 100 s: the other 80 take 200 s.
    (40, 100, "epoch 2 of 3, batch 0 of 40: loss 0.1235, 0.4 batches/s, 3 min 20 s left"),
    // 1 batch in 60 s: the other 119 take 119 minutes.
    (1, 60, "epoch 1 of 3, batch 1 of 40: loss 0.1235, 0.0 batches/s, 1 h 59 min left"),
    (120, 1, "epoch 3 of 3, batch 40 of 40: loss 0.1235, 120 batches/s, 0 s left"),
  ])
  func `is told with its rate and the time left`(done: Int, seconds: Double, text: String) {
    let course = TrainingCourse(epochs: 3, batches: 40)
    #expect(course.text(done: done, loss: 0.12346, seconds: seconds) == text)
  }
}
