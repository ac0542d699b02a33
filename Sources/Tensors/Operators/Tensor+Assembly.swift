extension Tensor {
  /// Returns the tensors side by side: vectors along dimension 0, others along 1.
  public static func hstack(
    _ tensors: [Tensor], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let parts = tensors.map { $0.atLeast1d() }
    return cat(parts, dim: parts.first?.ndim == 1 ? 0 : 1, file: file, line: line)
  }

  /// Returns the tensors one below the other, vectors as rows.
  public static func vstack(
    _ tensors: [Tensor], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    cat(tensors.map { $0.atLeast2d() }, dim: 0, file: file, line: line)
  }

  /// Returns the tensors one behind the other, along dimension 2.
  public static func dstack(
    _ tensors: [Tensor], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    cat(tensors.map { $0.atLeast3d() }, dim: 2, file: file, line: line)
  }

  /// Returns the tensors, each broadcast to the shape of all of them, without copies.
  public static func broadcastTensors(
    _ tensors: Tensor..., file: StaticString = #filePath, line: UInt = #line
  ) -> [Tensor] {
    let site = Site(file, line)
    let shape = tensors.reduce([]) { broadcast($0, $1.shape, "broadcastTensors", at: site) }
    return tensors.map { $0.expand(shape) }
  }

  /// Returns `sections` views along `dim`, the first ones longer by 1 where it does not come out even.
  public func tensorSplit(
    _ sections: Int, dim: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) -> [Tensor] {
    let axis = axis(dim, "tensorSplit", at: Site(file, line))
    guard axis < ndim, sections > 0, sections <= Swift.max(shape[axis], 1 << 16) else {
      fail(
        "tensorSplit", "\(shape.shapeText) cannot be cut into \(sections) parts along \(dim)",
        at: Site(file, line))
    }
    let (length, extra) = shape[axis].quotientAndRemainder(dividingBy: sections)
    let bounds = (1..<sections).map { $0 * length + Swift.min($0, extra) }
    return tensorSplit(at: bounds, dim: axis, file: file, line: line)
  }

  /// Returns the views along `dim` between the positions `bounds`, as `torch.tensor_split`.
  public func tensorSplit(
    at bounds: [Int], dim: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) -> [Tensor] {
    let site = Site(file, line)
    let axis = axis(dim, "tensorSplit", at: site)
    guard axis < ndim else { fail("tensorSplit", "a number has no parts", at: site) }
    let ends = bounds.map(Optional.some) + [nil]
    return zip([0] + bounds, ends).map { slice(axis, $0, $1, 1, site) }
  }

  /// Returns each element, or slice along `dim`, `count` times in a row, as
  /// `torch.repeat_interleave`; without `dim` of the flattened tensor.
  public func repeatInterleave(
    _ count: Int, _ dim: Int? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard let dim else { return reshape(-1).repeatInterleave(count, 0, file: file, line: line) }
    let axis = axis(dim, "repeatInterleave", at: Site(file, line))
    guard axis < ndim, count >= 0 else {
      fail(
        "repeatInterleave", "slices along \(dim) of \(shape.shapeText) cannot come \(count) times",
        at: Site(file, line))
    }
    var (spread, target) = (shape, shape)
    spread.insert(count, at: axis + 1)
    target[axis] = target[axis].multipliedReportingOverflow(by: count).partialValue
    return unsqueeze(axis + 1, file: file, line: line).expand(spread, file: file, line: line)
      .reshape(target, file: file, line: line)
  }
}

extension Tensor {
  /// In which order the first two dimensions of a grid come.
  public enum GridIndexing: Sendable {
    /// As in matrices: the first tensor runs along dimension 0.
    case ij
    /// As in pictures: the first tensor runs along dimension 1.
    case xy
  }

  /// Returns for each vector its element at each point of the grid that all of them span, as
  /// `torch.meshgrid`.
  public static func meshgrid(
    _ tensors: Tensor..., indexing: GridIndexing = .ij, file: StaticString = #filePath,
    line: UInt = #line
  ) -> [Tensor] {
    grid(tensors, indexing, "meshgrid", Site(file, line))
  }

  /// Returns all combinations of one element of each vector, one a row, as `torch.cartesian_prod`.
  public static func cartesianProd(
    _ tensors: Tensor..., file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let columns = grid(tensors, .ij, "cartesianProd", Site(file, line)).map { $0.reshape(-1) }
    return columns.count == 1 ? columns[0] : stack(columns, dim: 1, file: file, line: line)
  }

  private static func grid(
    _ tensors: [Tensor], _ indexing: GridIndexing, _ operation: String, _ site: Site
  ) -> [Tensor] {
    if let wrong = tensors.first(where: { $0.ndim > 1 }) {
      fail(operation, "a tensor of shape \(wrong.shape.shapeText) is no vector", at: site)
    }
    let shape = tensors.map(\.count)
    let grids = tensors.enumerated().map { axis, tensor in
      tensor.reshape(tensors.indices.map { $0 == axis ? -1 : 1 }).expand(shape)
    }
    return indexing == .ij || tensors.count < 2 ? grids : grids.map { $0.transpose(0, 1) }
  }

  /// Returns all choices of `r` elements of a vector in their order, one a row, as
  /// `torch.combinations`.
  public func combinations(
    _ r: Int = 2, withReplacement: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard ndim == 1, r >= 0 else {
      fail(
        "combinations", "there are no choices of \(r) elements of shape \(shape.shapeText)",
        at: Site(file, line))
    }
    guard withReplacement ? count > 0 : r <= count else {
      return Tensor.empty([0, r], dtype: dtype, file: file, line: line)
    }
    Tensor.requireMemory(for: elementsOfChoices(r, withReplacement), at: Site(file, line))
    var choices: [[Int]] = [[]]
    for _ in 0..<r {
      choices = choices.flatMap { choice in
        let first = choice.last.map { withReplacement ? $0 : $0 + 1 } ?? 0
        return (first..<Swift.max(count, first)).map { choice + [$0] }
      }
    }
    let rows = Tensor(choices.flatMap { $0 }, shape: [choices.count, r])
    return take(rows)
  }

  /// The number of elements in all choices of `r`, or what is more than memory can hold.
  private func elementsOfChoices(_ r: Int, _ withReplacement: Bool) -> Int {
    let rest = withReplacement ? count - 1 : count - r
    var rows = 1.0
    for step in 1...Swift.max(Swift.min(r, rest), 1) where Swift.min(r, rest) > 0 {
      rows *= (Double(r) + Double(rest) - Double(step) + 1) / Double(step)
    }
    return Int(exactly: (rows * Double(r)).rounded()) ?? .max
  }
}
