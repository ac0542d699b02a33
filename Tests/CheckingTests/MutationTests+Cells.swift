import CellOutput
import Checking

extension Mutation {
  static let figures: [Mutation] = [
    Mutation("a missing figure", ["mismatch 16"]) { $0.outputs["plot(losses)"] = [] },
    Mutation("a second figure", ["mismatch 16"]) {
      let figure = Output.display(Display("image/svg+xml", "<svg/>", figure: Course.figure()))
      $0.outputs["plot(losses)"] = [figure, figure]
    },
    Mutation("a picture without data", ["mismatch 16"]) {
      $0.outputs["plot(losses)"] = [.display(Display("image/svg+xml", "<svg/>"))]
    },
    Mutation("another drawing of the same data", []) {
      $0.outputs["plot(losses)"] = [
        .display(Display("image/svg+xml", "<svg><g/></svg>", figure: Course.figure()))
      ]
    },
    Mutation("another title", ["mismatch 16"]) { $0.draw { $0.title = "loss" } },
    Mutation("another title of a panel", ["mismatch 16"]) { $0.draw { $0.panels[0].title = "" } },
    Mutation("another label", ["mismatch 16"]) { $0.draw { $0.panels[0].x.label = "step" } },
    Mutation("another range", ["mismatch 16"]) { $0.draw { $0.panels[0].y.upper = 1.1 } },
    Mutation("a logarithmic axis", ["mismatch 16"]) {
      $0.draw { $0.panels[0].y.isLogarithmic = true }
    },
    Mutation("another name in the legend", ["mismatch 16"]) {
      $0.draw { $0.panels[0].series[1].name = "validation" }
    },
    Mutation("points for a line", ["mismatch 16"]) {
      $0.draw { $0.panels[0].series[1].kind = "scatter" }
    },
    Mutation("a series less", ["mismatch 16"]) { $0.draw { $0.panels[0].series.remove(at: 1) } },
    Mutation("a changed series", ["mismatch 16"]) {
      $0.draw { $0.panels[0].series[0].columns[1].values[1] = 0.501 }
    },
    Mutation("a series changed within tolerance", []) {
      $0.draw { $0.panels[0].series[0].columns[1].values[2] = 0.250_000_4 }
    },
    Mutation("NaN in a series", ["mismatch 16"]) {
      $0.draw { $0.panels[0].series[0].columns[1].values[2] = .nan }
    },
    Mutation("a point less", ["mismatch 16"]) {
      $0.draw { figure in
        for column in 0...1 { figure.panels[0].series[0].columns[column].values.removeLast() }
      }
    },
    Mutation("one of many points", ["mismatch 16"]) {
      $0.draw { $0.panels[0].series[2].columns[1].values[50] += 0.1 }
    },
    Mutation("two of many points that change places", ["mismatch 16"]) {
      $0.draw { $0.panels[0].series[2].columns[1].values.swapAt(49, 50) }
    },
    Mutation("NaN among many points", ["mismatch 16"]) {
      $0.draw { $0.panels[0].series[2].columns[1].values[50] = .nan }
    },
    Mutation("a panel more", ["mismatch 16"]) { $0.draw { $0.panels.append($0.panels[0]) } },
  ]

  static let cells: [Mutation] = [
    Mutation("a new cell at the top", ["missing 5"]) {
      $0.edit("# A chapter\n", "# A chapter\n\n```{.swift .input}\n%%tab scratch\nnew()\n```\n")
      $0.print("new()", "new\n")
    },
    Mutation("a new silent cell", []) {
      $0.edit("# A chapter\n", "# A chapter\n\n```{.swift .input}\n%%tab scratch\nnew()\n```\n")
    },
    Mutation("a new line of prose", []) { $0.edit("# A chapter\n", "# A chapter\n\nprose\n") },
    Mutation("a removed cell", ["orphaned @`printTable()`"]) {
      $0.edit("```{.swift .input}\n%%tab scratch\nprintTable()\n```\n", "")
    },
    Mutation("a cell that is prose now", ["orphaned @`printTable()`"]) {
      $0.edit("{.swift .input}\n%%tab scratch\nprintTable()", "swift\nprintTable()")
    },
    Mutation("a cell of another tab", ["missing 57", "orphaned @`printTable()`"]) {
      $0.edit("%%tab scratch\nprintTable()", "%%tab concise\nprintTable()")
    },
    Mutation("a cell that was moved", []) {
      $0.edit("```{.swift .input}\n%%tab scratch\nprintTable()\n```\n", "")
      $0.edit(
        "# A chapter\n", "# A chapter\n\n```{.swift .input}\n%%tab scratch\nprintTable()\n```\n")
    },
    Mutation("a changed cell with the same output", []) {
      $0.edit("model\n```", "model // it\n```")
    },
    Mutation("a changed cell with another output", ["outdated 21"]) {
      $0.edit("let model = Layer()\nmodel", "let model = Layer()\nmodel.weights")
      $0.outputs["let model = Layer()"] = [.echo("tensor([1.])")]
    },
    Mutation("a first line that changed", ["outdated 21"]) {
      $0.edit("let model = Layer()\nmodel", "var model = Layer()\nmodel")
      $0.outputs["var model = Layer()"] = $0.outputs["let model = Layer()"]
    },
    Mutation("a labelled cell that changed", []) {
      $0.edit("plot(losses)", "plot(losses, title: name)")
      $0.outputs["plot(losses, title: name)"] = $0.outputs["plot(losses)"]
    },
    Mutation("a label that went", []) { $0.edit("%%cell label=fig_loss\n", "") },
    Mutation(
      "a renamed tab",
      [
        "missing 10", "missing 16", "missing 21", "missing 34", "missing 40",
        "missing 52", "missing 57", "missing 63", "orphaned @scratch",
      ]
    ) {
      $0.chapter = $0.chapter.replacing("scratch", with: "byhand")
    },
    Mutation("a renamed tab that does not run now", ["orphaned @scratch"]) {
      $0.chapter = $0.chapter.replacing("scratch", with: "byhand")
      $0.tabs = ["concise"]
    },
    Mutation("a tab that does not run now", []) {
      $0.tabs = ["concise"]
      $0.print("printTable()", "")
    },
    Mutation("a cell that fails", ["failed 22"]) {
      $0.failing = ["let model = Layer()"]
      $0.outputs["let model = Layer()"] = [
        .failure(Failure(.crash, "no", file: Course.path, line: 22))
      ]
    },
    Mutation("an error that vanished", ["mismatch 34"]) { $0.print("values[7]", "before\n") },
    Mutation("another error", ["mismatch 34"]) {
      $0.outputs["values[7]"]?[1] = .failure(Failure(.crash, "index 8 is out of bounds for size 3"))
    },
    Mutation("an error at another place", []) {
      $0.outputs["values[7]"]?[1] = .failure(
        Failure(.crash, "index 7 is out of bounds for size 3", file: "other.md", line: 1))
    },
    Mutation("a diagnostic in other words", []) {
      $0.outputs["let x = missing"] = [.failure(Failure(.diagnostic, "cannot find it anywhere"))]
    },
    Mutation("another part of the diagnostic asked for", ["mismatch 40"]) {
      $0.edit("expect-diagnostic=\"cannot find\"", "expect-diagnostic=\"in scope\"")
    },
    Mutation("output that is ignored from now on", ["orphaned @`printTable()`"]) {
      $0.edit("%%tab scratch\nprintTable()", "%%tab scratch\n%%cell ignore-output\nprintTable()")
    },
  ]

  static let files: [Mutation] = [
    Mutation("CRLF in the file", []) { $0.editAccepted("\n", "\r\n") },
    Mutation("trailing spaces in the file", []) { $0.editAccepted("nan", "nan   ") },
    Mutation("an edited number in the file", ["mismatch 57"]) {
      $0.editAccepted("0.2500", "0.2501")
    },
    Mutation("a section that was deleted", ["missing 57"]) {
      $0.cutAccepted(from: "### `printTable()`", to: "### `table`")
    },
    Mutation("a section that stands twice", ["orphaned @`table`"]) {
      $0.accepted += "\n### `table` (5e2a6b1e)\n\n```html\nx\n```\n"
    },
    Mutation("a conflict of two versions", ["damaged @<<<<<<< HEAD"]) {
      $0.editAccepted("### `values[7]`", "<<<<<<< HEAD\n### `values[7]`")
    },
    Mutation("a number in a table that is none", ["damaged @| 1 | 0,5 |"]) {
      $0.editAccepted("| 1 | 0.5 |", "| 1 | 0,5 |")
    },
    Mutation("an unknown kind of block", ["damaged @```text stdout"]) {
      $0.editAccepted("```text stderr", "```text stdout")
    },
    Mutation("a block that is not closed", ["damaged @```text echo"]) {
      $0.cutAccepted(from: "Layer(2, 1)\n```", to: nil)
    },
  ]
}
