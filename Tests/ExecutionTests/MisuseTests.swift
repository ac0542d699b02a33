import CellOutput
import Execution
import SourceText
import Testing

/// A mistake with tensors on the last line of a cell, and what is said about it there.
private struct Mistake: Sendable {
  let cell: String
  let message: String

  /// Operators and subscripts do not know where they are called: the backtrace tells.
  static let all = [
    Mistake(
      cell: "let a = Tensor.ones(2, 3), b = Tensor.ones(2)\nlet sum = a + b",
      message: "add: the shapes (2, 3) and (2,) do not fit together: dimension -1 is 3 in one and"
        + " 2 in the other"),
    Mistake(
      cell: "let x = Tensor.ones(2, 3)\nprint(x.matmul(x))",
      message: "matmul: cannot multiply (2, 3) by (2, 3): the inner dimensions 3 and 2 differ"),
    Mistake(
      cell: "let x = Tensor.arange(3)\nx[7]",
      message: "subscript: index 7 is out of bounds for dimension 0 with size 3"),
    Mistake(
      cell: "var w = Tensor([2.0], requiresGrad: true)\nw += 1",
      message: "+=: a leaf tensor that requires gradients cannot be changed in place; wrap the"
        + " change in noGrad { } or use a new tensor"),
    Mistake(
      cell: "var e = Tensor.zeros(1).expand(3)\ne *= 2",
      message: "*=: elements of this tensor of shape (3,) share memory, as expand makes them; use"
        + " clone() first"),
    Mistake(
      cell: "let w = Tensor([2.0], requiresGrad: true)\nvar y = w.exp()\ny += 1\ny.backward()",
      message: "backward: ExpBackward0 needs a tensor of shape (1,) that has been changed in place"
        + " since: it is at version 1, but was saved at version 0; change a clone() instead"),
    Mistake(
      cell: "let x = Tensor.arange(3)\nlet picked = x[Tensor([Double.nan])]",
      message: "subscript: tensors used as indices must be integers or bool, not float32"),
    Mistake(
      cell: "let mask = Tensor([1, 2])\nlet half = mask.mean()",
      message: "mean: it needs floating point, not int64; convert with float()"),
  ]
}

@Suite struct `A misuse of a tensor in a cell` {
  @Test func `stops it at the reader's line, in the reader's words`() async throws {
    let tabs = Mistake.all.indices.map { "t\($0)" }
    let chapter = try Chapter()
    defer { chapter.remove() }
    let declaration = """
      ```{.swift .input}
      %load_ext lectern.tab
      tab.interact_select([\(tabs.map { "'\($0)'" }.joined(separator: ", "))])
      ```

      """
    let cells = zip(tabs, Mistake.all).map { "%%tab \($0)\n\($1.cell)" }
    let run = try await chapter.run(
      declaration + Chapter.markdown(["%%tab all\nimport Abacus"] + cells))
    var line = declaration.split(separator: "\n", omittingEmptySubsequences: false).count + 4
    for (tab, mistake) in zip(tabs, Mistake.all) {
      // A cell has its fence and its tab before it, and its fence after it.
      let last = line + 1 + mistake.cell.split(separator: "\n").count
      let failure = run.results[tab]?.values.compactMap(\.failure).first
      #expect(failure?.kind == .crash, "\(mistake.cell)")
      #expect(failure?.message == mistake.message)
      #expect(failure?.line == last, "\(mistake.cell)")
      line = last + 2
    }
  }
}
