internal import Glibc

/// What a stream can show.
package struct TerminalTraits: Hashable, Sendable {
  /// Whether someone watches it, so that lines may be redrawn.
  package var isLive: Bool
  /// Whether colour is wanted.
  package var usesColour: Bool

  /// Creates traits.
  package init(isLive: Bool, usesColour: Bool) {
    self.isLive = isLive
    self.usesColour = usesColour
  }

  /// Decides by what the environment asks for.
  ///
  /// `NO_COLOR` (no-color.org) is stronger than `CLICOLOR_FORCE` (bixense.com/clicolors), both are
  /// stronger than what the stream is; a `dumb` terminal can neither colour nor redraw.
  package init(isTerminal: Bool, environment: [String: String]) {
    let isSet = { (name: String) in environment[name].map { !$0.isEmpty } ?? false }
    let isForced = isSet("CLICOLOR_FORCE") && environment["CLICOLOR_FORCE"] != "0"
    let canDraw = isTerminal && environment["TERM"] != "dumb"
    isLive = canDraw && !isSet("CI")
    usesColour = !isSet("NO_COLOR") && (isForced || canDraw)
  }
}

extension TerminalTraits {
  /// The traits of a descriptor of this process.
  static func of(_ descriptor: Int32, environment: [String: String]) -> TerminalTraits {
    TerminalTraits(isTerminal: isatty(descriptor) == 1, environment: environment)
  }

  /// How many columns the terminal at `descriptor` has now; 80 when it does not say.
  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

/// The variables of the process's environment.
func processEnvironment() -> [String: String] {
  var variables: [String: String] = [:]
  var next = unsafe environ
  while let entry = unsafe next.pointee {
    let text = unsafe String(cString: entry)
    let name = text.prefix { $0 != "=" }
    variables[String(name)] = String(text.dropFirst(name.count + 1))
    unsafe next += 1
  }
  return variables
}
