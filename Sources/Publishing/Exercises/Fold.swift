import Markup

/// What readers see when they open it: a hint, a solution, the source of a check.
struct Fold: Hashable, Sendable {
  /// The class that the style sheet knows it by.
  var kind: String
  /// What is seen of it while it is closed.
  var summary: HTML

  /// Returns `content`, folded.
  func html(around content: HTML) -> HTML {
    "<details class=\"\(kind)\">\n<summary>\(summary)</summary>\n\(content)</details>\n"
  }
}

/// What an exercise or a check is worth, in words.
enum Worth {
  /// Returns the points with at most two decimals, or nothing for none.
  static func html(_ points: Double) -> HTML {
    points > 0 ? " <span class=\"points\">\(words(points))</span>" : ""
  }

  /// Returns a number of points in words.
  static func words(_ points: Double) -> String {
    let hundredths = (points * 100).rounded()
    guard hundredths.isFinite, hundredths < 1e15 else { return "\(points) points" }
    let (whole, rest) = Int(hundredths).quotientAndRemainder(dividingBy: 100)
    var decimals = rest < 10 ? "0\(rest)" : "\(rest)"
    while decimals.hasSuffix("0") { decimals.removeLast() }
    let number = decimals.isEmpty ? "\(whole)" : "\(whole).\(decimals)"
    return "\(number) \(number == "1" ? "point" : "points")"
  }
}
