internal import CellOutput
internal import CellSupport
internal import Glibc
internal import Tensors

/// Tells who waits how far a training is, how fast it goes, and how long it will take.
///
/// The line goes to the terminal that a program's errors go to, or to the one in which
/// `lectern run` was called. Nothing of it is kept, and no page shows it.
struct ProgressLine {
  private let course: TrainingCourse
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(_ course: TrainingCourse) {
    self.course = course
    start = clock.now
    next = start + .milliseconds(500)
  }

  /// Shows how things stand after `done` batches, if the line is not fresh any more.
  mutating func update(done: Int, loss: @autoclosure () -> Double) {
    let now = clock.now
    guard now >= next else { return }
    next = now + .milliseconds(200)
    show(course.text(done: done, loss: loss(), seconds: start.duration(to: now) / .seconds(1)))
  }

  /// Takes the line away.
  func end() {
    if next > start + .milliseconds(500) { show("") }
  }

  private func show(_ text: String) {
    guard isTerminal else { return display(Display(status: text)) }
    let bytes = Array("\r\(text)\u{1B}[K".utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// How long a training is, in words.
package struct TrainingCourse {
  private let epochs, batches: Int

  /// A training of `epochs` with `batches` each.
  package init(epochs: Int, batches: Int) {
    (self.epochs, self.batches) = (epochs, max(1, batches))
  }

  /// Returns how things stand `seconds` after the start, when `done` batches are trained with.
  package func text(done: Int, loss: Double, seconds: Double) -> String {
    let rate = seconds > 0 ? Double(done) / seconds : 0
    let epoch = min(done / batches + 1, epochs)
    let place = "epoch \(epoch) of \(epochs), batch \(done - (epoch - 1) * batches) of \(batches)"
    guard rate > 0 else { return place }
    let left = Double(epochs * batches - done) / rate
    return "\(place): loss \(loss, decimals: 4), \(rate, decimals: rate < 10 ? 1 : 0) batches/s,"
      + " \(Self.span(left)) left"
  }

  /// The two largest units of a time.
  private static func span(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    if hours > 0 { return "\(hours) h \(minutes) min" }
    return minutes > 0 ? "\(minutes) min \(whole % 60) s" : "\(whole) s"
  }
}
