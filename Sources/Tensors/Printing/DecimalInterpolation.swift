extension DefaultStringInterpolation {
  /// Appends `value` with a fixed number of decimals: `"\(loss, decimals: 5)"` is `0.69295`.
  ///
  /// Correctly rounded, ties to even, as Python's `f"{loss:.5f}"` and C's `printf("%.5f")`.
  public mutating func appendInterpolation(_ value: some BinaryFloatingPoint, decimals: Int) {
    appendInterpolation(printed("%.*f", Double(value), decimals: decimals))
  }
}
