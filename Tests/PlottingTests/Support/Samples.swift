import CellOutput
import Plotting

/// A small generator of random numbers, the same on every machine (Knuth's MMIX constants).
struct SampleRandom {
  private var state: UInt64 = 42

  /// The next number from 0 to 1.
  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }
}

/// Points of `classes` blobs with their labels.
func blobs(_ count: Int, classes: Int) -> (x: [Double], y: [Double], labels: [Int]) {
  var random = SampleRandom()
  var blobs = (x: [Double](), y: [Double](), labels: [Int]())
  for index in 0..<count {
    let label = index % classes
    let center = (x: Double(label % 2) * 6, y: Double(label / 2) * 6)
    blobs.x.append(center.x + random.uniform() * 4 - random.uniform() * 4)
    blobs.y.append(center.y + random.uniform() * 4 - random.uniform() * 4)
    blobs.labels.append(label)
  }
  return blobs
}

/// The values of `score` at points that lie one after the other as `[x₀, y₀, x₁, y₁, …]`.
func scores(at points: [Double], _ score: (Double, Double) -> Double) -> [Double] {
  stride(from: 0, to: points.count, by: 2).map { score(points[$0], points[$0 + 1]) }
}

extension Figure {
  /// The figure's SVG as text.
  var drawn: String { display.text("image/svg+xml") ?? "" }
}
