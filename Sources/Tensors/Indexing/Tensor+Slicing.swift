extension Tensor {
  /// Returns position `position` of dimension `dim`, which goes; a view that shares memory.
  public func select(
    _ dim: Int, _ position: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    return select(axis(dim, "select", at: site), position, "select", site)
  }

  /// Returns `length` positions of dimension `dim` from `start` on; a view that shares memory.
  public func narrow(
    _ dim: Int, _ start: Int, _ length: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let axis = axis(dim, "narrow", at: site)
    guard axis < ndim, start >= 0, length >= 0, start <= shape[axis],
      length <= shape[axis] - start
    else {
      fail(
        "narrow",
        "\(length) positions from \(start) on are not in dimension \(dim) of shape"
          + " \(shape.shapeText)", at: site)
    }
    return slice(axis, start, start + length, 1, site)
  }

  func select(
    _ axis: Int, _ position: Int, _ operation: String, _ site: Site,
    named name: StaticString = "SelectBackward0"
  ) -> Tensor {
    guard axis < ndim, position >= -shape[axis], position < shape[axis] else {
      let size = axis < ndim ? shape[axis] : 0
      fail(
        operation, "index \(position) is out of bounds for dimension \(axis) with size \(size)",
        at: site)
    }
    let place = position < 0 ? position + shape[axis] : position
    let original = shape
    var (shape, strides) = (shape, strides)
    shape.remove(at: axis)
    let step = strides.remove(at: axis)
    return Tensor(viewing: self, shape: shape, strides: strides, offset: offset + place * step)
      .recorded(name, self, isSmooth: true) { _, g in
        [g.spread(over: original) { $0.select(axis, place) }]
      }
  }

  /// Python's `start:end:step` along `axis`: bounds count from the end when negative, and are
  /// limited to the extent.
  func slice(
    _ axis: Int, _ start: Int?, _ end: Int?, _ step: Int, _ site: Site,
    named name: StaticString = "SliceBackward0"
  ) -> Tensor {
    guard axis < ndim, step > 0 else {
      let fact = step > 0 ? "there is no dimension \(axis)" : "a step of \(step) is not above 0"
      fail("subscript", "\(fact) in a slice of shape \(shape.shapeText)", at: site)
    }
    let extent = shape[axis]
    let bound = { (value: Int) in
      Swift.min(Swift.max(value < 0 ? value + extent : value, 0), extent)
    }
    let first = bound(start ?? 0)
    let covered = Swift.max(bound(end ?? extent) - first, 0)
    let length = covered == 0 ? 0 : (covered - 1) / step + 1
    let original = shape
    var (shape, strides) = (shape, strides)
    let offset = offset + first * strides[axis]
    shape[axis] = length
    // Of a single position the step does not matter, and may be huge.
    strides[axis] = strides[axis] &* step
    return Tensor(viewing: self, shape: shape, strides: strides, offset: offset)
      .recorded(name, self, isSmooth: true) { _, g in
        [g.spread(over: original) { $0.slice(axis, start, end, step, site) }]
      }
  }

  /// Returns views of `size` positions each along `dim`; the last may be shorter.
  public func split(
    _ size: Int, dim: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) -> [Tensor] {
    let site = Site(file, line)
    let axis = axis(dim, "split", at: site)
    guard axis < ndim, size > 0 else {
      fail("split", "pieces of size \(size) are not in shape \(shape.shapeText)", at: site)
    }
    return stride(from: 0, to: shape[axis], by: size).map { start in
      slice(axis, start, start + size, 1, site, named: "SplitBackward0")
    }
  }

  /// Returns the slices along `dim`, each without that dimension.
  public func unbind(
    _ dim: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) -> [Tensor] {
    let site = Site(file, line)
    let axis = axis(dim, "unbind", at: site)
    guard axis < ndim else { fail("unbind", "a tensor without dimensions has no slices", at: site) }
    return (0..<shape[axis]).map { select(axis, $0, "unbind", site, named: "UnbindBackward0") }
  }
}
