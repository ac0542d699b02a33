/// Which section of a file of expected outputs belongs to which cell.
struct CellAlignment {
  /// By position of the section, the position of its cell.
  private(set) var cells: [Int: Int] = [:]
  private var taken: Set<Int> = []

  /// Finds the cells that `sections` were accepted of.
  ///
  /// In this order: cells with the same label or source, in the order of the file; then those with
  /// the same first line, in order; then such cells wherever they stand, for they may have been
  /// moved; last, a cell that stands alone between two known ones where a section does as well.
  init(_ sections: [CellIdentity], to cells: [CellIdentity], isSilent: (Int) -> Bool) {
    match(sections, cells) { $0.label.map { "#" + $0 } ?? $0.source }
    match(sections, cells) { $0.label.map { "#" + $0 } ?? $0.firstLine }
    let agree: [(CellIdentity, CellIdentity) -> Bool] = [
      { $0.source == $1.source }, { $0.names($1) },
    ]
    for agrees in agree {
      for section in sections.indices where self.cells[section] == nil {
        let cell = cells.indices.first {
          !taken.contains($0) && agrees(sections[section], cells[$0])
        }
        if let cell { pair(section, cell) }
      }
    }
    fillGaps(sections.count, cells.count, isSilent)
  }

  private mutating func pair(_ section: Int, _ cell: Int) {
    cells[section] = cell
    taken.insert(cell)
  }

  private mutating func match(
    _ sections: [CellIdentity], _ cells: [CellIdentity], by key: (CellIdentity) -> String
  ) {
    let rest = sections.indices.filter { self.cells[$0] == nil }
    let free = cells.indices.filter { !taken.contains($0) }
    let pairs = commonSubsequence(rest.map { key(sections[$0]) }, free.map { key(cells[$0]) })
    for (section, cell) in pairs { pair(rest[section], free[cell]) }
  }

  private mutating func fillGaps(_ sections: Int, _ cells: Int, _ isSilent: (Int) -> Bool) {
    var start = 0
    while start < sections {
      guard self.cells[start] == nil else {
        start += 1
        continue
      }
      let end = (start..<sections).first { self.cells[$0] != nil } ?? sections
      let after = start > 0 ? self.cells[start - 1].map { $0 + 1 } ?? 0 : 0
      let before = end < sections ? self.cells[end] ?? cells : cells
      let free = (min(after, before)..<before).filter { !taken.contains($0) && !isSilent($0) }
      if end - start == 1, free.count == 1 { pair(start, free[0]) }
      start = end
    }
  }
}
