// Comparisons give `bool` tensors, so they are spelt with a dot, as SIMD comparisons are.

extension Tensor {
  /// Returns whether elements are equal, after broadcasting.
  public static func .== (a: Tensor, b: Tensor) -> Tensor { CompareRule.eq(a, b) }
  /// Returns whether elements are equal, for each element.
  public static func .== (a: Tensor, b: some TensorScalar) -> Tensor { CompareRule.eq(a, b.number) }

  /// Returns whether elements differ, after broadcasting.
  public static func .!= (a: Tensor, b: Tensor) -> Tensor { CompareRule.ne(a, b) }
  /// Returns whether elements differ, for each element.
  public static func .!= (a: Tensor, b: some TensorScalar) -> Tensor { CompareRule.ne(a, b.number) }

  /// Returns whether elements are less, after broadcasting.
  public static func .< (a: Tensor, b: Tensor) -> Tensor { CompareRule.lt(a, b) }
  /// Returns whether elements are less, for each element.
  public static func .< (a: Tensor, b: some TensorScalar) -> Tensor { CompareRule.lt(a, b.number) }

  /// Returns whether elements are at most the other, after broadcasting.
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { CompareRule.le(a, b) }
  /// Returns whether elements are at most the other, for each element.
  public static func .<= (a: Tensor, b: some TensorScalar) -> Tensor { CompareRule.le(a, b.number) }

  /// Returns whether elements are greater, after broadcasting.
  public static func .> (a: Tensor, b: Tensor) -> Tensor { CompareRule.gt(a, b) }
  /// Returns whether elements are greater, for each element.
  public static func .> (a: Tensor, b: some TensorScalar) -> Tensor { CompareRule.gt(a, b.number) }

  /// Returns whether elements are at least the other, after broadcasting.
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { CompareRule.ge(a, b) }
  /// Returns whether elements are at least the other, for each element.
  public static func .>= (a: Tensor, b: some TensorScalar) -> Tensor { CompareRule.ge(a, b.number) }
}

extension Tensor {
  /// Returns whether elements are equal, as `.==`.
  public func eq(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    CompareRule.eq(self, other, at: Site(file, line))
  }
  /// Returns whether elements are equal, as `.==`.
  public func eq(_ other: some TensorScalar) -> Tensor { CompareRule.eq(self, other.number) }

  /// Returns whether elements differ, as `.!=`.
  public func ne(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    CompareRule.ne(self, other, at: Site(file, line))
  }
  /// Returns whether elements differ, as `.!=`.
  public func ne(_ other: some TensorScalar) -> Tensor { CompareRule.ne(self, other.number) }

  /// Returns whether elements are less, as `.<`.
  public func lt(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    CompareRule.lt(self, other, at: Site(file, line))
  }
  /// Returns whether elements are less, as `.<`.
  public func lt(_ other: some TensorScalar) -> Tensor { CompareRule.lt(self, other.number) }

  /// Returns whether elements are at most the other, as `.<=`.
  public func le(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    CompareRule.le(self, other, at: Site(file, line))
  }
  /// Returns whether elements are at most the other, as `.<=`.
  public func le(_ other: some TensorScalar) -> Tensor { CompareRule.le(self, other.number) }

  /// Returns whether elements are greater, as `.>`.
  public func gt(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    CompareRule.gt(self, other, at: Site(file, line))
  }
  /// Returns whether elements are greater, as `.>`.
  public func gt(_ other: some TensorScalar) -> Tensor { CompareRule.gt(self, other.number) }

  /// Returns whether elements are at least the other, as `.>=`.
  public func ge(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    CompareRule.ge(self, other, at: Site(file, line))
  }
  /// Returns whether elements are at least the other, as `.>=`.
  public func ge(_ other: some TensorScalar) -> Tensor { CompareRule.ge(self, other.number) }
}
