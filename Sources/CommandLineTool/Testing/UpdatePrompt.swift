internal import Checking

/// Asks on the terminal which changes are accepted.
struct UpdatePrompt {
  private let console: Console
  private let printer: TestPrinter
  /// What to answer from now on, once that has been said.
  private var standing: Bool?
  /// Changes that share a reason, such as all of a tab that is gone, are asked about once.
  private var answers: [CheckCase: Bool] = [:]

  init(_ console: Console, _ printer: TestPrinter) {
    self.console = console
    self.printer = printer
  }

  /// Whether the change is accepted; the end of the input says no to all that is left.
  mutating func accepts(_ tab: String, _ slot: ChapterCheck.Slot) -> Bool {
    guard let reason = slot.reason else { return false }
    if let known = answers[reason] { return known }
    let answer = standing ?? ask(reason)
    answers[reason] = answer
    return answer
  }

  private mutating func ask(_ reason: CheckCase) -> Bool {
    printer.tell(reason)
    while true {
      console.write("accept this? [y]es, [n]o, [a]ll, [q]uit: ", to: .error)
      switch readLine(strippingNewline: true)?.lowercased() {
      case "y", "yes": return true
      case "n", "no": return false
      case "a", "all":
        standing = true
        return true
      case nil, "q", "quit":
        standing = false
        return false
      default: continue
      }
    }
  }
}
