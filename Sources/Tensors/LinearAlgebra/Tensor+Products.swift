extension Tensor {
  /// Returns the sum of the products of two vectors' elements, as `torch.dot`: [n] · [n] → [].
  public func dot(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let site = Site(file, line)
    require([1, 1], with: other, "dot", "both vectors", site)
    guard shape == other.shape else {
      fail("dot", "the vectors have \(count) and \(other.count) elements", at: site)
    }
    return matmul(other, file: file, line: line)
  }

  /// Returns the product of a matrix and a vector, as `torch.mv`: [m, n] · [n] → [m].
  public func mv(_ vector: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    require([2, 1], with: vector, "mv", "a matrix and a vector", Site(file, line))
    return matmul(vector, file: file, line: line)
  }

  /// Returns the products of two batches of matrices, as `torch.bmm`.
  ///
  ///     [b, m, k] · [b, k, n] → [b, m, n]; nothing broadcasts
  public func bmm(_ other: Tensor, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let site = Site(file, line)
    require([3, 3], with: other, "bmm", "both batches of matrices", site)
    guard shape[0] == other.shape[0] else {
      fail("bmm", "the batches have \(shape[0]) and \(other.shape[0]) matrices", at: site)
    }
    return matmul(other, file: file, line: line)
  }

  /// Returns β · self + α · a · b for matrices, as `torch.addmm`; self broadcasts to [m, n].
  public func addmm(
    _ a: Tensor, _ b: Tensor, beta: Double = 1, alpha: Double = 1,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    a.require([2, 2], with: b, "addmm", "both matrices", Site(file, line))
    return sum(beta, alpha, a.mm(b, file: file, line: line), "addmm", Site(file, line))
  }

  /// Returns β · self + α · a · b for batches of matrices, as `torch.baddbmm`.
  public func baddbmm(
    _ a: Tensor, _ b: Tensor, beta: Double = 1, alpha: Double = 1,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    sum(beta, alpha, a.bmm(b, file: file, line: line), "baddbmm", Site(file, line))
  }

  /// β · self + α · product, in the shape of the product; with β = 0 this tensor does not count.
  private func sum(
    _ beta: Double, _ alpha: Double, _ product: Tensor, _ operation: String, _ site: Site
  ) -> Tensor {
    guard Tensor.broadcast(shape, product.shape, operation, at: site) == product.shape else {
      fail(
        operation,
        "a tensor of shape \(shape.shapeText) does not broadcast to the product's"
          + " \(product.shape.shapeText)", at: site)
    }
    let scaled = alpha == 1 ? product : product * alpha
    if beta == 0 { return scaled }
    return (beta == 1 ? self : self * beta) + scaled
  }

  private func require(
    _ ranks: [Int], with other: Tensor, _ operation: String, _ wanted: String, _ site: Site
  ) {
    guard [ndim, other.ndim] == ranks else {
      fail(
        operation, "\(shape.shapeText) and \(other.shape.shapeText) are not \(wanted)", at: site)
    }
  }
}

extension Tensor {
  /// Returns the Kronecker product, as `torch.kron`: [m, n], [p, q] → [m·p, n·q].
  ///
  /// Each element of this tensor is replaced by that element times `other`.
  public func kron(_ other: Tensor) -> Tensor {
    let rank = Swift.max(ndim, other.ndim)
    let m = [Int](repeating: 1, count: rank - ndim) + shape
    let n = [Int](repeating: 1, count: rank - other.ndim) + other.shape
    let product = reshape(m.flatMap { [$0, 1] }) * other.reshape(n.flatMap { [1, $0] })
    return product.reshape(zip(m, n).map { $0 * $1 })
  }

  /// Returns the sums of products over the last `dims` dimensions of this tensor and the first of
  /// `other`, as `torch.tensordot`.
  public func tensordot(
    _ other: Tensor, dims: Int = 2, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard dims >= 0, dims <= ndim, dims <= other.ndim else {
      fail(
        "tensordot",
        "there are no \(dims) dimensions to sum over in both \(shape.shapeText) and"
          + " \(other.shape.shapeText)", at: Site(file, line))
    }
    return tensordot(
      other, dims: Array(ndim - dims..<ndim), Array(0..<dims), file: file, line: line)
  }

  /// Returns the sums of products over dimensions `dims` of this tensor and `others` of `other`.
  ///
  /// The result has the dimensions left of this tensor, then those of `other`.
  public func tensordot(
    _ other: Tensor, dims: [Int], _ others: [Int], file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let a = dims.map { axis($0, "tensordot", at: site) }
    let b = others.map { other.axis($0, "tensordot", at: site) }
    guard a.allSatisfy({ $0 < ndim }), b.allSatisfy({ $0 < other.ndim }),
      a.map({ shape[$0] }) == b.map({ other.shape[$0] }),
      Set(a).count == a.count, Set(b).count == b.count
    else {
      fail(
        "tensordot",
        "dimensions \(dims.shapeText) of \(shape.shapeText) and \(others.shapeText) of"
          + " \(other.shape.shapeText) do not have the same sizes", at: site)
    }
    let left = shape.indices.filter { !a.contains($0) }
    let right = other.shape.indices.filter { !b.contains($0) }
    let inner = a.reduce(1) { $0 * shape[$1] }
    let (rows, columns) = (left.map { shape[$0] }, right.map { other.shape[$0] })
    let m = permute(left + a).reshape(rows.reduce(1, *), inner)
    let n = other.permute(b + right).reshape(inner, columns.reduce(1, *))
    return m.matmul(n).reshape(rows + columns)
  }

  /// Returns the cross products of vectors of 3 elements along `dim`, as `torch.linalg.cross`.
  public func cross(
    _ other: Tensor, _ dim: Int = -1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let both = Tensor.broadcast(shape, other.shape, "cross", at: site)
    let (x, y) = (expand(both), other.expand(both))
    let axis = x.axis(dim, "cross", at: site)
    guard axis < both.count, both[axis] == 3 else {
      fail("cross", "dimension \(dim) of \(both.shapeText) does not have 3 elements", at: site)
    }
    let ahead = { (tensor: Tensor) in tensor.roll(-1, axis) }
    return ahead(x * ahead(y) - ahead(x) * y)
  }

  /// Returns the distance of each row of this tensor from each of `other`, as `torch.cdist`.
  ///
  ///     […, m, k], […, n, k] → […, m, n]; the `p`-norm of the differences
  public func cdist(
    _ other: Tensor, p: Double = 2, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard ndim >= 2, other.ndim >= 2, shape.last == other.shape.last else {
      fail(
        "cdist",
        "\(shape.shapeText) and \(other.shape.shapeText) are not rows of equally many columns",
        at: Site(file, line))
    }
    let difference = unsqueeze(-2).sub(other.unsqueeze(-3), file: file, line: line)
    return difference.norm(p, -1, file: file, line: line)
  }
}
