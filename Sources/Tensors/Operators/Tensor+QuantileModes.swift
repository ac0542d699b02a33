extension Tensor {
  /// What a quantile that lies between two elements is.
  public enum Interpolation: Sendable, CaseIterable {
    /// On the line between them.
    case linear
    /// The smaller.
    case lower
    /// The larger.
    case higher
    /// The nearer, in the middle the one at an even position.
    case nearest
    /// Halfway between them.
    case midpoint
  }

  /// Returns the value below which the part `q` of the elements lies, along `dim` or of all.
  ///
  /// It is at position q (n - 1) of the sorted elements. NaN if there is one. As `torch.quantile`.
  ///
  /// - Precondition: The elements are floats; `q` is between 0 and 1.
  public func quantile(
    _ q: Double, _ dim: Int? = nil, keepDim: Bool = false, interpolation: Interpolation = .linear,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    return quantiles([q], dim, keepDim, interpolation, "quantile", site).squeeze(0)
  }

  /// Returns the quantiles for several `q` along a new dimension in front.
  public func quantile(
    _ q: [Double], _ dim: Int? = nil, keepDim: Bool = false,
    interpolation: Interpolation = .linear, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    quantiles(q, dim, keepDim, interpolation, "quantile", Site(file, line))
  }

  /// Returns the quantiles for the elements of the vector or number `q`, in front of the others.
  public func quantile(
    _ q: Tensor, _ dim: Int? = nil, keepDim: Bool = false, interpolation: Interpolation = .linear,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    guard q.ndim <= 1 else {
      fail("quantile", "q of shape \(q.shape.shapeText) is no vector", at: site)
    }
    let found = quantiles(q.array, dim, keepDim, interpolation, "quantile", site)
    return q.ndim == 0 ? found.squeeze(0) : found
  }

  /// Returns the quantile of the elements that are not NaN, as `torch.nanquantile`.
  public func nanquantile(
    _ q: Double, _ dim: Int? = nil, keepDim: Bool = false, interpolation: Interpolation = .linear,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    return quantiles([q], dim, keepDim, interpolation, "nanquantile", site).squeeze(0)
  }

  /// The quantiles in front of the other dimensions.
  private func quantiles(
    _ q: [Double], _ dim: Int?, _ keepDim: Bool, _ interpolation: Interpolation,
    _ operation: String, _ site: Site
  ) -> Tensor {
    requireFloats(operation, at: site)
    guard !q.isEmpty, count > 0, q.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      let wrong = q.first { !($0 >= 0 && $0 <= 1) }.map { "\($0)" } ?? "\(q)"
      fail(operation, "there is no quantile \(wrong) of shape \(shape.shapeText)", at: site)
    }
    guard let dim, ndim > 0 else {
      let all = reshape(-1).quantiles(q, 0, false, interpolation, operation, site)
      return keepDim ? all.reshape([q.count] + shape.map { _ in 1 }) : all
    }
    let axis = axis(dim, operation, at: site)
    let sorted = sort(axis).values
    let isNaN = sorted.detach().isnan()
    let present = isNaN.logicalNot().sum(axis, keepDim: true)
    let isStrict = operation == "quantile"
    let length = isStrict ? Tensor.full(like: present, shape[axis]) : present
    // NaN sorts last.
    let last = sorted.narrow(axis, shape[axis] - 1, 1)
    let found = q.map { q in
      let value = sorted.interpolated(q, length, axis, interpolation)
      return isStrict ? Tensor.where(last.isnan(), last, value) : value
    }
    return Tensor.cat(
      found.map { (keepDim ? $0 : $0.squeeze(axis)).unsqueeze(0) })
  }

  /// The element of this sorted tensor at position q (length - 1) along `axis`.
  private func interpolated(
    _ q: Double, _ length: Tensor, _ axis: Int, _ interpolation: Interpolation
  ) -> Tensor {
    let place = ((length - 1).double() * q).clamp(min: 0)
    let (low, high) = (place.floor(), place.ceil())
    let element = { (place: Tensor) in self.gather(axis, place.long()) }
    switch interpolation {
    case .lower: return element(low)
    case .higher: return element(high)
    case .nearest: return element(place.round())
    case .midpoint, .linear:
      let weight = interpolation == .midpoint ? Tensor.full(like: low, 0.5) : place - low
      let (a, b) = (element(low), element(high))
      return Tensor.where(low .== high, a, a + (b - a) * weight.to(dtype))
    }
  }
}

extension Tensor {
  /// Returns the sum of the elements that are not NaN, in all or along `dim`.
  public func nansum(
    _ dim: Int? = nil, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let dims = dim.map { [$0] } ?? Array(shape.indices)
    return maskedFill(isnan(), 0).sum(dims, keepDim: keepDim, file: file, line: line)
  }

  /// Returns the mean of the elements that are not NaN, in all or along `dim`.
  public func nanmean(
    _ dim: Int? = nil, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    requireFloats("nanmean", at: Site(file, line))
    let dims = dim.map { [$0] } ?? Array(shape.indices)
    let present = isnan().logicalNot().sum(dims, keepDim: keepDim, file: file, line: line)
    return nansum(dim, keepDim: keepDim, file: file, line: line) / present
  }

  /// Returns the median of the elements that are not NaN, of an even number the lower one.
  public func nanmedian(
    _ dim: Int? = nil, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    nanquantile(0.5, dim, keepDim: keepDim, interpolation: .lower, file: file, line: line)
  }
}
