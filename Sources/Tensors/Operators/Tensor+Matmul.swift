extension Tensor {
  /// Returns the matrix product.
  ///
  ///     [n] · [n] → []          [m, k] · [k] → [m]        [k] · [k, n] → [n]
  ///     […, m, k] · […, k, n] → […, m, n]; the leading dimensions broadcast
  ///
  /// Gradients for an incoming `g`: `g · otherᵀ` to this tensor and `selfᵀ · g` to `other`.
  ///
  /// - Complexity: O(*m* · *k* · *n*) multiply-adds for each matrix; transposed views are not copied.
  public func matmul(
    _ other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    guard ndim > 0, other.ndim > 0 else {
      fail("matmul", "a number without dimensions is no matrix; use *", at: site)
    }
    let (inner, otherInner) = (shape[ndim - 1], other.shape[Swift.max(other.ndim - 2, 0)])
    guard inner == otherInner else {
      fail(
        "matmul",
        "cannot multiply \(shape.shapeText) by \(other.shape.shapeText): the inner"
          + " dimensions \(inner) and \(otherInner) differ", at: site)
    }
    let type = Tensor.resultType(self, other)
    guard type.isFloatingPoint else {
      return to(.float64).matmul(other.to(.float64)).to(type)
    }
    let (a, b) = (to(type), other.to(type))
    switch (ndim, other.ndim) {
    case (2, 2): return a.product(b, "MmBackward0")
    case (1, 1): return a.unsqueeze(0).product(b.unsqueeze(1), "DotBackward0", as: [])
    case (2, 1): return a.product(b.unsqueeze(1), "MvBackward0", as: [shape[0]])
    case (1, 2): return a.unsqueeze(0).product(b, "MmBackward0").squeeze(0)
    default: return a.batchProduct(b, site)
    }
  }

  /// Returns the matrix product of two matrices, as `torch.mm`.
  public func mm(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    guard ndim == 2, other.ndim == 2 else {
      fail(
        "mm", "\(shape.shapeText) and \(other.shape.shapeText) are not both matrices",
        at: Site(file, line))
    }
    return matmul(other, file: file, line: line)
  }

  /// [m, k] · [k, n] → [m, n], or its elements in another `shape`, of one float type.
  private func product(
    _ other: Tensor, _ name: StaticString, as outer: [Int]? = nil
  ) -> Tensor {
    let matrix = [shape[0], other.shape[1]]
    let result = Tensor(uninitialized: outer ?? matrix, dtype)
    Kernels.product(Matrix(self), Matrix(other), into: result)
    return result.recorded(name, self, other, saving: [self, other], isSmooth: true) { node, g in
      let g = outer == nil ? g : g.reshape(matrix)
      return [
        node.wants(0) ? g.times(node.saved(1).t()) : nil,
        node.wants(1) ? node.saved(0).t().times(g) : nil,
      ]
    }
  }

  /// The product of two matrices in a derivative.
  func times(_ other: Tensor) -> Tensor {
    if isRecorded || other.isRecorded { return matmul(other) }
    let result = Tensor(uninitialized: [shape[0], other.shape[1]], dtype)
    Kernels.product(Matrix(self), Matrix(other), into: result)
    return result
  }

  private func batchProduct(_ other: Tensor, _ site: Site) -> Tensor {
    if other.ndim == 1 { return batchProduct(other.unsqueeze(1), site).squeeze(-1) }
    if ndim == 1 { return unsqueeze(0).batchProduct(other, site).squeeze(-2) }
    let batch = Tensor.broadcast(
      Array(shape.dropLast(2)), Array(other.shape.dropLast(2)), "matmul", at: site)
    let a = expand(batch + shape.suffix(2)), b = other.expand(batch + other.shape.suffix(2))
    let result = Tensor.batched(a, b)
    return result.recorded("BmmBackward0", a, b, saving: [a, b], isSmooth: true) { node, g in
      [
        node.wants(0) ? g.batchTimes(node.saved(1).transpose(-1, -2)) : nil,
        node.wants(1) ? node.saved(0).transpose(-1, -2).batchTimes(g) : nil,
      ]
    }
  }

  /// The product of as many matrices in a derivative.
  private func batchTimes(_ other: Tensor) -> Tensor {
    isRecorded || other.isRecorded ? matmul(other) : Tensor.batched(self, other)
  }

  /// […, m, k] · […, k, n] → […, m, n] for equal leading dimensions, recorded by nobody.
  private static func batched(_ a: Tensor, _ b: Tensor) -> Tensor {
    let shape = Array(a.shape.dropLast()) + b.shape.suffix(1)
    let result = Tensor(uninitialized: shape, a.dtype)
    let size = result.shape.suffix(2).reduce(1, *)
    guard size > 0 else { return result }
    let batch = Array(shape.dropLast(2))
    let grain = Swift.max(1, Kernels.leastShared / (2 * size * Swift.max(1, a.shape[a.ndim - 1])))
    Parallel.ranges(result.count / size, grain: grain) { range in
      for position in range {
        let index = batch.index(at: position)
        Kernels.product(
          Matrix(a, at: index), Matrix(b, at: index), into: result, at: position * size)
      }
    }
    return result
  }
}

extension Matrix {
  /// The last two dimensions of `tensor` where the leading ones are `index`.
  fileprivate init(_ tensor: Tensor, at index: [Int]) {
    self.init(tensor)
    start = zip(index, tensor.strides).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension Array<Int> {
  /// Makes this index the next one in `shape`, in row-major order.
  mutating func advance(in shape: [Int]) {
    for axis in indices.reversed() {
      self[axis] += 1
      if self[axis] < shape[axis] { return }
      self[axis] = 0
    }
  }

  /// The index of element `position` in a tensor of this shape, in row-major order.
  fileprivate func index(at position: Int) -> [Int] {
    var index = self
    var rest = position
    for axis in indices.reversed() {
      (rest, index[axis]) = rest.quotientAndRemainder(dividingBy: self[axis])
    }
    return index
  }
}
