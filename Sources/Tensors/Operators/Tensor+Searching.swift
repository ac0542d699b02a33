extension Tensor {
  /// Numbers in the order of the elements: the elements, or their ranks where doubles lack digits.
  var orderKeys: [Double] {
    let isLong = dtype == .int64 && scalars(as: Int.self).contains { $0.magnitude > 1 << 53 }
    return isLong ? detach().uniqueInverse().inverse.array : array
  }

  /// Returns, for each of `values`, the position in this ascending tensor before which it belongs,
  /// as `torch.searchsorted`.
  ///
  ///     right: false   self[i - 1] < v ≤ self[i]
  ///     right: true    self[i - 1] ≤ v < self[i]
  ///
  /// Of a vector all values are looked up; otherwise the leading dimensions are the same, and each row
  /// of values is looked up in its row. O(log n) a value.
  public func searchsorted(
    _ values: Tensor, right: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard ndim == 1 || ndim > 1 && shape.dropLast() == values.shape.dropLast() else {
      fail(
        "searchsorted",
        "values of shape \(values.shape.shapeText) cannot be looked up in rows of shape"
          + " \(shape.shapeText): all dimensions but the last must agree", at: Site(file, line))
    }
    let all = Tensor.cat([detach().reshape(-1), values.detach().reshape(-1)]).orderKeys
    let (rows, wanted, length) = (all[..<count], all[count...], shape[ndim - 1])
    let width = ndim == 1 ? Swift.max(wanted.count, 1) : Swift.max(values.shape[ndim - 1], 1)
    let places = wanted.enumerated().map { index, value in
      var (low, high) = (index / width * length, index / width * length + length)
      while low < high {
        let middle = (low + high) / 2
        // Put so that NaN belongs at the end.
        let isBefore = right ? !(value < rows[middle]) : !(rows[middle] >= value)
        if isBefore { low = middle + 1 } else { high = middle }
      }
      return low - index / width * length
    }
    return Tensor(places, shape: values.shape)
  }

  /// Returns the number of the interval between the ascending `boundaries` in which each element
  /// lies, as `torch.bucketize`; with `right`, a boundary belongs to the interval above it.
  public func bucketize(
    _ boundaries: Tensor, right: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard boundaries.ndim == 1 else {
      fail(
        "bucketize", "boundaries of shape \(boundaries.shape.shapeText) are no vector",
        at: Site(file, line))
    }
    return boundaries.searchsorted(self, right: right, file: file, line: line)
  }

  /// Returns how many elements lie in each of `bins` equal intervals from `min` to `max`, as
  /// `torch.histc`.
  ///
  /// The last interval includes `max`; what lies outside does not count. When both are 0 the smallest
  /// and largest element are taken.
  public func histc(
    bins: Int = 100, min: Double = 0, max: Double = 0, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireFloats("histc", at: site)
    let values = array
    var (low, high) = (min, max)
    if low == 0, high == 0 { (low, high) = (values.min() ?? 0, values.max() ?? 0) }
    if low == high { (low, high) = (low - 1, high + 1) }
    guard bins > 0, low < high, low.isFinite, high.isFinite else {
      fail("histc", "there are no \(bins) intervals from \(low) to \(high)", at: site)
    }
    Tensor.requireMemory(for: bins, at: site)
    var counts = [Double](repeating: 0, count: bins)
    for value in values where value >= low && value <= high {
      counts[Swift.min(Int((value - low) / (high - low) * Double(bins)), bins - 1)] += 1
    }
    return Tensor(counts, shape: [bins], dtype: dtype)
  }

  /// Returns the `k`-th smallest elements along `dim`, from 1, and where each is, as
  /// `torch.kthvalue`.
  public func kthvalue(
    _ k: Int, _ dim: Int = -1, keepDim: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let site = Site(file, line)
    let axis = axis(dim, "kthvalue", at: site)
    guard axis < ndim, k >= 1, k <= shape[axis] else {
      fail(
        "kthvalue", "there is no element \(k) in dimension \(dim) of \(shape.shapeText)", at: site)
    }
    let place = argsort(axis, file: file, line: line).narrow(axis, k - 1, 1).contiguous()
    return picked(place, axis, keepDim, "KthvalueBackward0", site)
  }

  /// Returns the most frequent elements along `dim`, of several the smallest, and where the last of
  /// each is, as `torch.mode`.
  public func mode(
    _ dim: Int = -1, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let site = Site(file, line)
    let axis = axis(dim, "mode", at: site)
    guard axis < ndim, shape[axis] > 0 else {
      fail("mode", "there are no elements along \(dim) in \(shape.shapeText)", at: site)
    }
    let length = shape[axis]
    let order = argsort(axis, file: file, line: line)
    let sorted = detach().gather(axis, order).transpose(axis, -1).orderKeys
    let origins = order.transpose(axis, -1).scalars(as: Int.self)
    let places = stride(from: 0, to: count, by: length).map { start in
      origins[Tensor.endOfLongestRun(sorted, start..<start + length)]
    }
    var kept = transpose(axis, -1).shape
    kept[ndim - 1] = 1
    let place = Tensor(places, shape: kept).transpose(axis, -1).contiguous()
    return picked(place, axis, keepDim, "ModeBackward0", site)
  }

  /// The last position of the longest run of equal values, of several the first run.
  private static func endOfLongestRun(_ values: [Double], _ range: Range<Int>) -> Int {
    var (best, longest, run) = (range.lowerBound, 1, 1)
    for place in range.dropFirst() {
      run = values[place] == values[place - 1] ? run + 1 : 1
      if run > longest { (best, longest) = (place, run) }
    }
    return best
  }

  private func picked(
    _ place: Tensor, _ axis: Int, _ keepDim: Bool, _ name: StaticString, _ site: Site
  ) -> (values: Tensor, indices: Tensor) {
    let values = gather(axis, place, named: name, at: site)
    return keepDim ? (values, place) : (values.squeeze(axis), place.squeeze(axis))
  }
}
