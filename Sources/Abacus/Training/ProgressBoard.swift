public import CellOutput
internal import CellSupport
public import Plotting
internal import Synchronization

/// Curves that are drawn while they come into being, as `d2l.ProgressBoard`.
///
///     let board = ProgressBoard(xLabel: "x")
///     for x in stride(from: 0, to: 10, by: 0.1) {
///       board.draw(x, sin(x), "sin", everyN: 2)
///       board.draw(x, cos(x), "cos", everyN: 10)
///     }
///
/// In a cell the figure stands where the first point was drawn. It is drawn anew from time to time,
/// and last at the end of the cell, in place of the one before.
public final class ProgressBoard {
  /// The labels of the axes, and what stands above them.
  public var xLabel, yLabel, title: String
  /// The visible ranges, or nil for what the curves need.
  public var xLimits, yLimits: ClosedRange<Double>?
  /// How the axes turn values into places.
  public var xScale, yScale: AxisScale
  /// Whether the figure appears in the cell by itself.
  public var isShown = true

  private var curves: [Curve] = []
  private let number = numbers.withLock { number in
    number += 1
    return number
  }
  private var pace = Pace()
  /// Whether there are points that the cell does not show.
  private var isStale = false
  /// Whether the board is to be shown when the cell ends.
  private var isWaiting = false

  /// Creates a board without curves.
  public init(
    xLabel: String = "", yLabel: String = "", title: String = "",
    xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
    xScale: AxisScale = .linear, yScale: AxisScale = .linear
  ) {
    (self.xLabel, self.yLabel, self.title) = (xLabel, yLabel, title)
    (self.xLimits, self.yLimits) = (xLimits, yLimits)
    (self.xScale, self.yScale) = (xScale, yScale)
  }

  /// Adds a point to the curve called `label`, the last one for the legend if it is new.
  ///
  /// - Parameter everyN: How many calls make one point: the mean of theirs.
  public func draw(_ x: Double, _ y: Double, _ label: String, everyN: Int = 1) {
    let index = curves.firstIndex { $0.label == label } ?? curves.count
    if index == curves.count { curves.append(Curve(label: label)) }
    guard curves[index].add(x, y, of: everyN), isShown else { return }
    isStale = true
    if pace.isDue { return show() }
    guard !isWaiting else { return }
    isWaiting = true
    whenCellEnds {
      self.isWaiting = false
      self.show()
    }
  }

  /// Forgets all curves.
  public func clear() { curves = [] }
}

extension ProgressBoard {
  /// The curves as they are now.
  public var figure: Figure {
    let charts = curves.map { curve in
      plot(
        curve.x, curve.y, label: curve.label, xLabel: xLabel, yLabel: yLabel, title: title,
        xScale: xScale, yScale: yScale, xLimits: xLimits, yLimits: yLimits)
    }
    let empty = plot([Double](), xLabel: xLabel, yLabel: yLabel, title: title)
    return charts.dropFirst().reduce(charts.first ?? empty) { $0.adding($1) }
  }

  /// Draws the curves in the cell now, if it does not show them as they are.
  func show() {
    guard isStale else { return }
    isStale = false
    pace.measure { CellSupport.display(self) }
  }
}

extension ProgressBoard: Displayable {
  public var display: Display {
    var display = figure.display
    display.id = "board-\(number)"
    return display
  }
}

/// How many boards there are, each of which has a number of its own.
private let numbers = Mutex(0)

/// When a figure that takes time to draw is drawn again.
private struct Pace {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant?
  private var cost = Duration.zero

  /// Whether to draw now: four times a second at most, and in a twentieth of the time.
  var isDue: Bool {
    guard let last else { return true }
    return last.duration(to: clock.now) > max(.milliseconds(250), cost * 20)
  }

  mutating func measure(_ draw: () -> Void) {
    cost = clock.measure(draw)
    last = clock.now
  }
}

/// A curve with the points that do not make a mean yet.
private struct Curve {
  let label: String
  var x: [Double] = [], y: [Double] = []
  private var sum = (x: 0.0, y: 0.0), count = 0

  init(label: String) { self.label = label }

  /// Adds a point; true when the curve has grown, which it does with every `size`-th one.
  mutating func add(_ x: Double, _ y: Double, of size: Int) -> Bool {
    sum = (sum.x + x, sum.y + y)
    count += 1
    guard count >= size else { return false }
    self.x.append(sum.x / Double(count))
    self.y.append(sum.y / Double(count))
    (sum, count) = ((0, 0), 0)
    return true
  }
}
