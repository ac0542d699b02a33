/// Something that can stand between the brackets of a tensor.
public protocol TensorIndex {
  /// What it means.
  var indexItem: IndexItem { get }
}

/// What one index does to a tensor's dimensions.
public enum IndexItem: Sendable {
  /// Takes one position, and the dimension goes.
  case position(Int)
  /// Takes every `step`-th position from `start` up to, but without, `end`; nil means the border.
  case slice(start: Int?, end: Int?, step: Int)
  /// Stands for as many whole dimensions as are left.
  case ellipsis
  /// Adds a dimension of extent 1.
  case newAxis
  /// Takes the positions that a tensor of integers names, or where a tensor of truth holds.
  case tensor(Tensor)
}

/// As many whole dimensions as are left: `x[.ellipsis, 0]`.
public struct Ellipsis: TensorIndex {
  public var indexItem: IndexItem { .ellipsis }
}

/// A dimension of extent 1: `x[.newAxis]`, or `x[nil]`.
public struct NewAxis: TensorIndex {
  public var indexItem: IndexItem { .newAxis }
}

/// Every so many positions: `x[stride(0..., by: 2)]`, or `x[(1..<9).by(2)]`.
public struct Slice: TensorIndex {
  /// The first position; counted from the end when negative.
  public var start: Int?
  /// The position to stop before; counted from the end when negative.
  public var end: Int?
  /// How far apart the positions are, at least 1.
  public var step: Int

  /// Creates the slice that Python writes as `start:end:step`.
  public init(_ start: Int? = nil, _ end: Int? = nil, step: Int = 1) {
    (self.start, self.end, self.step) = (start, end, step)
  }

  public var indexItem: IndexItem { .slice(start: start, end: end, step: step) }
}

extension TensorIndex where Self == Ellipsis {
  /// As many whole dimensions as are left.
  public static var ellipsis: Ellipsis { Ellipsis() }
}

extension TensorIndex where Self == NewAxis {
  /// A dimension of extent 1.
  public static var newAxis: NewAxis { NewAxis() }
}

extension TensorIndex where Self == Slice {
  /// Every position.
  public static var all: Slice { Slice() }

  /// The slice that Python writes as `start:end:step`.
  public static func slice(_ start: Int? = nil, _ end: Int? = nil, step: Int = 1) -> Slice {
    Slice(start, end, step: step)
  }
}

extension Int: TensorIndex {
  public var indexItem: IndexItem { .position(self) }
}

extension Range<Int>: TensorIndex {
  public var indexItem: IndexItem { .slice(start: lowerBound, end: upperBound, step: 1) }
  /// Every `step`-th position of the range.
  public func by(_ step: Int) -> Slice { Slice(lowerBound, upperBound, step: step) }
}

extension ClosedRange<Int>: TensorIndex {
  public var indexItem: IndexItem { by(1).indexItem }
  /// Every `step`-th position of the range.
  public func by(_ step: Int) -> Slice { Slice(lowerBound, upperBound.end, step: step) }
}

extension PartialRangeFrom<Int>: TensorIndex {
  public var indexItem: IndexItem { .slice(start: lowerBound, end: nil, step: 1) }
  /// Every `step`-th position of the range.
  public func by(_ step: Int) -> Slice { Slice(lowerBound, nil, step: step) }
}

extension PartialRangeUpTo<Int>: TensorIndex {
  public var indexItem: IndexItem { .slice(start: nil, end: upperBound, step: 1) }
}

extension PartialRangeThrough<Int>: TensorIndex {
  public var indexItem: IndexItem { .slice(start: nil, end: upperBound.end, step: 1) }
}

extension Int {
  /// The position to stop before when this one is included; nil is the border.
  fileprivate var end: Int? { self == -1 || self == .max ? nil : self + 1 }
}

extension StrideTo<Int>: TensorIndex {
  public var indexItem: IndexItem { .tensor(Tensor(Array(self), shape: [underestimatedCount])) }
}

extension StrideThrough<Int>: TensorIndex {
  public var indexItem: IndexItem { .tensor(Tensor(Array(self), shape: [underestimatedCount])) }
}

extension Tensor: TensorIndex {
  public var indexItem: IndexItem { .tensor(self) }
}

extension Array: TensorIndex where Element: TensorLiteral {
  public var indexItem: IndexItem { .tensor(Tensor(self)) }
}
