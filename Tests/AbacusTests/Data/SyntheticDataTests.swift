import Abacus
import Testing

@Suite struct `Synthetic data` {
  @Test func `are single precision with whole labels unless told otherwise`() {
    let (X, y) = makeMoons(7)
    #expect(X.dtype == .float32 && X.shape == [7, 2])
    #expect(y.dtype == .int64 && y.shape == [7])
  }

  @Test func `follow the default generator without a state of their own`() {
    let draw = {
      withForkedGenerator {
        manualSeed(3)
        return makeBlobs(5).X.scalars(as: Float.self)
      }
    }
    #expect(draw() == draw())
  }

  @Test func `lie on their curves without noise`() {
    let (X, y) = makeCircles(9, factor: 0.5, dtype: .float64)
    let radii = (X * X).sum(1).sqrt().scalars(as: Double.self)
    for (radius, label) in zip(radii, y.scalars(as: Int.self)) {
      #expect(abs(radius - (label == 1 ? 0.5 : 1)) < 1e-15)
    }
    // Of an odd number the inner circle gets one more.
    #expect(y.scalars(as: Int.self).reduce(0, +) == 5)
  }

  @Test func `can be none or one`() {
    #expect(makeCircles(0).X.shape == [0, 2])
    #expect(makeMoons(1, shuffle: false).X.scalars(as: Double.self) == [0, 0.5])
    #expect(makeBlobs(2, centers: 3).y.count == 2)
  }

  @Test func `stops at a negative number of samples`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = makeCircles(-1)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("makeCircles: the number of samples is -1"))
    #expect(message.contains("SyntheticDataTests.swift"))
  }
}
