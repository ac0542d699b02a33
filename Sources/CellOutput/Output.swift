/// One piece of what a cell puts out, in the order it was produced.
public enum Output: Hashable, Sendable {
  /// Text the cell printed, as it arrived; consecutive pieces of one stream belong together.
  case text(TextStream, String)
  /// A value shown on purpose: a figure, a table, an image, Markdown, HTML.
  case display(Display)
  /// The echo of a cell's last expression that has no rich form, as it would be printed.
  case echo(String)
  /// Why the cell stopped.
  case failure(Failure)
}

/// Where printed text went.
public enum TextStream: UInt8, Hashable, Sendable {
  case standardOutput = 1
  case standardError = 2
}

/// Why a cell did not finish.
public struct Failure: Hashable, Sendable {
  /// What kind of end it was.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// The compiler refused the cell.
    case diagnostic
    /// A trap, `fatalError`, or a signal.
    case crash
    /// An error was thrown to the top level.
    case thrown
    /// The cell or its chapter took longer than it may.
    case timeout
    /// The process needed more memory than it may.
    case memory
    /// The cell called `exit`.
    case exit
    /// The run was interrupted.
    case interrupted
    /// Lectern itself could not go on (no compiler, no kernel).
    case environment
  }

  /// What kind of end it was.
  public var kind: Kind
  /// What happened, lower case, without a full stop: `index 7 is out of bounds …`.
  public var message: String
  /// The chapter's path, as the author typed it; empty when the place is not known.
  public var file: String
  /// The line in the chapter, from 1; 0 when the place is not known.
  public var line: Int
  /// The column in UTF-8 bytes, from 1; 0 when only the line is known.
  public var column: Int
  /// What to try next, if that is known.
  public var hint: String?
  /// The frames of a crash in the chapter, innermost first: `circles.md:41:13 in train(_:)`.
  public var frames: [String]

  /// Creates a failure.
  public init(
    _ kind: Kind, _ message: String, file: String = "", line: Int = 0, column: Int = 0,
    hint: String? = nil, frames: [String] = []
  ) {
    self.kind = kind
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.hint = hint
    self.frames = frames
  }
}
