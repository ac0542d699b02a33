/// An environment of rows.
struct Environment: Sendable {
  /// What stands between `\begin{name}` and the rows.
  enum Argument: Sendable {
    case none
    /// `{lcr}`.
    case columns
    /// `{3}`, which is left unread: the columns are counted.
    case count
    /// `[t]`, which is left unread.
    case position
  }

  /// How the rows are set.
  var layout: TableLayout
  /// The alignments of the columns, which come again and again.
  var columns: [TableColumn.Alignment] = [.center]
  /// The fences around the table.
  var fences: [String] = []
  /// What comes before the rows.
  var argument = Argument.none
}

extension Environment {
  /// Every environment, by name.
  static let all: [String: Environment] = {
    var all = base
    for name in ["align", "gather", "alignat", "equation", "eqnarray", "multline", "flalign"] {
      all[name + "*"] = base[name]
    }
    for name in ["matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix"] {
      all[name + "*"] = base[name]
      all[name + "*"]?.argument = .position
    }
    return all
  }()

  /// The names that a misspelt one is compared with.
  static let names = all.keys.sorted()

  private static let base: [String: Environment] = [
    "matrix": Environment(layout: .matrix),
    "pmatrix": Environment(layout: .matrix, fences: ["(", ")"]),
    "bmatrix": Environment(layout: .matrix, fences: ["[", "]"]),
    "Bmatrix": Environment(layout: .matrix, fences: ["{", "}"]),
    "vmatrix": Environment(layout: .matrix, fences: ["|", "|"]),
    "Vmatrix": Environment(layout: .matrix, fences: ["‖", "‖"]),
    "smallmatrix": Environment(layout: .small),
    "psmallmatrix": Environment(layout: .small, fences: ["(", ")"]),
    "bsmallmatrix": Environment(layout: .small, fences: ["[", "]"]),
    "array": Environment(layout: .matrix, argument: .columns),
    "subarray": Environment(layout: .small, argument: .columns),
    "cases": Environment(layout: .cases(isDisplay: false), columns: [.left], fences: ["{", ""]),
    "dcases": Environment(layout: .cases(isDisplay: true), columns: [.left], fences: ["{", ""]),
    "rcases": Environment(layout: .cases(isDisplay: false), columns: [.left], fences: ["", "}"]),
    "align": aligned, "aligned": Environment(alignedAfter: .position), "split": aligned,
    "alignat": Environment(alignedAfter: .count),
    "alignedat": Environment(alignedAfter: .count), "flalign": aligned,
    "eqnarray": Environment(layout: .cases(isDisplay: true), columns: [.right, .center, .left]),
    "gather": gathered, "gathered": gathered, "equation": gathered, "multline": gathered,
    "displaymath": gathered, "math": gathered,
  ]

  private init(alignedAfter argument: Argument) {
    let layout = TableLayout.aligned(hasGaps: argument != .count)
    self.init(layout: layout, columns: [.right, .left], argument: argument)
  }

  private static let aligned = Environment(alignedAfter: .none)
  private static let gathered = Environment(layout: .aligned(hasGaps: false))
}
