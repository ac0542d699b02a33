extension String {
  /// The text with a picture for each character that would do something to a terminal.
  ///
  /// Chapters and notebooks come from anywhere, and a line of theirs that is quoted in a message
  /// must not clear the screen, set its title, or pass for a message of ours. Line feeds and tabs
  /// stay.
  var withVisibleControls: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var visible = ""
    for scalar in unicodeScalars {
      visible.unicodeScalars.append(scalar.isControl ? scalar.picture : scalar)
    }
    return visible
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    properties.generalCategory == .control && self != "\n" && self != "\t"
  }

  /// The sign in Unicode's block of control pictures, or the replacement character.
  fileprivate var picture: Unicode.Scalar {
    let code: UInt32 = value < 0x20 ? 0x2400 + value : value == 0x7F ? 0x2421 : 0xFFFD
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }
}
