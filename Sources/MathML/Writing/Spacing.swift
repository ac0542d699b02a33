/// The space at the two sides of a piece, in steps: none, thin, medium, thick.
struct Spacing: Hashable, Sendable {
  var before = 0
  var after = 0
  /// Space before a piece that has no sign to carry it.
  var gap = 0

  /// The lengths of the steps (3, 4 and 5 mu of 18 to the em).
  static let lengths = ["0", "0.1667em", "0.2222em", "0.2778em"]
}

extension Spacing {
  /// Returns the space at the sides of each of `nodes`, which stand in a row after `previous`.
  ///
  /// The rules are those of *The TeXbook*, chapter 18 and appendix G: a binary operator without an
  /// operand is an ordinary sign, and scripts have only the space around functions.
  static func ofRow(_ nodes: [MathNode], after previous: AtomClass?, inScript: Bool) -> [Spacing] {
    var spacings = [Spacing](repeating: Spacing(), count: nodes.count)
    let atoms = settled(nodes.map(\.atom), after: previous)
    var last: (index: Int?, atom: AtomClass)? = previous.map { (nil, $0) }
    for (index, atom) in atoms.enumerated() {
      guard let atom else { continue }
      if let last {
        let step = table[last.atom.rawValue][atom.rawValue]
        let space = step < 0 ? (inScript ? 0 : -step) : step
        let carrier = last.index.flatMap { nodes[$0].core == nil ? nil : $0 }
        if space > 0 {
          if let carrier, spaced.contains(last.atom) {
            spacings[carrier].after = space
          } else if nodes[index].core != nil {
            spacings[index].before = space
          } else if let carrier {
            spacings[carrier].after = space
          } else {
            spacings[index].gap = space
          }
        }
      }
      last = (index, atom)
    }
    return spacings
  }

  /// The classes whose signs carry the space after them.
  private static let spaced: Set<AtomClass> = [.operator, .binary, .relation, .punctuation]

  /// Returns the classes with binary operators that lack an operand made ordinary.
  private static func settled(_ atoms: [AtomClass?], after previous: AtomClass?) -> [AtomClass?] {
    var atoms = atoms
    var last: (index: Int?, atom: AtomClass)? = previous.map { (nil, $0) }
    for (index, atom) in atoms.enumerated() {
      guard var atom else { continue }
      if atom == .binary, last.map({ endsOperand.contains($0.atom) }) != true { atom = .ordinary }
      if [.relation, .closing, .punctuation].contains(atom), let last, last.atom == .binary,
        let position = last.index
      {
        atoms[position] = .ordinary
      }
      atoms[index] = atom
      last = (index, atom)
    }
    if let last, last.atom == .binary, let position = last.index { atoms[position] = .ordinary }
    return atoms
  }

  /// The classes after which an operator has a left operand.
  private static let endsOperand: Set<AtomClass> = [.ordinary, .closing, .inner]

  /// The steps between a class (row) and the next (column), in the order of `AtomClass`; negative
  /// where scripts have none (*The TeXbook*, page 170).
  private static let table = [
    [0, 1, -2, -3, 0, 0, 0, -1],
    [1, 1, 0, -3, 0, 0, 0, -1],
    [-2, -2, 0, 0, -2, 0, 0, -2],
    [-3, -3, 0, 0, -3, 0, 0, -3],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 1, -2, -3, 0, 0, 0, -1],
    [-1, -1, 0, -1, -1, -1, -1, -1],
    [-1, 1, -2, -3, -1, 0, -1, -1],
  ]
}
