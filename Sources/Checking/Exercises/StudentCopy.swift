package import NotebookModel

extension Notebook {
  /// The chapter as a student gets it, byte for byte but for the cells that are the author's:
  /// solutions, known wrong answers, hidden checks.
  package var studentCopy: [UInt8] { studentCopy(replacing: []) }

  /// The chapter as a student gets it, with other words in places that only the book could
  /// explain, and with its tabs when it is the book that declares them.
  ///
  /// A check that is worth what the others leave of its exercise's points says so in the copy,
  /// which has not all of the others. `edits` do not overlap.
  package func studentCopy(replacing edits: [(range: Range<Int>, text: String)]) -> [UInt8] {
    var copy: [UInt8] = []
    var rest = (edits + impliedPoints).sorted { $0.range.lowerBound < $1.range.lowerBound }[...]
    var isDeclared = tabs.isEmpty || cells.contains { $0.kind == .declaration }
    for cell in cells where !cell.isAuthors {
      if !isDeclared, cell.kind != .prose {
        copy += declaration.utf8
        isDeclared = true
      }
      var position = cell.bytes.lowerBound
      rest = rest.drop { $0.range.lowerBound < position }
      while let edit = rest.first, edit.range.upperBound <= cell.bytes.upperBound {
        copy += bytes[position..<max(position, edit.range.lowerBound)]
        copy += edit.text.utf8
        position = max(position, edit.range.upperBound)
        rest.removeFirst()
      }
      copy += bytes[position..<cell.bytes.upperBound]
    }
    return copy
  }

  /// Where checks do not say what they are worth, and hidden ones have a part of it: the points.
  private var impliedPoints: [(range: Range<Int>, text: String)] {
    Exercise.all(in: self).flatMap { exercise -> [(range: Range<Int>, text: String)] in
      var done: Set<Int> = []
      return exercise.tabs(of: self).flatMap { tab -> [(range: Range<Int>, text: String)] in
        let part = exercise.part(in: tab)
        guard part.checks.contains(where: \.isAuthors) else { return [] }
        return zip(part.checks, part.shares).compactMap { check, share in
          guard case .check(_, nil, _, isHidden: false) = check.role, share > 0,
            done.insert(check.index).inserted, let end = endOfDirective("%%check", in: check)
          else { return nil }
          return (end..<end, " points=\(Grade.text(share))")
        }
      }
    }
  }

  /// Where the directive `name` of a cell ends, before the blanks and the end of its line.
  private func endOfDirective(_ name: String, in cell: Cell) -> Int? {
    let name = Array(name.utf8)
    let text = bytes[cell.bytes]
    guard let start = text.indices.first(where: { text[$0...].starts(with: name) }) else {
      return nil
    }
    let line = text[start...].prefix { $0 != 0x0A && $0 != 0x0D }
    return (line.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? start) + 1
  }

  /// A cell that declares the chapter's tabs.
  private var declaration: String {
    let end = bytes.contains(0x0D) ? "\r\n" : "\n"
    let names = tabs.map { "'\($0.replacing("'", with: "\\'"))'" }.joined(separator: ", ")
    return [
      "```{.swift .input}", "%load_ext lectern.tab", "tab.interact_select([\(names)])", "```", "",
      "",
    ].joined(separator: end)
  }
}

extension Cell {
  /// Whether a student must not see the cell.
  package var isAuthors: Bool {
    switch role {
    case nil, .exercise, .hint: false
    case .solution, .wrong: true
    case .check(_, _, _, let isHidden): isHidden
    }
  }
}
