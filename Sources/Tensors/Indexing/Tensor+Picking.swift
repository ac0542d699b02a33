extension Tensor {
  /// Returns a copy of the elements at positions that index tensors name, as advanced indexing.
  ///
  /// The index tensors broadcast to one shape, which takes the place of the picked dimensions when
  /// these are neighbours, and comes first when they are not.
  func picked(
    _ picks: [Selection.Pick], _ name: StaticString, _ operation: String, _ site: Site
  ) -> Tensor {
    let plan = PickPlan(self, picks, operation, site)
    let rows = alias.permute(plan.order).packed
    let out = Tensor(uninitialized: plan.indexShape + plan.restShape, dtype)
    Kernels.gatherRows(rows, plan.rows, into: out, width: plan.width)
    let original = shape
    return out.permute(plan.resultOrder).recorded(name, self, isSmooth: true) { _, g in
      let sum = Tensor.zeros(plan.order.map { original[$0] }, dtype: g.dtype)
      let source = g.alias.permute(PickPlan.inverse(plan.resultOrder)).packed
      Kernels.scatterRows(source, plan.rows, into: sum, width: plan.width, adding: true)
      return [
        sum.permute(PickPlan.inverse(plan.order)).recorded(
          "IndexPutBackward0", g, isSmooth: true
        ) { _, g in [g.picked(picks, name, operation, site)] }
      ]
    }
  }

  /// Replaces the elements at positions that index tensors name; the last of equal positions wins.
  func place(_ value: Tensor, at picks: [Selection.Pick], _ site: Site) {
    let plan = PickPlan(self, picks, "subscript", site)
    let shape = plan.resultShape
    guard Tensor.broadcast(shape, value.shape, "subscript", at: site) == shape else {
      fail(
        "subscript",
        "values of shape \(value.shape.shapeText) do not go into the chosen"
          + " \(shape.shapeText)", at: site)
    }
    let source = value.expand(shape).permute(PickPlan.inverse(plan.resultOrder)).packed
    let target = permute(plan.order)
    let rows = target.isContiguous ? target : target.clone()
    Kernels.scatterRows(source, plan.rows, into: rows, width: plan.width, adding: false)
    if rows !== target { Kernels.copy(rows, to: target) }
  }

  /// For each dimension, the positions of the elements that hold, in row-major order.
  func nonzeroColumns() -> [Tensor] {
    let truth = scalars(as: Bool.self)
    var columns = [[Int]](repeating: [], count: ndim)
    var position = [Int](repeating: 0, count: ndim)
    for holds in truth {
      if holds {
        for axis in columns.indices { columns[axis].append(position[axis]) }
      }
      position.advance(in: shape)
    }
    return columns.map { Tensor($0, shape: [$0.count]) }
  }
}

/// How picking several dimensions becomes picking rows of a matrix.
private struct PickPlan: Sendable {
  /// The dimensions in the order picked ones, rest.
  let order: [Int]
  /// The picked row for each element of the index.
  let rows: [Int64]
  let indexShape: [Int]
  let restShape: [Int]
  /// Brings the index's dimensions from the front to where the picked ones were.
  let resultOrder: [Int]

  var width: Int { restShape.reduce(1, *) }

  var resultShape: [Int] {
    let shape = indexShape + restShape
    return resultOrder.map { shape[$0] }
  }

  init(_ x: Tensor, _ picks: [Selection.Pick], _ operation: String, _ site: Site) {
    let axes = picks.map(\.axis)
    guard axes.allSatisfy({ $0 < x.ndim }) else {
      fail(
        operation, "there are more indices than the dimensions of shape \(x.shape.shapeText)",
        at: site)
    }
    let rest = x.shape.indices.filter { !axes.contains($0) }
    order = axes + rest
    restShape = rest.map { x.shape[$0] }
    indexShape = picks.reduce([]) {
      Tensor.broadcast($0, $1.index.shape, operation, at: site)
    }
    rows = PickPlan.rows(x, picks, indexShape, operation, site)
    let start = axes.first ?? 0
    let areNeighbours = axes == Array(start..<start + axes.count)
    let inFront = areNeighbours ? start : 0
    let (count, total) = (indexShape.count, indexShape.count + rest.count)
    resultOrder =
      Array(count..<count + inFront) + Array(0..<count) + Array(count + inFront..<total)
  }

  private static func rows(
    _ x: Tensor, _ picks: [Selection.Pick], _ shape: [Int], _ operation: String, _ site: Site
  ) -> [Int64] {
    var rows = [Int64](repeating: 0, count: shape.reduce(1, *))
    for pick in picks {
      guard !pick.index.dtype.isFloatingPoint else {
        fail(
          operation,
          "tensors used as indices must be integers or bool, not \(pick.index.dtype.name)",
          at: site)
      }
      let extent = x.shape[pick.axis]
      let positions = pick.index.expand(shape).scalars(as: Int.self)
      for (row, position) in positions.enumerated() {
        guard position >= -extent, position < extent else {
          fail(
            operation,
            "index \(position) is out of bounds for dimension \(pick.axis) with size \(extent)",
            at: site)
        }
        let place = position < 0 ? position + extent : position
        rows[row] = rows[row] * Int64(extent) + Int64(place)
      }
    }
    return rows
  }

  static func inverse(_ order: [Int]) -> [Int] {
    var inverse = order
    for (position, axis) in order.enumerated() { inverse[axis] = position }
    return inverse
  }
}
