extension Tensor {
  /// Returns the sum, after broadcasting.
  public func add(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.add(self, other, at: Site(file, line))
  }

  /// Returns the difference, after broadcasting.
  public func sub(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.sub(self, other, at: Site(file, line))
  }

  /// Returns the product, after broadcasting.
  public func mul(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.mul(self, other, at: Site(file, line))
  }

  /// Returns the quotient, of integers too as a float, after broadcasting.
  public func div(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.div(self, other, at: Site(file, line))
  }

  /// Returns the larger element; equal ones share the gradient, after broadcasting.
  public func maximum(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.maximum(self, other, at: Site(file, line))
  }

  /// Returns the smaller element; equal ones share the gradient, after broadcasting.
  public func minimum(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.minimum(self, other, at: Site(file, line))
  }

  /// Returns the angle of the point (other, self) in radians, after broadcasting.
  public func atan2(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.atan2(self, other, at: Site(file, line))
  }

  /// Returns ⌊self / other⌋, as `//` in Python, after broadcasting.
  public func floorDivide(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.floorDivide(self, other, at: Site(file, line))
  }

  /// Returns self - other · ⌊self / other⌋, as `%` in Python, after broadcasting.
  public func remainder(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.remainder(self, other, at: Site(file, line))
  }

  /// Returns ⌊self / divisor⌋, as `//` in Python.
  public func floorDivide(
    _ divisor: some TensorScalar, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.floorDivide(self, divisor.number, at: Site(file, line))
  }

  /// Returns self - divisor · ⌊self / divisor⌋, as `%` in Python.
  public func remainder(
    _ divisor: some TensorScalar, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.remainderOfNumber(self, divisor.number, at: Site(file, line))
  }

  /// Returns what is left of each quotient rounded down: its sign is that of `b`.
  public static func % (a: Tensor, b: Tensor) -> Tensor { BinaryRule.remainder(a, b) }
  /// Returns what is left of each quotient rounded down: its sign is that of `b`.
  public static func % (a: Tensor, b: some TensorScalar) -> Tensor { a.remainder(b) }

  /// Returns whether both are not 0, after broadcasting.
  public func logicalAnd(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.logicalAnd(self, other, at: Site(file, line))
  }

  /// Returns whether one of them is not 0, after broadcasting.
  public func logicalOr(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.logicalOr(self, other, at: Site(file, line))
  }

  /// Returns whether just one of them is not 0, after broadcasting.
  public func logicalXor(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.logicalXor(self, other, at: Site(file, line))
  }

  /// Returns self to the power of `exponent`, after broadcasting.
  public func pow(
    _ exponent: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    BinaryRule.pow(self, exponent, at: Site(file, line))
  }

  /// Returns each element to the power of `exponent`; integers stay integers if it is one.
  ///
  /// - Precondition: The exponent of integers is no negative integer: the results have fractions.
  public func pow(
    _ exponent: some TensorScalar, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let number = exponent.number
    guard resultType(with: number).isFloatingPoint else {
      guard number.integer >= 0 else {
        fail(
          "pow", "integers have no integer power of \(number.integer); convert with float()",
          at: Site(file, line))
      }
      return BinaryRule.pow(self, number)
    }
    switch number.double {
    case 2: return UnaryRule.square(self)
    case 3: return UnaryRule.cube(self)
    case 0.5: return UnaryRule.squareRoot(self)
    default: return UnaryRule.power(self, number.double)
    }
  }

  /// Returns whether each element is 0.
  public func logicalNot() -> Tensor { self .== 0 }

  /// Returns whether each element of a tensor of truth does not hold.
  public static prefix func .! (x: Tensor) -> Tensor { x.logicalNot() }
  /// Returns whether both elements hold.
  public static func .& (a: Tensor, b: Tensor) -> Tensor { BinaryRule.logicalAnd(a, b) }
  /// Returns whether one of the elements holds.
  public static func .| (a: Tensor, b: Tensor) -> Tensor { BinaryRule.logicalOr(a, b) }
}
