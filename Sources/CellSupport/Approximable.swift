/// What `expect(_:closeTo:)` compares: numbers in a shape.
public protocol Approximable {
  /// The numbers in order, and how many there are along each dimension.
  var numbers: Numbers { get }
}

/// Numbers in a shape; a single number has none.
public struct Numbers: Hashable, Sendable {
  /// How many there are along each dimension, the outermost first.
  public var shape: [Int]
  /// The numbers, the last dimension fastest.
  public var values: [Double]

  /// Creates the numbers.
  public init(shape: [Int], values: [Double]) {
    self.shape = shape
    self.values = values
  }
}

extension Double: Approximable {
  public var numbers: Numbers { Numbers(shape: [], values: [self]) }
}

extension Float: Approximable {
  public var numbers: Numbers { Numbers(shape: [], values: [Double(self)]) }
}

extension Int: Approximable {
  public var numbers: Numbers { Numbers(shape: [], values: [Double(self)]) }
}

extension Array: Approximable where Element: Approximable {
  public var numbers: Numbers {
    let parts = map(\.numbers)
    return Numbers(
      shape: [count] + (parts.first?.shape ?? []), values: parts.flatMap(\.values))
  }
}

/// The first place in which numbers are not close to others.
struct Difference {
  /// What is wrong, in words.
  let words: String

  /// `nil` when all are close.
  init?(_ numbers: Numbers, _ others: Numbers, rtol: Double, atol: Double) {
    guard numbers.shape == others.shape, numbers.values.count == others.values.count else {
      words = "the shape is \(numbers.shape), not \(others.shape)"
      return
    }
    let pairs = zip(numbers.values, others.values)
    guard
      let (index, (value, other)) = pairs.enumerated().first(where: { _, pair in
        !(pair.0 == pair.1 || abs(pair.0 - pair.1) <= atol + rtol * abs(pair.1))
      })
    else { return nil }
    let place = numbers.shape.isEmpty ? "" : "element \(Self.place(index, in: numbers.shape)) is "
    words = "\(place)\(value), which is not close to \(other)"
  }

  private static func place(_ index: Int, in shape: [Int]) -> [Int] {
    var rest = index
    let reversed = shape.reversed().map { size in
      defer { rest /= max(size, 1) }
      return rest % max(size, 1)
    }
    return reversed.reversed()
  }
}
