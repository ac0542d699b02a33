import Markup

/// What all figures look like.
enum Theme {
  /// The size of tick labels and legends, of axis labels, and of titles, in pixels.
  static let smallText = 12.0
  static let labelText = 13.0
  static let titleText = 14.0

  /// The page's own font, or the system's.
  static let fonts: HTML = "var(--lectern-figure-font,system-ui,sans-serif)"

  /// What stands behind the figure, for outlines that set marks apart from each other.
  static let background: HTML = "var(--lectern-figure-background,Canvas)"

  /// Colours that hold 3:1 against white and against near-black.
  ///
  /// The first four stay apart for colour-blind readers (after Okabe and Ito, "Color Universal
  /// Design", 2008, darkened where white needs it); dashes and markers tell all of them apart.
  private static let palette: [HTML] = [
    "#0072b2", "#d55e00", "#009e73", "#cc6aa6", "#8f7a00", "#3a94d6", "#7d4fc4", "#7a7a7a",
  ]

  /// The colour of series `slot`, which a page may set as `--lectern-series-1` to `-8`.
  static func color(_ slot: Int) -> HTML {
    let index = slot % palette.count
    return "var(--lectern-series-\(index + 1),\(palette[index]))"
  }

  /// Dash patterns in tenths of a pixel, so that lines differ without colour too.
  private static let dashes: [HTML] = ["", "70 35", "90 30 20 30", "20 30"]

  /// How much of what is behind the bars of series `slot` they hide.
  static func density(_ slot: Int) -> HTML { densities[slot % densities.count] }

  private static let densities: [HTML] = [".75", ".3", ".55", ".1"]

  /// The dash pattern of series `slot`; empty for a solid line.
  static func dashes(_ slot: Int) -> HTML { dashes[slot % dashes.count] }
}

extension HTML.StringInterpolation {
  /// Appends a number with at most two decimals.
  mutating func appendInterpolation(_ number: Double) {
    appendInterpolation(HTML(trusting: coordinate(number)))
  }
}
