import Markup

/// A piece of text in a figure, as an SVG element.
struct Label {
  /// Where the middle of its baseline stands, if it is not moved.
  var place: Point
  var text: String
  var size = Theme.labelText
  var isBold = false
  /// Whether it reads from the bottom up.
  var isUpright = false
  /// How much room there is.
  var room: Double

  /// The element.
  var markup: HTML {
    let (text, size) = text.drawable.fitted(into: room, size: size)
    let weight: HTML = isBold ? " font-weight=\"600\"" : ""
    let position: HTML =
      isUpright
      ? "transform=\"translate(\(place.x) \(place.y)) rotate(-90)\""
      : "x=\"\(place.x)\" y=\"\(place.y)\""
    return """
      <text \(position) text-anchor="middle"\(weight) font-size="\(size)">\(text)</text>

      """
  }
}

extension String {
  /// The text without what XML forbids: control characters and noncharacters.
  var drawable: String {
    let isClean = unicodeScalars.allSatisfy { Self.isDrawable($0) }
    if isClean { return self }
    var clean = String.UnicodeScalarView()
    for scalar in unicodeScalars { clean.append(Self.isDrawable(scalar) ? scalar : "\u{FFFD}") }
    return String(clean)
  }

  private static func isDrawable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  /// About how wide the text is in a sans-serif font of `size`, in pixels.
  func width(size: Double) -> Double {
    unicodeScalars.reduce(0) { $0 + Self.width($1) } * size
  }

  /// The text and its size, made smaller and at last shorter until it is at most `width` wide.
  func fitted(into width: Double, size: Double) -> (text: String, size: Double) {
    let natural = self.width(size: size)
    if natural <= width { return (self, size) }
    let smallest = size * 0.75
    if natural * 0.75 <= width { return (self, (size * width / natural).rounded(.down)) }
    var kept = ""
    var room = width - "…".width(size: smallest)
    for character in self {
      room -= String(character).width(size: smallest)
      if room < 0 { break }
      kept.append(character)
    }
    return (kept + "…", smallest)
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "t", "f", "I", "r", " ", ".", ",", ":", ";", "'", "|", "!", "(", ")": 0.33
    case "m", "w", "M", "W", "%", "@": 0.88
    case "A"..."Z": 0.68
    case "\u{1100}"...: 1
    default: 0.58
    }
  }
}
