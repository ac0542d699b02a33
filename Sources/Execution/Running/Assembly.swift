/// What was compiled of a program's first cells, which is what the others need.
struct Assembly: Sendable {
  var syntax: [CellSyntax?] = []
  /// The units that later ones build on.
  var units: [CompiledUnit] = []
  /// Where each name was last declared.
  var declaring: [String: String] = [:]
  /// The names that a `guard` bound in the last unit, with its module.
  var guarded: [String: String] = [:]
  /// The book's library, once a unit imports it.
  var library: CompiledLibrary?
  /// How many modules there are so far, also of units that left nothing to build on.
  var position = 0
  /// What was to be done so far.
  var steps: [BuildStep] = []

  mutating func add(_ unit: CompiledUnit) { add(unit, unit.cells.map { syntax[$0] }) }

  /// Has later units see `unit`, whose cells consist of `syntax`.
  mutating func add(_ unit: CompiledUnit, _ syntax: [CellSyntax?]) {
    units.append(unit)
    for name in guarded.keys { declaring[name] = unit.module }
    guarded = [:]
    for cell in syntax {
      for name in cell?.declaredAtTopLevel ?? [] { declaring[name] = unit.module }
      for name in cell?.guarded ?? [] { guarded[name] = unit.module }
    }
  }
}
