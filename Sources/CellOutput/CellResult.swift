/// What became of one cell in one run of its tab.
public struct CellResult: Hashable, Sendable {
  /// How far the cell came.
  public enum Status: UInt8, Hashable, Sendable {
    /// It ran to its end, or failed in the way it said it would (`expect-error`).
    case finished = 0
    /// It failed; `outputs` ends with the `Failure`.
    case failed = 1
    /// A cell before it failed, so it did not run.
    case notRun = 2
    /// It is not meant to run: `no-run`, a foreign language, or `--no-run`.
    case skipped = 3
  }

  /// How far the cell came.
  public var status: Status
  /// What it put out, in order.
  public var outputs: [Output]
  /// How long it ran, in seconds; not part of what is compared.
  public var seconds: Double

  /// Creates a result.
  public init(_ status: Status, outputs: [Output] = [], seconds: Double = 0) {
    self.status = status
    self.outputs = outputs
    self.seconds = seconds
  }
}
