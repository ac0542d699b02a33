internal import Glibc

/// Paints digits as different hands would write them, on paper of `size` × `size` pixels.
struct DigitPainter {
  let size: Int
  private var ink: [Float]

  init(size: Int) {
    self.size = size
    ink = [Float](repeating: 0, count: size * size)
  }

  /// Appends the bytes of a `digit` in the hand that `random` draws.
  mutating func paint(_ digit: Int, _ random: inout SplitMix64, into bytes: inout [UInt8]) {
    for index in ink.indices { ink[index] = 0 }
    // Small paper is filled better, by a pen not much thinner than a pixel.
    let hand = Hand(&random, stretch: 1 + 1.6 / Float(size))
    let radius = max(random.uniform(0.025, 0.055) * Float(size), 0.45)
    for stroke in DigitStroke.table[digit] where random.uniform(0, 1) < stroke.share {
      var last: PenPoint?
      for point in stroke.points {
        var place = hand.place(point)
        place.x *= Float(size)
        place.y *= Float(size)
        draw(from: last ?? place, to: place, radius)
        last = place
      }
    }
    develop(random.uniform(0.65, 1), noise: random.uniform(4, 32), &random, &bytes)
  }

  /// Inks the pixels within `radius` of a line; those on its border in part.
  private mutating func draw(from start: PenPoint, to end: PenPoint, _ radius: Float) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let scale = 1 / max(dx * dx + dy * dy, 1e-9)
    let reach = (radius + 0.5) * (radius + 0.5)
    let columns = range(min(start.x, end.x), max(start.x, end.x), radius)
    for row in range(min(start.y, end.y), max(start.y, end.y), radius) {
      let y = Float(row) + 0.5 - start.y
      for column in columns {
        let x = Float(column) + 0.5 - start.x
        let along = max(0, min(1, (x * dx + y * dy) * scale))
        let (awayX, awayY) = (x - along * dx, y - along * dy)
        let away = awayX * awayX + awayY * awayY
        guard away < reach else { continue }
        let index = row * size + column
        ink[index] = max(ink[index], min(1, radius + 0.5 - away.squareRoot()))
      }
    }
  }

  /// The pixels of an axis whose middle is less than `radius` and half a pixel from between `low`
  /// and `high`.
  private func range(_ low: Float, _ high: Float, _ radius: Float) -> Range<Int> {
    let first = max(0, min(size, Int((low - radius - 1).rounded(.up))))
    return first..<max(first, min(size, Int((high + radius).rounded(.down)) + 1))
  }

  /// Appends the ink as bytes, `strength` dark, with even noise of up to `noise`.
  private func develop(
    _ strength: Float, noise: Float, _ random: inout SplitMix64, _ bytes: inout [UInt8]
  ) {
    var draw: UInt64 = 0
    for index in ink.indices {
      if index % 8 == 0 { draw = random.next() }
      let grain = (Float(draw & 255) * (1 / 127.5) - 1) * noise
      draw >>= 8
      bytes.append(UInt8(max(0, min(255, ink[index] * strength * 255 + grain))))
    }
  }
}

/// How one writer bends, turns, stretches and places a digit.
private struct Hand {
  /// The rows of a matrix.
  private let across: PenPoint
  private let down: PenPoint
  private let shift: PenPoint
  private let bend: PenPoint
  private let phase: PenPoint

  init(_ random: inout SplitMix64, stretch: Float) {
    let turn = random.uniform(-0.3, 0.3)
    let slant = random.uniform(-0.3, 0.3)
    let width = stretch * random.uniform(0.55, 0.9)
    let height = stretch * random.uniform(0.6, 0.9)
    across = PenPoint(x: cos(turn) * width, y: (cos(turn) * slant - sin(turn)) * height)
    down = PenPoint(x: sin(turn) * width, y: (sin(turn) * slant + cos(turn)) * height)
    shift = PenPoint(x: random.uniform(0.42, 0.58), y: random.uniform(0.42, 0.58))
    bend = PenPoint(x: random.uniform(-0.05, 0.05), y: random.uniform(-0.05, 0.05))
    phase = PenPoint(x: random.uniform(0, 2 * .pi), y: random.uniform(0, 2 * .pi))
  }

  /// Where `point` comes to stand.
  func place(_ point: PenPoint) -> PenPoint {
    let x = point.x - 0.5 + bend.x * sin(5 * point.y + phase.x)
    let y = point.y - 0.5 + bend.y * sin(5 * point.x + phase.y)
    return PenPoint(
      x: shift.x + across.x * x + across.y * y, y: shift.y + down.x * x + down.y * y)
  }
}
