extension Tensor {
  /// The part of this tensor that the indices choose.
  ///
  /// Positions, ranges, `.ellipsis` and `nil` (a new axis) give a view that shares memory; tensors
  /// and arrays of positions, and masks, give a copy. Negative positions count from the end.
  /// Setting replaces the elements in place.
  public subscript(
    _ indices: (any TensorIndex)?..., file file: StaticString = #filePath, line line: UInt = #line
  ) -> Tensor {
    get { Selection(self, indices.items, Site(file, line)).value }
    set { Selection(self, indices.items, Site(file, line)).assign(newValue) }
  }

  /// The part that the indices choose after as many whole dimensions as are left: `x[..., 0]`.
  public subscript(
    _ whole: UnboundedRange, _ indices: (any TensorIndex)?..., file file: StaticString = #filePath,
    line line: UInt = #line
  ) -> Tensor {
    get { Selection(self, [.ellipsis] + indices.items, Site(file, line)).value }
    set { Selection(self, [.ellipsis] + indices.items, Site(file, line)).assign(newValue) }
  }
}

extension Array<(any TensorIndex)?> {
  fileprivate var items: [IndexItem] { map { $0?.indexItem ?? .newAxis } }
}
