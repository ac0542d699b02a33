internal import Glibc

/// A place on the paper; x goes right and y goes down, from 0 to 1 across a digit.
struct PenPoint {
  var x: Float
  var y: Float
}

/// One stroke of the pen, and how often people make it.
struct DigitStroke {
  let points: [PenPoint]
  let share: Float

  /// Straight lines from point to point.
  static func line(_ points: (Float, Float)..., share: Float = 1) -> DigitStroke {
    DigitStroke(points: points.map { PenPoint(x: $0.0, y: $0.1) }, share: share)
  }

  /// A part of an ellipse; angles are in degrees, clockwise from the right.
  static func arc(
    _ x: Float, _ y: Float, _ width: Float, _ height: Float, from: Float = 0, to: Float = 360
  ) -> DigitStroke {
    let count = max(4, Int(abs(to - from) / 30))
    let points = (0...count).map { step in
      let angle = (from + (to - from) * Float(step) / Float(count)) * .pi / 180
      return PenPoint(x: x + width * cos(angle), y: y + height * sin(angle))
    }
    return DigitStroke(points: points, share: 1)
  }
}

extension DigitStroke {
  /// The strokes of the digits from 0 to 9.
  static let table: [[DigitStroke]] = [
    [.arc(0.5, 0.5, 0.29, 0.42)],
    [
      .line((0.34, 0.26), (0.52, 0.08), (0.52, 0.92)),
      .line((0.34, 0.92), (0.7, 0.92), share: 0.25),
    ],
    [
      .arc(0.5, 0.32, 0.26, 0.24, from: 190, to: 390),
      .line((0.725, 0.44), (0.24, 0.92), (0.8, 0.92)),
    ],
    [
      .arc(0.46, 0.29, 0.27, 0.21, from: -150, to: 90),
      .arc(0.46, 0.71, 0.3, 0.21, from: -90, to: 150),
    ],
    [
      .line((0.58, 0.08), (0.2, 0.62), (0.84, 0.62)), .line((0.62, 0.36), (0.62, 0.94)),
      .line((0.58, 0.08), (0.62, 0.36), share: 0.4),
    ],
    [
      .line((0.76, 0.1), (0.32, 0.1), (0.29, 0.48)),
      .arc(0.47, 0.66, 0.29, 0.26, from: -130, to: 140),
    ],
    [
      .line((0.68, 0.08), (0.44, 0.28), (0.29, 0.52), (0.25, 0.68)), .arc(0.5, 0.68, 0.25, 0.23),
    ],
    [
      .line((0.22, 0.12), (0.78, 0.12), (0.42, 0.92)),
      .line((0.38, 0.52), (0.74, 0.52), share: 0.3),
    ],
    [.arc(0.5, 0.29, 0.22, 0.2), .arc(0.5, 0.7, 0.27, 0.22)],
    [.arc(0.5, 0.32, 0.25, 0.23), .line((0.75, 0.32), (0.72, 0.58), (0.62, 0.92))],
  ]
}
