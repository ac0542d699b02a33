/// An extent along both axes of an image: one number for both, or an array of two.
///
///     Conv2d(3, 16, 3, padding: 1)
///     Conv2d(3, 16, [3, 5], padding: [1, 2])
public protocol SizePair: Sendable {
  /// The extents down and across.
  var extents: [Int] { get }
}

extension Int: SizePair {
  public var extents: [Int] { [self, self] }
}

extension Array<Int>: SizePair {
  public var extents: [Int] { self }
}

extension SizePair {
  /// The two extents, which must be at least `least`; `name` says in messages what they are.
  func checked(_ name: String, atLeast least: Int, _ operation: String, _ site: Site) -> [Int] {
    let extents = extents
    guard extents.count == 2, extents.allSatisfy({ $0 >= least && $0 < 1 << 31 }) else {
      fail(
        operation, "a \(name) of \(extents) is not one or two numbers from \(least) on", at: site)
    }
    return extents
  }
}
