extension Tensor {
  /// Returns the elements moved `shift` places on along `dim`, those at the end coming in in front.
  ///
  /// Without `dim` the elements are taken in row-major order. As `torch.roll`.
  public func roll(
    _ shift: Int, _ dim: Int? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard let dim else {
      return reshape(-1).roll([shift], [0], file: file, line: line).reshape(shape)
    }
    return roll([shift], [dim], file: file, line: line)
  }

  /// Returns the elements moved by each of `shifts` along the dimension of `dims` at its place.
  public func roll(
    _ shifts: [Int], _ dims: [Int], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let axes = dims.map { axis($0, "roll", at: site) }
    guard shifts.count == dims.count, axes.allSatisfy({ $0 < ndim }) else {
      fail(
        "roll",
        "\(shifts.count) shifts and \(dims.count) dimensions do not go together for shape"
          + " \(shape.shapeText)", at: site)
    }
    let rolled = zip(shifts, axes).reduce(alias) { $0.rolled($1.0, $1.1) }
    return (axes.isEmpty ? rolled.clone() : rolled).recorded("RollBackward0", self, isSmooth: true)
    { _, g in
      [g.roll(shifts.map { 0 &- $0 }, dims)]
    }
  }

  private func rolled(_ shift: Int, _ axis: Int) -> Tensor {
    let extent = shape[axis]
    guard extent > 0 else { return clone() }
    let start = ((shift % extent) + extent) % extent
    let out = Tensor(uninitialized: shape, dtype)
    Kernels.copy(narrowed(axis, 0, extent - start), to: out.narrowed(axis, start, extent - start))
    Kernels.copy(narrowed(axis, extent - start, start), to: out.narrowed(axis, 0, start))
    return out
  }

  /// Returns the tensor set side by side `counts` times along each dimension, as `torch.Tensor.repeat`.
  ///
  ///     [m, n].repeat(a, b) → [a·m, b·n]; counts beyond the dimensions are for new ones in front
  public func `repeat`(
    _ counts: [Int], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard counts.count >= ndim, counts.allSatisfy({ $0 >= 0 }) else {
      fail(
        "repeat",
        "\(counts.shapeText) is not one count of 0 or more for each dimension of"
          + " \(shape.shapeText)", at: Site(file, line))
    }
    let original = shape
    let full = [Int](repeating: 1, count: counts.count - ndim) + shape
    let once = full.flatMap { [1, $0] }
    let spread = zip(counts, full).flatMap { [$0, $1] }
    let wanted = zip(counts, full).map { $0.multipliedReportingOverflow(by: $1) }
    _ = Tensor.extent(
      of: wanted.map { $0.overflow ? .max : $0.partialValue }, dtype, at: Site(file, line))
    let out = alias.reshape(once).expand(spread, file: file, line: line).clone()
      .reshape(wanted.map(\.partialValue), file: file, line: line)
    return out.recorded("RepeatBackward0", self, isSmooth: true) { _, g in
      let axes = Array(stride(from: 0, to: spread.count, by: 2))
      return [g.reshape(spread).sum(axes).reshape(original)]
    }
  }

  /// Returns the tensor set side by side `counts` times along each dimension, as `torch.Tensor.repeat`.
  public func `repeat`(
    _ counts: Int..., file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    self.repeat(counts, file: file, line: line)
  }

  /// Returns at most `count` views of ⌈extent / count⌉ positions each along `dim`.
  ///
  /// The last may be shorter. As `torch.chunk`.
  public func chunk(
    _ count: Int, dim: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) -> [Tensor] {
    let site = Site(file, line)
    let axis = axis(dim, "chunk", at: site)
    guard axis < ndim, count > 0 else {
      fail("chunk", "shape \(shape.shapeText) cannot be cut into \(count) chunks", at: site)
    }
    let extent = shape[axis]
    Tensor.requireMemory(for: extent > 0 ? 0 : count, at: site)
    guard extent > 0 else { return (0..<count).map { _ in narrow(axis, 0, 0) } }
    return split((extent - 1) / count + 1, dim: axis, file: file, line: line)
  }
}
