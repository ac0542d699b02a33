extension Tensor {
  /// Returns the bits that both have, after broadcasting; of truth values, whether both hold.
  public func bitwiseAnd(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    bits(.bitwiseAnd, other, Site(file, line))
  }

  /// Returns the bits that one of them has, after broadcasting.
  public func bitwiseOr(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    bits(.bitwiseOr, other, Site(file, line))
  }

  /// Returns the bits that just one of them has, after broadcasting.
  public func bitwiseXor(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    bits(.bitwiseXor, other, Site(file, line))
  }

  /// Returns the bits that each element lacks: -x - 1, or whether it does not hold.
  public func bitwiseNot(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let ones = dtype == .bool ? Tensor.ones([], dtype: .bool) : Tensor.full([], -1, dtype: dtype)
    return bits(.bitwiseXor, ones, Site(file, line), named: "bitwiseNot")
  }

  /// Returns the bits moved `places` to the left: x · 2^places, without those that leave the type.
  public func leftShift(
    _ places: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    bits(.leftShift, places, Site(file, line))
  }

  /// Returns the bits moved `places` to the right: ⌊x / 2^places⌋.
  public func rightShift(
    _ places: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    bits(.rightShift, places, Site(file, line))
  }

  /// Returns the bits moved `places` to the left.
  public func leftShift(
    _ places: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    bits(.leftShift, Tensor(number: .integer(places), dtype), Site(file, line))
  }

  /// Returns the bits moved `places` to the right.
  public func rightShift(
    _ places: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    bits(.rightShift, Tensor(number: .integer(places), dtype), Site(file, line))
  }

  private func bits(
    _ rule: BinaryRule, _ other: Tensor, _ site: Site, named name: String? = nil
  ) -> Tensor {
    guard !dtype.isFloatingPoint, !other.dtype.isFloatingPoint else {
      fail(
        name ?? "\(rule)",
        "bits are of integers, not of \(dtype.name) and \(other.dtype.name); convert with long()",
        at: site)
    }
    return rule(self, other, at: site)
  }
}
