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

  /// The text in one line: a name of a file, say, in which line feeds and tabs are no less odd than
  /// other controls.
  var onOneLine: String {
    let controls = withVisibleControls
    guard controls.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\t" }) else {
      return controls
    }
    return controls.replacing("\n", with: "␊").replacing("\t", with: "␉")
  }

  /// The text of other people as the continuation of a line of ours: controls are visible, and
  /// further lines begin with blanks and a bar, so that none can pass for a line of ours, or for a
  /// command to the program that watches (`::error::` where GitHub does).
  var asQuotation: String {
    var lines = withVisibleControls.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n    | ")
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
