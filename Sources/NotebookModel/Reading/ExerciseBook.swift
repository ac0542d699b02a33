/// The exercises of a chapter, to find roles that belong to none or stand twice.
struct ExerciseBook {
  private var roles: [(role: CellRole, range: Range<Int>, tabs: [String])] = []

  /// Adds the role that a cell in `tabs` has, named at `range`.
  mutating func add(_ role: CellRole, at range: Range<Int>, tabs: [String]) {
    roles.append((role, range, tabs))
  }

  /// What is wrong with the roles taken together.
  var faults: [PlacedFault] {
    let known = Set(
      roles.compactMap { role, _, _ in
        if case .exercise(let id, _) = role { id } else { nil }
      })
    let names = known.sorted()
    var seen: Set<[String]> = []
    var faults: [PlacedFault] = []
    for (role, range, tabs) in roles {
      if !known.contains(role.id) {
        faults.append(PlacedFault(.unknownExercise(role.id, known: names), range))
      }
      guard let directive = role.uniqueDirective else { continue }
      let isNew = tabs.map { seen.insert([directive, role.id, $0]).inserted }
      if isNew.contains(false) {
        faults.append(PlacedFault(.repeatedExercise(role.id, directive: directive), range))
      }
    }
    return faults
  }
}

extension CellRole {
  /// The name of the exercise it belongs to.
  package var id: String {
    switch self {
    case .exercise(let id, _), .solution(let id), .check(let id, _, _, _), .wrong(let id, _),
      .hint(let id):
      id
    }
  }

  /// The directive of a role that an exercise has only once in a tab.
  fileprivate var uniqueDirective: String? {
    switch self {
    case .exercise: "%%exercise"
    case .solution: "%%solution"
    default: nil
    }
  }
}
