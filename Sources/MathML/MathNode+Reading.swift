extension MathNode {
  /// The pieces of a row; of anything else, itself.
  var pieces: [MathNode] { if case .row(let nodes) = self { nodes } else { [self] } }

  /// The piece as a group of braces makes it: no operator, no relation.
  var asOrdinary: MathNode {
    switch atom {
    case .ordinary?, nil: self
    default: .classed(.ordinary, self)
    }
  }

  /// How the piece is spaced; `nil` for spaces, which count as nothing.
  var atom: AtomClass? {
    switch self {
    case .symbol(let symbol): symbol.atom
    case .space: nil
    case .classed(let atom, _): atom
    case .function: .operator
    case .scripts(let scripts): scripts.base.atom ?? .ordinary
    case .accent(let base, let mark): mark.keepsClass ? base.atom : .ordinary
    case .fenced: .inner
    case .styled(.phantom, _), .styled(.padded, _): .ordinary
    case .styled(_, let node): node.pieces.count == 1 ? node.pieces[0].atom : .ordinary
    default: .ordinary
    }
  }

  /// Whether `\limits` may follow the piece.
  var isOperator: Bool { atom == .operator }

  /// Where the piece wants its scripts.
  var scriptPlacement: Scripts.Placement {
    switch self {
    case .symbol(let symbol): Command.takesLimits(symbol.text) ? .limits : .beside
    case .accent(_, let mark): mark.takesLimits ? .stacked : .beside
    case .function(_, let hasLimits): hasLimits ? .limits : .beside
    case .classed(.operator, _): .limits
    default: .beside
    }
  }

  /// Whether the piece is no higher than a line, so that fences around it need not grow.
  var isLow: Bool {
    switch self {
    case .identifier, .number, .function, .space: true
    case .symbol(let symbol): symbol.atom != .operator && symbol.size == nil && !symbol.grows
    case .text(let text, _): !text.isEmpty
    case .row(let nodes): nodes.allSatisfy(\.isLow)
    case .classed(_, let node): node.isLow
    case .scripts(let scripts):
      scripts.upper == nil && scripts.placement == .beside
        && scripts.base.isFlat && scripts.lower?.isFlat ?? false
    case .fenced(_, let body, _): body.allSatisfy(\.isLow) && !body.isEmpty
    default: false
    }
  }

  /// Whether the piece is low and has nothing at its corners.
  private var isFlat: Bool {
    switch self {
    case .scripts, .fenced: false
    case .row(let nodes): nodes.allSatisfy(\.isFlat)
    case .classed(_, let node): node.isFlat
    default: isLow
    }
  }

  /// The sign whose spacing is the piece's: its own, or that of its base.
  var core: MathSymbol? {
    switch self {
    case .symbol(let symbol): symbol
    case .scripts(let scripts): scripts.base.core
    case .accent(let base, _): base.core
    case .classed(_, let node): node.core
    case .styled(.css, let node), .styled(.level, let node): node.core
    case .row(let nodes): nodes.count == 1 ? nodes[0].core : nil
    default: nil
    }
  }
}
