import CellOutput
import Checking
import Testing

/// A small change, and what each check must say to it: verdict and line, `@` for a heading of the
/// accepted outputs.
struct Mutation: Sendable, CustomTestStringConvertible {
  let name: String
  let verdicts: Set<String>
  let change: @Sendable (inout Course) -> Void

  init(
    _ name: String, _ verdicts: Set<String>, _ change: @escaping @Sendable (inout Course) -> Void
  ) {
    self.name = name
    self.verdicts = verdicts
    self.change = change
  }

  var testDescription: String { name }
}

@Suite struct `A small change to a chapter` {
  @Test(arguments: Mutation.numbers + Mutation.lines + Mutation.figures)
  func `of what is put out gets its verdict`(mutation: Mutation) { expect(mutation) }

  @Test(arguments: Mutation.cells + Mutation.files)
  func `of its cells or its file gets its verdict`(mutation: Mutation) { expect(mutation) }

  @Test func `is one of sixty at least`() {
    let all =
      Mutation.numbers + Mutation.lines + Mutation.figures + Mutation.cells + Mutation.files
    #expect(all.count >= 60)
    #expect(Set(all.map(\.name)).count == all.count)
  }

  private func expect(_ mutation: Mutation) {
    var course = Course.original
    mutation.change(&course)
    #expect(course.verdicts == mutation.verdicts)
  }
}

extension Mutation {
  static let numbers: [Mutation] = [
    Mutation("none at all", []) { _ in },
    Mutation("the last digit beyond tolerance", ["mismatch 10"]) {
      $0.print("print(loss)", "loss 0.69296 after 100 steps of v6.3.1\n")
    },
    Mutation("a digit within tolerance", []) {
      $0.print("print(loss)", "loss 0.6929501 after 100 steps of v6.3.1\n")
    },
    Mutation("a digit within the tolerance of the book", []) {
      $0.tolerance = Tolerance(relative: 1e-4)
      $0.print("print(loss)", "loss 0.69296 after 100 steps of v6.3.1\n")
    },
    Mutation("a whole number, however near", ["mismatch 10"]) {
      $0.tolerance = Tolerance(relative: 0.5, absolute: 10)
      $0.print("print(loss)", "loss 0.69295 after 101 steps of v6.3.1\n")
    },
    Mutation("a decimal for a whole number", ["mismatch 10"]) {
      $0.print("print(loss)", "loss 0.69295 after 100.0 steps of v6.3.1\n")
    },
    Mutation("a version", ["mismatch 10"]) {
      $0.tolerance = Tolerance(relative: 0.5)
      $0.print("print(loss)", "loss 0.69295 after 100 steps of v6.3.2\n")
    },
    Mutation("another sign", ["mismatch 10"]) {
      $0.print("print(loss)", "loss -0.69295 after 100 steps of v6.3.1\n")
    },
    Mutation("NaN for a number", ["mismatch 57"]) { $0.printTable("0.5000", "nan") },
    Mutation("a number for NaN", ["mismatch 57"]) { $0.printTable("nan", "0.5000") },
    Mutation("an infinity for NaN", ["mismatch 57"]) { $0.printTable("nan", "inf") },
    Mutation("another infinity", ["mismatch 57"]) { $0.printTable("inf", "-inf") },
    Mutation("-0.0 for 0.0", []) { $0.printTable("0.0000 ", "-0.0000 ") },
    Mutation("a tiny number for 0.0", ["mismatch 57"]) { $0.printTable("0.0000 ", "0.0001 ") },
    Mutation("an exponent's digit", ["mismatch 57"]) { $0.printTable("e-07", "e-08") },
    Mutation("the same number without its exponent", []) {
      $0.printTable("-1.5e-07", "-0.00000015")
    },
    Mutation("a number within the relative tolerance of its cell", []) {
      $0.print("print(timing)", "took 1.514 s\n")
    },
    Mutation("a number beyond the tolerance of its cell", ["mismatch 52"]) {
      $0.print("print(timing)", "took 1.517 s\n")
    },
    Mutation("a number in HTML", ["mismatch 63"]) {
      $0.outputs["table"] = [.display(Display("text/html", "<td>0.6</td>\n<td>0.25</td>"))]
    },
    Mutation("a number in HTML within tolerance", []) {
      $0.outputs["table"] = [.display(Display("text/html", "<td>0.5</td>\n<td>0.2500001</td>"))]
    },
    Mutation("a number that two tabs should share", ["disagreement 63", "mismatch 63"]) {
      $0.outputs["concise/table"] = [.display(Display("text/html", "<td>0.6</td>\n<td>0.25</td>"))]
    },
  ]

  static let lines: [Mutation] = [
    Mutation("swapped lines", ["mismatch 57"]) {
      $0.print(
        "printTable()", "epoch 1: 0.2500 inf\nepoch 0: 0.5000 nan\nepoch 2: 0.0000 -1.5e-07\n")
    },
    Mutation("a missing line", ["mismatch 57"]) { $0.printTable("epoch 1: 0.2500 inf\n", "") },
    Mutation("an added line", ["mismatch 57"]) { $0.printTable("epoch 2", "more\nepoch 2") },
    Mutation("an added empty line", ["mismatch 57"]) { $0.printTable("epoch 2", "\nepoch 2") },
    Mutation("another word", ["mismatch 57"]) { $0.printTable("epoch 2", "Epoch 2") },
    Mutation("a last line that is not ended", ["mismatch 57"]) {
      $0.printTable("-1.5e-07\n", "-1.5e-07")
    },
    Mutation("blanks inside a line", ["mismatch 57"]) { $0.printTable("epoch 2", "epoch  2") },
    Mutation("trailing spaces", []) { $0.printTable("nan", "nan  \t") },
    Mutation("CRLF line ends", []) { $0.printTable("\n", "\r\n") },
    Mutation("colour codes", []) { $0.printTable("nan", "\u{1B}[1;31mnan\u{1B}[0m") },
    Mutation("another control character", ["mismatch 57"]) { $0.printTable("nan", "nan\u{07}") },
    Mutation("text on the other stream", ["mismatch 57"]) {
      $0.outputs["printTable()"]?[1] = .text(.standardOutput, "warning: slow\n")
    },
    Mutation("no text on standard error", ["mismatch 57"]) {
      $0.outputs["printTable()"]?.removeLast()
    },
    Mutation("text in two pieces", []) {
      $0.outputs["printTable()"]?.insert(.text(.standardOutput, "epoch 0"), at: 0)
      $0.outputs["printTable()"]?[1] = .text(
        .standardOutput, String(Course.table.dropFirst("epoch 0".count)))
    },
    Mutation("a changed line under …", []) {
      $0.editAccepted("epoch 1: 0.2500 inf", "…")
      $0.printTable("epoch 1: 0.2500 inf", "at 18:00")
    },
    Mutation("more lines under …", []) {
      $0.editAccepted("epoch 1: 0.2500 inf", "…")
      $0.printTable("epoch 1: 0.2500 inf", "at\n18:00\n")
    },
    Mutation("no line under …", []) {
      $0.editAccepted("epoch 1: 0.2500 inf", "…")
      $0.printTable("epoch 1: 0.2500 inf\n", "")
    },
    Mutation("a line beside …", ["mismatch 57"]) {
      $0.editAccepted("epoch 1: 0.2500 inf", "…")
      $0.printTable("epoch 2", "Epoch 2")
    },
    Mutation("a time stamp that is ignored", []) { $0.print("print(Date())", "tomorrow\n") },
    Mutation("nothing where output is ignored", []) { $0.outputs["print(Date())"] = [] },
    Mutation("an echo that is printed", ["mismatch 21"]) {
      $0.print("let model = Layer()", "Layer(2, 1)\n")
    },
    Mutation("another echo", ["mismatch 27"]) {
      $0.outputs["let model = Linear(2, 1)"] = [.echo("Linear(in_features=2, out_features=2)")]
    },
    Mutation("an echo that is gone", ["mismatch 21"]) { $0.outputs["let model = Layer()"] = [] },
    Mutation("a display in place of HTML", ["mismatch 63"]) {
      $0.outputs["table"] = [.display(Display("text/plain", "<td>0.5</td>\n<td>0.25</td>"))]
    },
    Mutation("output of a silent cell", ["missing 68"]) { $0.print("let silent = 1", "x\n") },
  ]
}
