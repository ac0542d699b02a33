import Abacus
import Testing

@Suite struct `A progress board` {
  @Test func `draws a point for the mean of as many as it is told`() {
    let board = ProgressBoard(xLabel: "x")
    for x in 0..<5 {
      board.draw(Double(x), Double(x * x), "square", everyN: 2)
      board.draw(Double(x), 1, "one")
    }
    let panel = board.display.figure?.panels.first
    #expect(panel?.x.label == "x" && panel?.series.map(\.name) == ["square", "one"])
    // The means of (0, 0), (1, 1) and of (2, 4), (3, 9); the fifth point waits for a sixth.
    #expect(panel?.series.first?.columns.map(\.values) == [[0.5, 2.5], [0.5, 6.5]])
    #expect(panel?.series.last?.columns.map(\.values) == [[0, 1, 2, 3, 4], [1, 1, 1, 1, 1]])
  }

  @Test func `takes the place of the figure it showed before, and of no other`() {
    let (one, other) = (ProgressBoard(), ProgressBoard())
    let first = one.display.id
    one.draw(0, 0, "a")
    #expect(first != nil && one.display.id == first && other.display.id != first)
  }

  @Test func `gives an animator its curves`() {
    let animator = Animator(xLabel: "epoch", legend: ["loss", "accuracy"])
    animator.add(1, [0.5, nil])
    animator.add(2, [0.25, 0.75])
    let series = animator.display.figure?.panels.first?.series
    #expect(series?.map(\.name) == ["loss", "accuracy"])
    #expect(series?.first?.columns.map(\.values) == [[1, 2], [0.5, 0.25]])
    #expect(series?.last?.columns.map(\.values) == [[2], [0.75]])
  }
}

@Suite struct `The small helpers of a training` {
  @Test func `add up what they are given`() {
    let metric = Accumulator(2)
    metric.add(1, 10)
    metric.add(2, 20)
    #expect(metric.data == [3, 30] && metric[1] == 30)
    metric.reset()
    #expect(metric.data == [0, 0])
  }

  @Test func `measure times that add up`() {
    let timer = Timer()
    let first = timer.stop()
    timer.start()
    let second = timer.stop()
    #expect(first >= 0 && second >= 0 && timer.times == [first, second])
    #expect(timer.sum() == first + second && timer.cumsum() == [first, first + second])
    #expect(timer.avg() == (first + second) / 2)
  }
}
