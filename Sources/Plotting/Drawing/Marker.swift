/// The closed outline of a marker, in tenths of a pixel around its point.
struct Marker {
  /// Where the outline starts, seen from the point.
  let start: (x: Int, y: Int)
  /// The outline from there, and back.
  let outline: StaticString

  /// Circle, square, triangle, diamond, triangle upside down, cross, and two more triangles.
  private static let all = [
    Marker(start: (0, -32), outline: "a32 32 0 11-1 0z"),
    Marker(start: (-28, -28), outline: "h56v56h-56z"),
    Marker(start: (0, -38), outline: "l35 60h-70z"),
    Marker(start: (0, -40), outline: "l38 40-38 40-38-40z"),
    Marker(start: (0, 38), outline: "l35-60h-70z"),
    Marker(start: (-12, -36), outline: "h24v24h24v24h-24v24h-24v-24h-24v-24h24z"),
    Marker(start: (-38, 0), outline: "l60-35v70z"),
    Marker(start: (38, 0), outline: "l-60-35v70z"),
  ]

  /// The marker of series `slot`.
  static func of(_ slot: Int) -> Marker { all[slot % all.count] }
}
