internal import AbacusKernels

extension Tensor {
  /// Returns the elements of `a` where `condition` holds, else those of `b`; all three broadcast.
  public static func `where`(
    _ condition: Tensor, _ a: Tensor, _ b: Tensor, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let type = resultType(a, b)
    let inner = broadcast(a.shape, b.shape, "where", at: site)
    let shape = broadcast(condition.shape, inner, "where", at: site)
    let choice = condition.packed(as: .bool).expand(shape).packed
    let (x, y) = (a.to(type).expand(shape), b.to(type).expand(shape))
    let out = Tensor(uninitialized: shape, type)
    Kernels.select(choice, x.packed, y.packed, into: out)
    return out.recorded("WhereBackward0", x, y, saving: [choice], isSmooth: true) { node, g in
      let choice = node.saved(0)
      let none = Tensor.zeros(like: g)
      return [
        node.wants(0) ? Tensor.where(choice, g, none) : nil,
        node.wants(1) ? Tensor.where(choice, none, g) : nil,
      ]
    }
  }

  /// Returns a tensor with `value` where `mask` holds.
  public func maskedFill(
    _ mask: Tensor, _ value: some TensorScalar, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let filled = Tensor.where(
      mask, Tensor(number: value.number, dtype), detach(), file: file, line: line)
    let saved = mask.packed(as: .bool)
    let original = shape
    return filled.recorded("MaskedFillBackward0", self, saving: [saved], isSmooth: true) {
      node, g in
      [Tensor.where(node.saved(0), Tensor.zeros(like: g), g).sum(to: original)]
    }
  }

  /// Returns the tensors joined along dimension `dim`, as `torch.cat`.
  ///
  /// Vectors without elements are left out, so that a loop can start from `Tensor.empty(0)`.
  public static func cat(
    _ tensors: [Tensor], dim: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let filled = tensors.filter { $0.shape != [0] }
    let joined = filled.isEmpty ? tensors : filled
    guard let first = joined.first else { fail("cat", "there are no tensors to join", at: site) }
    let axis = first.axis(dim, "cat", at: site)
    let type = tensors.reduce(first.dtype) { $0.promoted(with: $1.dtype) }
    for tensor in joined {
      let differs =
        tensor.ndim != first.ndim
        || tensor.shape.indices.contains { $0 != axis && tensor.shape[$0] != first.shape[$0] }
      guard !first.shape.isEmpty, !differs else {
        fail(
          "cat",
          "the shapes \(first.shape.shapeText) and \(tensor.shape.shapeText) do not join along"
            + " dimension \(dim)", at: site)
      }
    }
    var shape = first.shape
    shape[axis] = joined.reduce(0) { $0 + $1.shape[axis] }
    let parts = joined.map { $0.to(type) }
    let out = Tensor(uninitialized: shape, type)
    var starts: [Int] = []
    var start = 0
    for part in parts {
      Kernels.copy(part, to: out.narrowed(axis, start, part.shape[axis]))
      starts.append(start)
      start += part.shape[axis]
    }
    let extents = parts.map { $0.shape[axis] }
    return out.recorded("CatBackward0", of: parts, isSmooth: true) { [starts] node, g in
      zip(starts, extents).map { g.narrow(axis, $0, $1) }
    }
  }

  /// Returns the tensors, all of one shape, along a new dimension `dim`, as `torch.stack`.
  public static func stack(
    _ tensors: [Tensor], dim: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    for tensor in tensors where tensor.shape != tensors[0].shape {
      fail(
        "stack", "the shapes \(tensors[0].shape.shapeText) and \(tensor.shape.shapeText) differ",
        at: Site(file, line))
    }
    let parts = tensors.map { $0.alias.unsqueeze(dim, file: file, line: line) }
    let out = cat(parts, dim: dim, file: file, line: line)
    let types = tensors.map(\.dtype)
    return out.recorded("StackBackward0", of: tensors, isSmooth: true) { _, g in
      zip(g.unbind(dim), types).map { $0.to($1) }
    }
  }

  /// The part of dimension `axis` that starts at `start`, sharing memory, recorded by nobody.
  func narrowed(_ axis: Int, _ start: Int, _ length: Int) -> Tensor {
    var shape = shape
    shape[axis] = length
    return Tensor(
      viewing: self, shape: shape, strides: strides, offset: offset + start * strides[axis])
  }
}

extension Tensor {
  /// Returns, along `dim`, the elements at the positions `index` says.
  ///
  ///     out[i][j] = self[index[i][j]][j] for dim 0, self[i][index[i][j]] for dim 1, …
  ///
  /// - Precondition: `index` has as many dimensions, is nowhere longer but along `dim`, and its
  ///   elements are positions along `dim`.
  public func gather(
    _ dim: Int, _ index: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    gather(
      axis(dim, "gather", at: Site(file, line)), index, named: "GatherBackward0",
      at: Site(file, line))
  }

  func gather(_ axis: Int, _ index: Tensor, named name: StaticString, at site: Site) -> Tensor {
    let fits =
      index.ndim == ndim
      && index.shape.indices.allSatisfy { $0 == axis || index.shape[$0] <= shape[$0] }
    guard fits else {
      fail(
        "gather",
        "an index of shape \(index.shape.shapeText) does not fit a tensor of shape"
          + " \(shape.shapeText) along dimension \(axis)", at: site)
    }
    let places = places(along: axis, index, site)
    let out = Tensor(uninitialized: index.shape, dtype)
    Kernels.gatherRows(packed, places, into: out, width: 1)
    let original = shape
    return out.recorded(name, self, isSmooth: true) { _, g in
      let sum = Tensor.zeros(original, dtype: g.dtype)
      Kernels.scatterRows(g.packed, places, into: sum, width: 1, adding: true)
      return [
        sum.recorded("GatherBackward0Backward0", g, isSmooth: true) { _, g in
          [g.gather(axis, index, named: "GatherBackward0", at: site)]
        }
      ]
    }
  }

  /// The flat positions in a contiguous tensor that `index` means along `axis`.
  func places(
    along axis: Int, _ index: Tensor, _ site: Site, _ operation: String = "gather"
  ) -> [Int64] {
    guard index.count > 0 else { return [] }
    let extent = shape.isEmpty ? 1 : shape[axis]
    var strides = shape.rowMajorStrides
    let step = strides.isEmpty ? 1 : strides[axis]
    if !strides.isEmpty { strides[axis] = 0 }
    let places = Kernels.places(index.packed(as: .int64), strides, extent: extent, step: step)
    guard places.count == index.count else {
      let chosen = index.scalars(as: Int.self)[places.count]
      fail(
        operation, "index \(chosen) is out of bounds for dimension \(axis) with size \(extent)",
        at: site)
    }
    return places
  }

  /// Returns the slices along `dim` at the positions in `index`, as `torch.index_select`.
  public func indexSelect(
    _ dim: Int, _ index: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let axis = axis(dim, "indexSelect", at: site)
    guard ndim > 0, index.ndim == 1, !index.dtype.isFloatingPoint else {
      fail("indexSelect", "it needs a vector of integers and a tensor with dimensions", at: site)
    }
    return picked([.init(axis: axis, index: index)], "IndexSelectBackward0", "indexSelect", site)
  }
}
