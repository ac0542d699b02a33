/// Something that can be measured; `all` is the table.
struct Command: Sendable {
  let name: String
  let summary: String
  /// The names of its rows.
  let names: [String]
  /// Measures a file instead of a row; nil for what measures no files.
  var measureFile: (@Sendable (_ bytes: [UInt8]) -> Void)?
  /// Measures one row, or all of them.
  let run: @Sendable (_ only: String?) -> Void

  static let all = [
    Command(
      name: "steps", summary: "training steps and single operations, in microseconds",
      names: Step.all.map(\.name)
    ) { only in
      for step in Step.all where only ?? step.name == step.name { step.measure() }
    },
    Command(
      name: "products", summary: "matrix products of many shapes, in GFLOP/s",
      names: Product.all.map(\.name)
    ) { only in
      for product in Product.all where only ?? product.name == product.name { product.measure() }
    },
    Command(
      name: "memory", summary: "deep graphs on a small stack, and memory while training",
      names: MemoryTest.all.map(\.name)
    ) { only in
      for test in MemoryTest.all where only ?? test.name == test.name { test.measure() }
    },
    Command(
      name: "markdown", summary: "reading Markdown that is made to be slow, in milliseconds",
      names: MarkdownTest.all.map(\.name), measureFile: MarkdownTest.measure(file:)
    ) { only in
      for test in MarkdownTest.all where only ?? test.name == test.name { test.measure() }
    },
    Command(
      name: "resume", summary: "running a chapter again after an edit of its last cell, in ms",
      names: ResumeTest.all.map(\.name), measureFile: ResumeTest.measure(file:)
    ) { only in
      for test in ResumeTest.all where only ?? test.name == test.name { test.measure() }
    },
  ]
}
