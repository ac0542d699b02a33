/// What the tool's process ends with.
package struct ExitStatus: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// All went well.
  package static let success = ExitStatus(rawValue: 0)
  /// Something in a notebook, or in a check, failed.
  package static let failure = ExitStatus(rawValue: 1)
  /// The command was used wrongly.
  package static let usage = ExitStatus(rawValue: 2)
  /// Lectern itself is at fault.
  package static let ownBug = ExitStatus(rawValue: 70)

  /// A signal ended the run: 130 for Ctrl-C, 143 for a request to terminate.
  package static func interrupted(by signal: Int32) -> ExitStatus {
    ExitStatus(rawValue: 128 + signal)
  }
}
