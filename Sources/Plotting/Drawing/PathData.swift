import Markup

/// The `d` attribute of a path, in tenths of a pixel and as short as it can be said.
struct PathData {
  /// How many units of the path make a pixel.
  private let unitsPerPixel: Double
  private var bytes: [UInt8] = []
  private var at: (x: Int, y: Int) = (0, 0)
  private var started: (x: Int, y: Int) = (0, 0)
  private var command = UInt8(ascii: "z")

  init(unitsPerPixel: Double = 10) { self.unitsPerPixel = unitsPerPixel }

  /// Whether nothing has been drawn.
  var isEmpty: Bool { bytes.isEmpty }

  /// The attribute's value.
  var markup: HTML { HTML(trusting: String(decoding: bytes, as: UTF8.self)) }

  /// The point in whole units; coordinates that are not numbers become zero.
  private func rounded(_ point: Point) -> (x: Int, y: Int) {
    func unit(_ value: Double) -> Int {
      guard value.isFinite else { return 0 }
      return Int(min(max(value * unitsPerPixel, -1e7), 1e7).rounded())
    }
    return (unit(point.x), unit(point.y))
  }

  /// Starts a new piece at `point`.
  mutating func move(to point: Point) { move(toUnits: rounded(point)) }

  private mutating func move(toUnits end: (x: Int, y: Int)) {
    append(UInt8(ascii: "m"))
    append(end.x - at.x)
    append(end.y - at.y)
    at = end
    started = end
    command = UInt8(ascii: "l")  // Numbers that follow a move are lines.
  }

  /// Draws a line to `point`; nothing when that is where the path is.
  mutating func line(to point: Point) {
    let end = rounded(point)
    let (dx, dy) = (end.x - at.x, end.y - at.y)
    guard dx != 0 || dy != 0 else { return }
    if command != UInt8(ascii: "l") { append(UInt8(ascii: "l")) }
    append(dx)
    append(dy)
    at = end
  }

  /// Closes the piece.
  mutating func close() {
    append(UInt8(ascii: "z"))
    at = started
  }

  /// Draws `points`, one after the other; a line without length leaves a dot.
  mutating func polyline(_ points: [Point]) {
    guard let first = points.first else { return }
    move(to: first)
    let length = bytes.count
    for point in points.dropFirst() { line(to: point) }
    if bytes.count == length { append(markup: "h0") }
  }

  /// Draws the closed outline through `points`.
  mutating func polygon(_ points: [Point]) {
    guard let first = points.first, points.count > 2 else { return }
    move(to: first)
    for point in points.dropFirst() { line(to: point) }
    close()
  }

  /// Draws `marker` around `point`.
  mutating func stamp(_ marker: Marker, at point: Point) {
    let (x, y) = rounded(point)
    move(toUnits: (x + marker.start.x, y + marker.start.y))
    append(markup: marker.outline)
    command = UInt8(ascii: "z")
  }

  private mutating func append(markup: StaticString) {
    bytes += "\(markup)".utf8
  }

  private mutating func append(_ letter: UInt8) {
    bytes.append(letter)
    command = letter
  }

  /// Appends a number, with a space only where two digits would meet.
  private mutating func append(_ number: Int) {
    if number < 0 {
      bytes.append(UInt8(ascii: "-"))
    } else if let last = bytes.last, last >= UInt8(ascii: "0"), last <= UInt8(ascii: "9") {
      bytes.append(UInt8(ascii: " "))
    }
    var digits = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(digits % 10))
      digits /= 10
    } while digits > 0
    bytes[start...].reverse()
  }
}
