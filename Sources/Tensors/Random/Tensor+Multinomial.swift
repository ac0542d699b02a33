extension Tensor {
  /// Returns `count` positions drawn with the weights in each row, as `torch.multinomial`.
  ///
  ///     [n] → [count], [m, n] → [m, count], of `int64`
  ///
  /// The weights need not add up to 1. Without replacement no position is drawn twice.
  ///
  /// - Precondition: The weights are floats of 0 and more, not all 0; there are enough above 0 when
  ///   they are drawn without replacement.
  public func multinomial(
    _ count: Int, replacement: Bool = false, generator: Generator = .default,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireFloats("multinomial", at: site)
    guard (1...2).contains(ndim), let length = shape.last, length > 0, count > 0,
      replacement || count <= length
    else {
      fail(
        "multinomial",
        "it draws one or more positions from a vector or the rows of a matrix, not \(count) from"
          + " \(shape.shapeText)", at: site)
    }
    requireWeights(replacement ? 1 : count, length, site)
    Tensor.requireMemory(for: count, at: site)
    let result =
      replacement && count > 1
      ? repeated(count, length, generator)
      : detach().withoutReplacement(count, generator)
    return result.reshape(Array(shape.dropLast()) + [count], file: file, line: line)
  }

  private func requireWeights(_ least: Int, _ length: Int, _ site: Site) {
    let weights = scalars(as: Double.self)
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      fail("multinomial", "there is a weight that is negative, infinite or no number", at: site)
    }
    for start in stride(from: 0, to: weights.count, by: length) {
      let positive = weights[start..<start + length].count { $0 > 0 }
      guard positive >= least else {
        fail(
          "multinomial", "\(least) positions cannot be drawn where \(positive) weights are above 0",
          at: site)
      }
    }
  }

  /// The positions of the largest of w / e, where e is exponentially distributed.
  private func withoutReplacement(_ count: Int, _ generator: Generator) -> Tensor {
    let waits = Tensor.empty(shape, dtype: dtype).fillExponential(generator: generator)
    return (self / waits).topk(count).indices
  }

  /// The positions at which running sums of the weights pass uniform numbers.
  private func repeated(_ count: Int, _ length: Int, _ generator: Generator) -> Tensor {
    let weights = scalars(as: Double.self)
    var places: [Int] = []
    for start in stride(from: 0, to: weights.count, by: length) {
      let row = weights[start..<start + length]
      let total = row.reduce(0, +)
      var sums: [Double] = []
      var sum = 0.0
      for weight in row {
        sum += weight
        sums.append(sum / total)
      }
      places += generator.uniforms(count).map { draw in
        sums.firstIndex { $0 >= draw } ?? length - 1
      }
    }
    return Tensor(places)
  }
}
