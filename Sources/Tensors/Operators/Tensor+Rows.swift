internal import AbacusKernels

extension Tensor {
  /// Returns e^x / Σ e^x along `dim`, computed from x less its maximum.
  public func softmax(
    _ dim: Int = -1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    normalized(ab_rows_softmax, "SoftmaxBackward0", dim, "softmax", Site(file, line))
  }

  /// Returns x - log Σ e^x along `dim`, computed from x less its maximum.
  public func logSoftmax(
    _ dim: Int = -1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    normalized(ab_rows_log_softmax, "LogSoftmaxBackward0", dim, "logSoftmax", Site(file, line))
  }

  /// Returns log Σ e^x along `dim`, computed from x less its maximum.
  public func logsumexp(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    guard dtype.isFloatingPoint else {
      return float().logsumexp(dim, keepDim: keepDim, file: file, line: line)
    }
    let reduction = Reduction(self, [dim], true, "logsumexp", site)
    let rows = rowsLast(axis(dim, "logsumexp", at: site))
    let result = Tensor(uninitialized: Array(rows.shape.dropLast()) + [1], dtype)
    if reduction.span.count == 0 { Kernels.fill(result, with: .real(-.infinity)) }
    Kernels.rows(ab_rows_logsumexp, rows, into: result, count: reduction.span.count)
    let kept = result.transposedBack(axis(dim, "logsumexp", at: site)).contiguous()
    let shaped = Tensor(
      viewing: kept,
      shape: keepDim ? reduction.keptShape : Reduction(self, [dim], false, "", site).shape,
      strides: (keepDim ? reduction.keptShape : Reduction(self, [dim], false, "", site).shape)
        .rowMajorStrides,
      offset: kept.offset)
    return shaped.recorded("LogsumexpBackward0", self, saving: [self, shaped], isSmooth: true) {
      node, g in
      [
        (node.saved(0) - node.saved(1).reshape(reduction.keptShape)).exp()
          * g.reshape(reduction.keptShape)
      ]
    }
  }

  private func normalized(
    _ op: ab_rows, _ name: StaticString, _ dim: Int, _ operation: String, _ site: Site
  ) -> Tensor {
    requireFloats(operation, at: site)
    let axis = axis(dim, operation, at: site)
    let rows = rowsLast(axis)
    let length = rows.shape.last ?? 1
    let y = Tensor(uninitializedLike: rows, dtype)
    Kernels.rows(op, rows, into: y, count: length)
    let result = y.transposedBack(axis).packed
    return result.recorded(name, self, saving: [result], isSmooth: true) { node, g in
      if isGradEnabled { return [Tensor.gradient(of: op, g, node.saved(0), axis)] }
      let y = node.saved(0).rowsLast(axis)
      let out = Tensor(uninitializedLike: y, g.dtype)
      Kernels.rowsBackward(op, g.rowsLast(axis), y, into: out, count: length)
      return [out.transposedBack(axis)]
    }
  }

  /// The gradient in recorded operations: y (g - Σ g y), or g - eʸ Σ g of the logarithm.
  private static func gradient(of op: ab_rows, _ g: Tensor, _ y: Tensor, _ axis: Int) -> Tensor {
    op == ab_rows_softmax
      ? y * (g - (g * y).sum(axis, keepDim: true)) : g - y.exp() * g.sum(axis, keepDim: true)
  }

  /// The elements with dimension `axis` last, without gaps.
  private func rowsLast(_ axis: Int) -> Tensor {
    axis >= ndim - 1 ? packed : alias.transpose(axis, -1).packed
  }

  /// Undoes `rowsLast`.
  private func transposedBack(_ axis: Int) -> Tensor {
    axis >= ndim - 1 ? self : transpose(axis, -1)
  }
}
