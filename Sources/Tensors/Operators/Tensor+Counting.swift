extension Tensor {
  /// Returns the different elements in ascending order; each NaN counts as different.
  public func unique() -> Tensor { distinct().values }

  /// Returns the different elements in ascending order, and how often each occurs.
  public func uniqueCounts() -> (values: Tensor, counts: Tensor) {
    let found = distinct()
    return (found.values, Tensor(found.counts, shape: [found.counts.count]))
  }

  /// Returns the different elements in ascending order, and for each element which of them it is.
  public func uniqueInverse() -> (values: Tensor, inverse: Tensor) {
    let found = distinct()
    return (found.values, Tensor(found.inverse, shape: shape))
  }

  private func distinct() -> (values: Tensor, counts: [Int], inverse: [Int]) {
    let flat = detach().reshape(-1)
    let order = flat.argsort().scalars(as: Int.self)
    let sorted = Tensor(order, shape: [order.count])
    let values = flat.indexSelect(0, sorted)
    let isNew =
      [true]
      + (values.narrow(0, 0, Swift.max(count - 1, 0))
      .!= values.narrow(0, Swift.min(1, count), Swift.max(count - 1, 0))).scalars(as: Bool.self)
    var starts: [Int] = []
    var counts: [Int] = []
    var inverse = [Int](repeating: 0, count: count)
    for (place, position) in order.enumerated() {
      if isNew[place] {
        starts.append(place)
        counts.append(0)
      }
      counts[counts.count - 1] += 1
      inverse[position] = counts.count - 1
    }
    return (values.indexSelect(0, Tensor(starts, shape: [starts.count])), counts, inverse)
  }

  /// Returns how often each of 0, 1, 2, … occurs in a vector, or the sum of the weights there.
  ///
  /// The length is the largest element and one, or `minLength` if that is more. As `torch.bincount`.
  ///
  /// - Precondition: The elements are integers of 0 or more; there are as many weights.
  public func bincount(
    weights: Tensor? = nil, minLength: Int = 0, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    guard ndim == 1, !dtype.isFloatingPoint else {
      fail(
        "bincount", "it needs a vector of integers, not \(dtype.name) of shape \(shape.shapeText)",
        at: site)
    }
    let positions = scalars(as: Int.self)
    guard minLength >= 0, positions.allSatisfy({ $0 >= 0 }) else {
      fail("bincount", "\(positions.min() ?? 0) is negative, or the length \(minLength)", at: site)
    }
    guard weights?.shape ?? shape == shape else {
      fail(
        "bincount",
        "weights of shape \((weights?.shape ?? []).shapeText) do not fit"
          + " \(shape.shapeText)", at: site)
    }
    let (largest, isTooLarge) = (positions.max() ?? -1).addingReportingOverflow(1)
    let length = Swift.max(isTooLarge ? Int.max : largest, minLength)
    Tensor.requireMemory(for: length, at: site)
    guard let weights else {
      var counts = [Int](repeating: 0, count: length)
      for position in positions { counts[position] += 1 }
      return Tensor(counts, shape: [length])
    }
    var sums = [Double](repeating: 0, count: length)
    for (position, weight) in zip(positions, weights.array) { sums[position] += weight }
    return Tensor(sums, shape: [length], dtype: weights.dtype == .float32 ? .float32 : .float64)
  }
}
