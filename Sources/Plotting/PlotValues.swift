/// A number that can be drawn.
public protocol PlotScalar {
  /// The number as the double that is drawn.
  var plotValue: Double { get }
  /// Whether the type has whole numbers only.
  static var isWhole: Bool { get }
}

extension PlotScalar {
  public static var isWhole: Bool { false }
}

extension PlotScalar where Self: BinaryInteger {
  public var plotValue: Double { Double(self) }
  public static var isWhole: Bool { true }
}

extension Double: PlotScalar {
  public var plotValue: Double { self }
}

extension Float: PlotScalar {
  public var plotValue: Double { Double(self) }
}

extension Bool: PlotScalar {
  public var plotValue: Double { self ? 1 : 0 }
  public static var isWhole: Bool { true }
}

extension Int: PlotScalar {}
extension Int8: PlotScalar {}
extension Int16: PlotScalar {}
extension Int32: PlotScalar {}
extension Int64: PlotScalar {}
extension UInt8: PlotScalar {}
extension UInt16: PlotScalar {}
extension UInt32: PlotScalar {}
extension UInt64: PlotScalar {}

/// A row of numbers that can be drawn: an array, a range, a stride, a tensor.
public protocol PlotValues {
  /// The numbers, in order.
  var plotValues: [Double] { get }
  /// Whether their type has whole numbers only; histograms then have no narrower bins.
  var areWhole: Bool { get }
}

extension PlotValues {
  public var areWhole: Bool { false }
}

extension PlotValues where Self: Sequence, Element: PlotScalar {
  public var plotValues: [Double] { map(\.plotValue) }
  public var areWhole: Bool { Element.isWhole }
}

extension Array: PlotValues where Element: PlotScalar {}
extension ArraySlice: PlotValues where Element: PlotScalar {}
extension ContiguousArray: PlotValues where Element: PlotScalar {}
extension Range: PlotValues where Bound: PlotScalar & Strideable, Bound.Stride: SignedInteger {}
extension ClosedRange: PlotValues
where Bound: PlotScalar & Strideable, Bound.Stride: SignedInteger {}
extension StrideTo: PlotValues where Element: PlotScalar {}
extension StrideThrough: PlotValues where Element: PlotScalar {}
