internal import Synchronization

/// How tensors are written, as `torch.set_printoptions` sets it.
struct PrintOptions: Sendable {
  /// The number of digits behind the point.
  var precision = 4
  /// The number of elements up to which all are written.
  var threshold = 1000
  /// How many elements stand at each end of a dimension that is cut short.
  var edgeItems = 3
  /// The number of columns a line has.
  var lineWidth = 80
  /// Whether powers of ten are written; nil lets the magnitudes decide.
  var scientific: Bool?
}

/// A ready-made choice of print options, which single ones may still overrule.
public enum PrintProfile: Sendable, CaseIterable {
  /// What holds when nothing has been set.
  case standard
  /// Two digits behind the point, and two elements at each end.
  case short
  /// Every element, however many there are.
  case full
}

extension PrintProfile {
  fileprivate var options: PrintOptions {
    switch self {
    case .standard: PrintOptions()
    case .short: PrintOptions(precision: 2, edgeItems: 2)
    case .full: PrintOptions(threshold: .max)
    }
  }
}

extension PrintOptions {
  /// A place for the options in force.
  private final class Place: Sendable {
    let options: Mutex<PrintOptions>
    init(_ options: PrintOptions) { self.options = Mutex(options) }
  }

  private static let shared = Place(PrintOptions())
  @TaskLocal private static var scoped: Place?

  /// The options in force.
  static var current: PrintOptions {
    get { (scoped ?? shared).options.withLock { $0 } }
    set { (scoped ?? shared).options.withLock { $0 = newValue } }
  }

  fileprivate static func fork<Result>(_ body: () throws -> Result) rethrows -> Result {
    try $scoped.withValue(Place(current), operation: body)
  }
}

/// Sets how tensors are written from now on, as `torch.set_printoptions`.
///
/// What is nil stays as it was, or as `profile` has it, except `sciMode`: without one, the magnitudes
/// decide again whether numbers are written with powers of ten.
///
/// - Precondition: No number is negative.
public func setPrintOptions(
  precision: Int? = nil, threshold: Int? = nil, edgeitems: Int? = nil, linewidth: Int? = nil,
  profile: PrintProfile? = nil, sciMode: Bool? = nil, file: StaticString = #filePath,
  line: UInt = #line
) {
  for (name, value) in [
    ("precision", precision), ("threshold", threshold), ("edgeitems", edgeitems),
    ("linewidth", linewidth),
  ] {
    guard value ?? 0 >= 0 else {
      fail("setPrintOptions", "\(name) is \(value ?? 0), less than 0", at: Site(file, line))
    }
  }
  var options = profile?.options ?? .current
  options.precision = precision ?? options.precision
  options.threshold = threshold ?? options.threshold
  options.edgeItems = edgeitems ?? options.edgeItems
  options.lineWidth = linewidth ?? options.lineWidth
  options.scientific = sciMode
  PrintOptions.current = options
}

/// Runs `body`, after which tensors are written as before, whatever `body` sets.
///
/// What it sets is unknown to other tasks.
public func withPrintOptions<Result>(_ body: () throws -> Result) rethrows -> Result {
  try PrintOptions.fork(body)
}
