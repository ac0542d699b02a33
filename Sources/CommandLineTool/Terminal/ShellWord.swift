extension String {
  /// The text as one word of a shell's command line, for a command that people may copy.
  ///
  /// Words of letters, digits and a few signs stay; blanks get double quotes, and all that a shell
  /// could read as something else gets single ones. A word that looks like an option becomes a path.
  var asShellWord: String {
    guard !hasPrefix("-") else { return ("./" + self).asShellWord }
    let plain = onOneLine
    let isPlain = { (character: Character) in
      character.isLetter || character.isNumber || "_-./,:=@%+".contains(character)
    }
    guard plain == self, !isEmpty else { return "'\(plain)'" }
    if allSatisfy(isPlain) { return self }
    if allSatisfy({ isPlain($0) || $0 == " " }) { return "\"\(self)\"" }
    return "'" + replacing("'", with: "'\\''") + "'"
  }
}
