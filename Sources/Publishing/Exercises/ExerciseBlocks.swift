import Markdown
import NotebookModel

/// The exercises of a chapter as its page shows them: a starter together with those parts of its
/// exercise that follow it directly.
///
/// What the author put elsewhere, behind other text, stays there.
struct ExerciseBlocks: Sendable {
  /// A cell and the code block that it is.
  struct Member: Hashable, Sendable {
    var cell: Cell
    var block: Block
  }

  /// One exercise in one place.
  struct ExerciseBlock: Sendable {
    var exercise: Exercise
    /// The cells that stand here, in file order.
    var members: [Member]
    /// What links lead to.
    var id = ""

    /// The tabs that have a starter here.
    var tabs: Set<String> {
      members.reduce(into: []) { if $1.cell.isStarter { $0.formUnion($1.cell.tabs) } }
    }

    /// Returns the members that `isWanted` holds for.
    func members(_ isWanted: (CellRole) -> Bool) -> [Member] {
      members.filter { $0.cell.role.map(isWanted) ?? false }
    }
  }

  /// By the index of its first cell, an exercise.
  private(set) var blocks: [Int: ExerciseBlock] = [:]
  /// The indices of the cells that are shown as part of an exercise that began before.
  private(set) var inner: Set<Int> = []

  /// Finds the exercises of `notebook`.
  init(of notebook: Notebook) {
    let exercises = Exercise.all(in: notebook).map { ($0.id, $0) }
    guard !exercises.isEmpty else { return }
    let byID = Dictionary(exercises) { first, _ in first }
    let code = notebook.document.blocks.codeByLine
    var start: (index: Int, id: String)?
    for cell in notebook.cells {
      guard let id = cell.role?.id, let exercise = byID[id],
        let block = code[cell.lines.lowerBound]
      else {
        start = nil
        continue
      }
      let member = Member(cell: cell, block: block)
      if let start, start.id == id {
        blocks[start.index]?.members.append(member)
        inner.insert(cell.index)
      } else if cell.isStarter {
        start = (cell.index, id)
        blocks[cell.index] = ExerciseBlock(exercise: exercise, members: [member])
      } else {
        start = nil
      }
    }
  }

  /// Gives the exercise that begins with the cell at `index` the id that links lead to.
  mutating func name(_ index: Int, id: String) { blocks[index]?.id = id }
}

extension [Block] {
  /// The code blocks in the tree, by the line they begin on.
  fileprivate var codeByLine: [Int: Block] {
    var found: [Int: Block] = [:]
    collectCode(into: &found)
    return found
  }

  private func collectCode(into found: inout [Int: Block]) {
    for block in self {
      if case .codeBlock = block.kind {
        found[block.lines.lowerBound] = block
      } else {
        block.children.collectCode(into: &found)
      }
    }
  }
}
