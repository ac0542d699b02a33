extension Tensor {
  /// Returns whether any element along `dim` is not 0.
  public func any(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    any([dim], keepDim: keepDim, file: file, line: line)
  }

  /// Returns whether no element along `dim` is 0.
  public func all(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    all([dim], keepDim: keepDim, file: file, line: line)
  }

  /// Returns whether any element along the dimensions `dims` is not 0.
  public func any(
    _ dims: [Int], keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let reduction = Reduction(self, dims, keepDim, "any", Site(file, line))
    return reduction.sum(of: packed(as: .bool)) .> 0
  }

  /// Returns whether no element along the dimensions `dims` is 0; it holds when there are none.
  public func all(
    _ dims: [Int], keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let reduction = Reduction(self, dims, keepDim, "all", Site(file, line))
    return reduction.sum(of: packed(as: .bool)) .== reduction.span.count
  }

  /// Returns the number of elements that are not 0, in all or along `dim`, as `torch.count_nonzero`.
  public func countNonzero(
    _ dim: Int? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let dims = dim.map { [$0] } ?? Array(shape.indices)
    return packed(as: .bool).sum(dims, file: file, line: line)
  }

  /// Returns whether each element is one of `elements`, as `torch.isin`.
  public func isin(_ elements: Tensor) -> Tensor {
    unsqueeze(-1).detach().eq(elements.reshape(-1)).any(-1)
  }
}
