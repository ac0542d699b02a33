/// How text looks on a terminal that shows colour.
package enum Ink: String, Sendable {
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
  case bold = "1"
  case faint = "2"

  /// Returns `text` in this ink, or unchanged when colour is not wanted.
  package func callAsFunction(_ text: String, if usesColour: Bool) -> String {
    usesColour && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
