extension Tensor {
  /// Returns the elements sorted along `dim`, equal ones in their order, and where each was.
  ///
  /// NaN counts as larger than everything.
  public func sort(
    _ dim: Int = -1, descending: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let site = Site(file, line)
    let axis = axis(dim, "sort", at: site)
    let indices = order(axis, descending)
    let values = shape.isEmpty ? self : gather(axis, indices, named: "SortBackward0", at: site)
    return (values, indices)
  }

  /// Returns where the elements sorted along `dim` were.
  public func argsort(
    _ dim: Int = -1, descending: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    order(axis(dim, "argsort", at: Site(file, line)), descending)
  }

  /// Returns the `k` largest (or smallest) elements along `dim`, sorted, and where each was.
  public func topk(
    _ k: Int, _ dim: Int = -1, largest: Bool = true, file: StaticString = #filePath,
    line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let site = Site(file, line)
    let axis = axis(dim, "topk", at: site)
    guard axis < ndim, k >= 0, k <= shape[axis] else {
      fail("topk", "\(k) elements are not in dimension \(dim) of \(shape.shapeText)", at: site)
    }
    let indices = order(axis, largest).narrowed(axis, 0, k).packed
    return (gather(axis, indices, named: "TopkBackward0", at: site), indices)
  }

  /// The positions along `axis` in the order of their elements, as `int64`.
  private func order(_ axis: Int, _ descending: Bool) -> Tensor {
    guard axis < ndim, count > 0 else { return Tensor.zeros(shape, dtype: .int64) }
    let rows = alias.transpose(axis, -1)
    let length = shape[axis]
    let order =
      dtype == .int64
      ? sortedRows(rows.scalars(as: Int.self), length) { descending ? $0 > $1 : $0 < $1 }
      : sortedRows(rows.scalars(as: Double.self), length) {
        descending ? $0 > $1 || $0.isNaN && !$1.isNaN : $0 < $1 || $1.isNaN && !$0.isNaN
      }
    return Tensor(order, shape: rows.shape).transpose(axis, -1).packed
  }
}

/// For each run of `length` values, their positions in the order of `precedes`, a stable sort.
private func sortedRows<Value>(
  _ values: [Value], _ length: Int, _ precedes: (Value, Value) -> Bool
) -> [Int] {
  var result: [Int] = []
  result.reserveCapacity(values.count)
  for start in stride(from: 0, to: values.count, by: length) {
    result += (0..<length).sorted { i, j in
      precedes(values[start + i], values[start + j])
    }
  }
  return result
}

extension Tensor {
  /// Returns a copy with the order along `dim` reversed.
  public func flip(_ dim: Int, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    flip([dim], file: file, line: line)
  }

  /// Returns a copy with the order along each of `dims` reversed.
  public func flip(_ dims: [Int], file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let axes = Set(dims.map { axis($0, "flip", at: Site(file, line)) }).filter { $0 < ndim }
    let out = Tensor(uninitialized: shape, dtype)
    var (strides, offset) = (strides, offset)
    for axis in axes where count > 0 {
      offset += (shape[axis] - 1) * strides[axis]
      strides[axis] = -strides[axis]
    }
    Kernels.copy(Tensor(viewing: self, shape: shape, strides: strides, offset: offset), to: out)
    return out.recorded("FlipBackward0", self, isSmooth: true) { _, g in [g.flip(dims)] }
  }

  /// Returns the running sums along `dim`, of integers as `int64`; floats are added in double.
  public func cumsum(_ dim: Int, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let reduction = Reduction(self, [dim], true, "cumsum", Site(file, line))
    let source = dtype.isFloatingPoint ? packed : packed(as: .int64)
    let out = Tensor(uninitializedLike: source, source.dtype)
    Kernels.cumulativeSum(source, into: out, reduction.span)
    return out.recorded("CumsumBackward0", self, isSmooth: true) { _, g in
      [g.flip(dim).cumsum(dim).flip(dim)]
    }
  }

  /// Returns the matrices with 0 above diagonal `diagonal`; 0 is the main one, 1 that above it.
  public func tril(_ diagonal: Int = 0, file: StaticString = #filePath, line: UInt = #line)
    -> Tensor
  {
    triangle("tril", "TrilBackward0", Site(file, line)) { $0 .> $1 + near(diagonal) }
  }

  /// Returns the matrices with 0 below diagonal `diagonal`; 0 is the main one, 1 that above it.
  public func triu(_ diagonal: Int = 0, file: StaticString = #filePath, line: UInt = #line)
    -> Tensor
  {
    triangle("triu", "TriuBackward0", Site(file, line)) { $0 .< $1 + near(diagonal) }
  }

  /// The diagonal, or one as far outside of every matrix.
  private func near(_ diagonal: Int) -> Int {
    Swift.min(Swift.max(diagonal, -count - 1), count + 1)
  }

  private func triangle(
    _ operation: String, _ name: StaticString, _ site: Site,
    _ isZero: (_ column: Tensor, _ row: Tensor) -> Tensor
  ) -> Tensor {
    guard ndim >= 2 else {
      fail(operation, "a tensor of shape \(shape.shapeText) is no matrix", at: site)
    }
    let rows = Tensor.arange(shape[ndim - 2]).unsqueeze(1)
    let mask = isZero(Tensor.arange(shape[ndim - 1]), rows).expand(shape).packed
    let zero = Tensor.zeros([], dtype: dtype)
    return Tensor.where(mask, zero, alias).recorded(name, self, saving: [mask], isSmooth: true) {
      node, g in
      [Tensor.where(node.saved(0), Tensor.zeros([], dtype: g.dtype), g)]
    }
  }
}

/// Returns, for each class index, a row of zeros with a 1 at that class.
///
///     […] → […, classes]; `classes` is the largest index and one when left out
public func oneHot(
  _ x: Tensor, classes: Int? = nil, file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  guard !x.dtype.isFloatingPoint else {
    fail("oneHot", "class indices are integers, not \(x.dtype.name)", at: site)
  }
  let largest = x.count == 0 ? -1 : x.max().item(as: Int.self)
  let least = x.count == 0 ? 0 : x.min().item(as: Int.self)
  let count = classes ?? largest &+ 1
  guard least >= 0, largest < count else {
    fail(
      "oneHot", "the index \(least < 0 ? least : largest) is none of the \(count) classes", at: site
    )
  }
  return (x.unsqueeze(-1) .== Tensor.arange(count, file: file, line: line)).long()
}
