/// A view of a tensor, and the positions to be picked from it.
struct Selection: Sendable {
  private let base: Tensor
  private let items: [IndexItem]
  private let site: Site
  private var view: Tensor
  private var picks: [Pick] = []

  /// Positions along one dimension of the view.
  struct Pick: Sendable {
    var axis: Int
    let index: Tensor
  }

  init(_ base: Tensor, _ items: [IndexItem], _ site: Site) {
    self.base = base
    self.items = items
    self.site = site
    view = base
    var axis = 0
    for item in items { axis = apply(item, at: axis, open: base.ndim - Self.used(by: items)) }
  }

  /// The number of dimensions that indices take up.
  private static func used(by items: [IndexItem]) -> Int {
    items.reduce(0) { count, item in
      switch item {
      case .position, .slice: count + 1
      case .tensor(let index): count + (index.dtype == .bool ? index.ndim : 1)
      case .ellipsis, .newAxis: count
      }
    }
  }

  /// Applies one index to dimension `axis` of the view, and returns the dimension for the next.
  private mutating func apply(_ item: IndexItem, at axis: Int, open: Int) -> Int {
    guard open >= 0 else {
      fail(
        "subscript",
        "there are more indices than the \(base.ndim) dimensions of shape"
          + " \(base.shape.shapeText)", at: site)
    }
    switch item {
    case .newAxis:
      view = view.unsqueeze(axis)
      return axis + 1
    case .ellipsis: return axis + open
    case .position(let position):
      view = view.select(axis, position, "subscript", site)
      return axis
    case .slice(let start, let end, let step):
      view = view.slice(axis, start, end, step, site)
      return axis + 1
    case .tensor(let index) where index.dtype == .bool && index.shape.isEmpty:
      view = view.unsqueeze(axis)
      picks.append(
        Pick(axis: axis, index: index.item(as: Bool.self) ? Tensor([0]) : Tensor([Int]())))
      return axis + 1
    case .tensor(let index):
      let positions = index.dtype == .bool ? mask(index, at: axis) : [index]
      for (number, position) in positions.enumerated() {
        picks.append(Pick(axis: axis + number, index: position))
      }
      return axis + positions.count
    }
  }

  /// The positions at which `mask` holds: one vector for each of its dimensions.
  private func mask(_ mask: Tensor, at axis: Int) -> [Tensor] {
    guard mask.ndim > 0, Array(view.shape.dropFirst(axis).prefix(mask.ndim)) == mask.shape else {
      fail(
        "subscript",
        "a mask of shape \(mask.shape.shapeText) does not fit a tensor of shape"
          + " \(base.shape.shapeText)", at: site)
    }
    return mask.nonzeroColumns()
  }

  /// What was chosen.
  var value: Tensor {
    picks.isEmpty
      ? (view === base ? base.view(base.shape) : view)
      : view.picked(picks, "IndexBackward0", "subscript", site)
  }
}

extension Selection {
  /// Replaces what was chosen, in place; gradients flow to what was there before and to `value`.
  ///
  /// After `x[0] += 1` the value is the view that was changed, and there is nothing left to do.
  func assign(_ value: Tensor) {
    if picks.isEmpty {
      guard !value.isSameView(as: view) else { return }
      return view.assign(value.to(base.dtype), "subscript", at: site)
    }
    base.requireSeparateElements("subscript", at: site)
    if base.prepareChange("subscript", at: site), !value.isRecorded { return replace(value) }
    let inputs = [base.edge, value.edge]
    replace(value)
    let (shape, changed) = (value.shape, base.alias)
    changed.node = Node("IndexPutBackward0", inputs, saving: []) { [items, site] node, g in
      let kept = g.clone()
      Selection(kept, items, site).replace(Tensor.zeros([], dtype: g.dtype))
      return [kept, node.wants(1) ? Selection(g, items, site).value.sum(to: shape) : nil]
    }
    base.take(changed)
  }

  private func replace(_ value: Tensor) {
    view.alias.place(value.converted(to: base.dtype).alias, at: picks, site)
  }
}

extension Tensor {
  fileprivate func isSameView(as other: Tensor) -> Bool {
    storage === other.storage && offset == other.offset && shape == other.shape
      && strides == other.strides && dtype == other.dtype
  }
}
