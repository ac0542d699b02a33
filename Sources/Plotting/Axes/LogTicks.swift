import Glibc

extension Ticks {
  /// Returns ticks for a logarithmic axis from `lower` to `upper`, about `count` at most.
  ///
  /// Powers of ten where there are two or more, thinned out when there are too many; else 1, 2 and
  /// 5 times powers of ten; else every digit; else the ticks of a linear axis. The digits that have
  /// no number are minor ticks.
  package static func logarithmic(from lower: Double, to upper: Double, atMost count: Int) -> Ticks
  {
    guard lower > 0, lower < upper, upper.isFinite else { return Ticks() }
    let decades = Int(log10(lower).rounded(.down))...Int(log10(upper).rounded(.up))
    func inside(_ digits: [Int]) -> [LogTick] {
      decades.flatMap { power in digits.map { LogTick(digit: $0, power: power) } }
        .filter { $0.value >= lower * (1 - 1e-9) && $0.value <= upper * (1 + 1e-9) }
    }
    let powers = inside([1])
    let step = (powers.count + max(1, count) - 1) / max(1, count)
    if step > 1 {
      let major = powers.filter { $0.power % step == 0 }
      return labelled(major, minor: powers)
    }
    let all = inside(Array(1...9))
    let choices = [(powers, 2), (inside([1, 2, 5]), 3), (all, 3)]
    for (ticks, enough) in choices where ticks.count >= enough && ticks.count <= max(4, count) {
      return labelled(ticks, minor: all)
    }
    return linear(from: lower, to: upper, atMost: count)
  }

  /// The numbers of `major`, and `minor` without them.
  private static func labelled(_ major: [LogTick], minor: [LogTick]) -> Ticks {
    let isPlain = major.allSatisfy { (-3...4).contains($0.power) }
    let shown = Set(major)
    return Ticks(
      major: major.map { $0.tick(isPlain: isPlain) },
      minor: minor.filter { !shown.contains($0) }.map(\.value))
  }
}

/// A digit times a power of ten.
private struct LogTick: Hashable {
  var digit: Int
  var power: Int

  var value: Double {
    power < 0 ? Double(digit) / powerOfTen(-power) : Double(digit) * powerOfTen(power)
  }

  func tick(isPlain: Bool) -> Ticks.Tick {
    if isPlain { return Ticks.Tick(value: value, label: decimal(digit, exponent: power)) }
    return Ticks.Tick(value: value, label: digit == 1 ? "10" : "\(digit)×10", exponent: power)
  }
}
