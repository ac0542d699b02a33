/// A Swift value that a tensor can be made of: a number, or arrays of such values.
public protocol TensorLiteral {
  /// The numbers at the bottom.
  associatedtype Scalar: TensorScalar

  /// Appends the numbers in row-major order, and returns the shape, or why there is none.
  func append(to elements: inout [Scalar]) throws(RaggedLiteral) -> [Int]
}

/// Why nested arrays are no tensor.
public struct RaggedLiteral: Error {
  let fact: String
}

extension TensorScalar {
  public func append(to elements: inout [Self]) throws(RaggedLiteral) -> [Int] {
    elements.append(self)
    return []
  }
}

extension Array: TensorLiteral where Element: TensorLiteral {
  public func append(to elements: inout [Element.Scalar]) throws(RaggedLiteral) -> [Int] {
    if let numbers = self as? [Element.Scalar] {
      elements += numbers
      return [count]
    }
    var shape: [Int]?
    for (index, item) in enumerated() {
      let found = try item.append(to: &elements)
      guard found == shape ?? found else {
        throw RaggedLiteral(
          fact: "element \(index) has shape \(found.shapeText) where those before it have"
            + " \((shape ?? []).shapeText)")
      }
      shape = found
    }
    return [count] + (shape ?? [])
  }
}

extension Tensor {
  /// Creates a tensor from a number or nested arrays of numbers, as `torch.tensor`.
  ///
  /// Integers give `int64`, fractions `float32`, truth values `bool`, unless `dtype` says otherwise.
  ///
  /// - Precondition: The arrays of one level are equally long.
  public convenience init<Literal: TensorLiteral>(
    _ literal: Literal, dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let site = Site(file, line)
    var elements: [Literal.Scalar] = []
    do {
      let shape = try literal.append(to: &elements)
      self.init(uninitialized: shape, dtype ?? Literal.Scalar.literalType, at: site)
    } catch {
      fail("Tensor", error.fact, at: site)
    }
    load(elements, at: site)
    if requiresGrad { require(at: site) }
  }

  /// Creates a tensor of `shape` from its elements in row-major order.
  ///
  /// - Precondition: There are as many scalars as `shape` has elements.
  /// - Complexity: O(*n*); one copy.
  public convenience init<S: TensorScalar>(
    _ scalars: [S], shape: [Int], dtype: DType? = nil, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    self.init(uninitialized: shape, dtype ?? S.literalType, at: Site(file, line))
    guard scalars.count == count else {
      fail(
        "Tensor", "\(scalars.count) elements do not fill the shape \(shape.shapeText)",
        at: Site(file, line))
    }
    load(scalars, at: Site(file, line))
  }

  /// Takes over `scalars`, which the element type must be able to hold.
  private func load<S: TensorScalar>(_ scalars: [S], at site: Site) {
    if S.dtype != dtype, dtype.range != nil {
      for scalar in scalars { dtype.require(scalar.number, "Tensor", at: site) }
    }
    Kernels.load(scalars, to: self)
  }

  /// A tensor without dimensions that stands for `number` in an operator.
  convenience init(number: Number, _ dtype: DType) {
    self.init(uninitialized: [], dtype, isNumber: true)
    Kernels.fill(self, with: number)
  }
}
