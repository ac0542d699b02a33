/// How lines that were put out stand to lines that were accepted.
struct TextComparison {
  /// A step on the way from the accepted lines to the new ones.
  enum Step: Hashable {
    case same(old: Int)
    /// The line `…` that stands for any lines.
    case any
    /// Numbers of the line are too far off.
    case changed(old: Int, new: Int, [NumberDifference])
    case removed(old: Int)
    case added(new: Int)
  }

  let old: [String]
  let new: [String]
  let tolerance: Tolerance

  init(_ old: [String], _ new: [String], _ tolerance: Tolerance) {
    self.old = old
    self.new = new
    self.tolerance = tolerance
  }

  /// Whether the new lines are what was accepted.
  ///
  /// At most |old| · |new| lines are compared.
  var isEqual: Bool {
    var segments = old.split(separator: TextPiece.anyLines, omittingEmptySubsequences: false)[...]
    let first = segments.removeFirst()
    guard let last = segments.popLast() else { return matches(first, at: 0, isWhole: true) }
    guard first.count + last.count <= new.count, matches(first, at: 0),
      matches(last, at: new.count - last.count)
    else { return false }
    // The first place that fits leaves most room for the segments after it.
    var position = first.count
    let end = new.count - last.count
    for segment in segments {
      while position + segment.count <= end, !matches(segment, at: position) { position += 1 }
      position += segment.count
      if position > end { return false }
    }
    return true
  }

  private func matches(_ segment: ArraySlice<String>, at start: Int, isWhole: Bool = false) -> Bool
  {
    guard start + segment.count <= new.count, !isWhole || segment.count == new.count else {
      return false
    }
    return zip(segment, new[start...]).allSatisfy {
      LineComparison($0, $1, tolerance) == .equal
    }
  }
}

extension TextComparison {
  /// How many pairs of lines are compared to find the fewest steps.
  private static let effort = 40_000

  /// The way from the accepted lines to the new ones, in the fewest steps where that is found
  /// quickly, else line by line.
  var steps: [Step] {
    let shared = zip(old, new).prefix { $0 != TextPiece.anyLines && isSame($0, $1) }.count
    let (rest, news) = (old.dropFirst(shared), new.dropFirst(shared))
    let tail = zip(rest.reversed(), news.reversed())
      .prefix { $0 != TextPiece.anyLines && isSame($0, $1) }.count
    let oldRange = shared..<(old.count - tail)
    let newRange = shared..<(new.count - tail)
    let middle =
      oldRange.count * newRange.count <= Self.effort
      ? fewestSteps(oldRange, newRange) : plainSteps(oldRange, newRange)
    return (0..<shared).map { .same(old: $0) } + middle
      + (oldRange.upperBound..<old.count).map { .same(old: $0) }
  }

  private func isSame(_ old: String, _ new: String) -> Bool {
    LineComparison(old, new, tolerance) == .equal
  }

  private func plainSteps(_ olds: Range<Int>, _ news: Range<Int>) -> [Step] {
    guard olds.count == news.count else {
      return olds.map { .removed(old: $0) } + news.map { .added(new: $0) }
    }
    return zip(olds, news).flatMap { pair -> [Step] in
      switch LineComparison(old[pair.0], new[pair.1], tolerance) {
      case .equal: [.same(old: pair.0)]
      case .numbers(let numbers): [.changed(old: pair.0, new: pair.1, numbers)]
      case .different: [.removed(old: pair.0), .added(new: pair.1)]
      }
    }
  }

  /// The edit distance, with `…` swallowing new lines at no cost.
  private func fewestSteps(_ olds: Range<Int>, _ news: Range<Int>) -> [Step] {
    let width = news.count + 1
    var costs = [Int](repeating: 0, count: (olds.count + 1) * width)
    var comparisons = [LineComparison](repeating: .different, count: olds.count * news.count)
    for column in 0..<width { costs[olds.count * width + column] = news.count - column }
    for row in olds.indices.reversed() {
      let (i, isAny) = (row - olds.lowerBound, old[row] == TextPiece.anyLines)
      for j in (0..<width).reversed() {
        let down = costs[(i + 1) * width + j]
        guard j < news.count else {
          costs[i * width + j] = down + (isAny ? 0 : 1)
          continue
        }
        let right = costs[i * width + j + 1]
        let comparison = LineComparison(old[row], new[news.lowerBound + j], tolerance)
        comparisons[i * news.count + j] = comparison
        let diagonal = costs[(i + 1) * width + j + 1] + comparison.cost
        costs[i * width + j] = isAny ? min(down, right) : min(down + 1, right + 1, diagonal)
      }
    }
    return path(olds, news, costs, comparisons)
  }

  private func path(
    _ olds: Range<Int>, _ news: Range<Int>, _ costs: [Int], _ comparisons: [LineComparison]
  ) -> [Step] {
    let width = news.count + 1
    var (i, j) = (0, 0)
    var steps: [Step] = []
    while i < olds.count {
      let (row, here) = (olds.lowerBound + i, costs[i * width + j])
      if old[row] == TextPiece.anyLines {
        if j < news.count, costs[i * width + j + 1] == here, costs[(i + 1) * width + j] != here {
          j += 1
        } else {
          steps.append(.any)
          i += 1
        }
        continue
      }
      let comparison = j < news.count ? comparisons[i * news.count + j] : .different
      if j < news.count, comparison != .different,
        costs[(i + 1) * width + j + 1] + comparison.cost == here
      {
        steps.append(comparison.step(old: row, new: news.lowerBound + j))
        (i, j) = (i + 1, j + 1)
      } else if costs[(i + 1) * width + j] + 1 == here {
        steps.append(.removed(old: row))
        i += 1
      } else {
        steps.append(.added(new: news.lowerBound + j))
        j += 1
      }
    }
    return steps + (j..<news.count).map { .added(new: news.lowerBound + $0) }
  }
}

extension LineComparison {
  /// What a step to a line that differs like this costs; a different line is one less and one more.
  fileprivate var cost: Int {
    switch self {
    case .equal: 0
    case .numbers: 1
    case .different: 2
    }
  }

  fileprivate func step(old: Int, new: Int) -> TextComparison.Step {
    if case .numbers(let numbers) = self { return .changed(old: old, new: new, numbers) }
    return .same(old: old)
  }
}
