internal import Glibc
internal import Tensors

/// Points of a synthetic data set, in double precision, each with the number of its class.
struct LabelledPoints {
  /// The coordinates, point after point.
  private(set) var coordinates: [Double]
  /// One class a point.
  private(set) var labels: [Int64]
  /// How many coordinates a point has.
  let features: Int

  /// Brings the points into an order drawn from `random`, as scikit-learn's `shuffle` does.
  mutating func shuffle(_ random: NumPyRandom) {
    var order = Array(labels.indices)
    random.shuffle(&order)
    labels = order.map { labels[$0] }
    coordinates = order.flatMap { coordinates[$0 * features..<($0 + 1) * features] }
  }

  /// Adds normal noise to every coordinate.
  mutating func addNoise(_ std: Double, _ random: NumPyRandom) {
    let noise = random.normal(0, std, coordinates.count)
    for index in coordinates.indices { coordinates[index] += noise[index] }
  }
}

extension LabelledPoints {
  /// Two concentric circles; class 1 is the inner one, whose radius is `factor`.
  static func circles(_ count: Int, factor: Double) -> LabelledPoints {
    let outer = count / 2
    return curves(outer: outer, inner: count - outer) { length in
      (0..<length).map { 2 * Double.pi / Double(length) * Double($0) }
    } inner: {
      (cos($0) * factor, sin($0) * factor)
    }
  }

  /// Two half circles that reach into each other; class 1 is the lower one.
  static func moons(_ count: Int) -> LabelledPoints {
    let outer = count / 2
    return curves(outer: outer, inner: count - outer) { length in
      (0..<length).map {
        $0 > 0 && $0 == length - 1 ? .pi : Double.pi / Double(max(length - 1, 1)) * Double($0)
      }
    } inner: {
      (1 - cos($0), 1 - sin($0) - 0.5)
    }
  }

  /// Points of the unit circle at the `angles` of one curve, then `inner` points at those of another.
  private static func curves(
    outer: Int, inner: Int, angles: (_ count: Int) -> [Double],
    inner point: (_ angle: Double) -> (Double, Double)
  ) -> LabelledPoints {
    let first = angles(outer).flatMap { [cos($0), sin($0)] }
    let second = angles(inner).map(point).flatMap { [$0.0, $0.1] }
    let labels = [Int64](repeating: 0, count: outer) + [Int64](repeating: 1, count: inner)
    return LabelledPoints(coordinates: first + second, labels: labels, features: 2)
  }

  /// Normal clouds of about equal size around `centers`, one class a cloud.
  static func blobs(
    _ count: Int, centers: [[Double]], std: Double, _ random: NumPyRandom
  ) -> LabelledPoints {
    let features = centers.first?.count ?? 0
    var points = LabelledPoints(coordinates: [], labels: [], features: features)
    for (label, center) in centers.enumerated() {
      let share = count / centers.count + (label < count % centers.count ? 1 : 0)
      let noise = random.randn(share * features)
      points.coordinates += noise.enumerated().map { center[$0 % features] + std * $1 }
      points.labels += [Int64](repeating: Int64(label), count: share)
    }
    return points
  }
}
