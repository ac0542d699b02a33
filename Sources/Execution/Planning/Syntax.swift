internal import NotebookModel

/// One top-level item of a cell, as the compiler's parser sees it.
struct SyntaxItem: Hashable, Sendable {
  /// What an item is.
  enum Kind: Hashable, Sendable {
    case importDeclaration(module: String)
    /// A function, type, alias, operator, extension that conforms to nothing new.
    case declaration
    /// An extension that adds a conformance.
    case conformance
    /// `let` or `var`, with the number of its patterns.
    case binding(patterns: Int)
    case expression
    /// An expression that assigns and so has no value.
    case assignment
    case deferred
    case statement
  }

  var kind: Kind
  /// Where it begins in the cell, and where its last token ends.
  var bytes: Range<Int>
  /// The names it adds to the program, or, as an extension, to a type that was there before.
  var names: Set<String>
  /// Whether it extends a type.
  var isExtension = false
  /// Whether it waits, outside of closures and functions.
  var awaits = false
  /// Whether a semicolon follows.
  var isSilenced = false
}

/// What the planner knows of a cell.
struct CellSyntax: Sendable {
  var items: [SyntaxItem]
  var tokens: [CellToken]

  /// The tokens that begin in `range`; found by halving, as a long cell asks for every statement.
  func tokens(in range: Range<Int>) -> ArraySlice<CellToken> {
    func first(from offset: Int) -> Int {
      var (low, high) = (0, tokens.count)
      while low < high {
        let middle = (low + high) / 2
        if tokens[middle].bytes.lowerBound < offset { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return tokens[first(from: range.lowerBound)..<first(from: range.upperBound)]
  }
  /// The names the cell adds, to the program and to types.
  var declared: Set<String> { items.reduce(into: []) { $0.formUnion($1.names) } }
  /// The names the cell adds to the program.
  var declaredAtTopLevel: Set<String> {
    items.reduce(into: []) { if !$1.isExtension { $0.formUnion($1.names) } }
  }
  /// The names that a `guard` binds.
  var guarded: Set<String> {
    items.reduce(into: []) { if $1.kind == .statement { $0.formUnion($1.names) } }
  }
  /// How many of its items are code that runs where it stands.
  var statementCount: Int {
    items.count { item in
      switch item.kind {
      case .importDeclaration, .declaration, .conformance: false
      default: true
      }
    }
  }
  /// Every identifier and operator in the cell.
  var mentioned: Set<String> {
    Set(tokens.filter { $0.isName || $0.kind == .operator }.map(\.text))
  }
  /// The modules the cell imports.
  var imports: [String] {
    items.compactMap { item in
      guard case .importDeclaration(let module) = item.kind else { return nil }
      return module
    }
  }
  /// The imports between `#if` and `#endif`, which the compiler's parse tree leaves out.
  var conditionalImports: [(offset: Int, module: String)] {
    guard tokens.contains(where: { $0.text == "#if" }) else { return [] }
    return tokens.indices.dropLast().compactMap { index in
      let token = tokens[index]
      guard token.text == "import", token.kind == .keyword,
        index == 0 || tokens[index - 1].kind == .newline,
        !items.contains(where: { $0.bytes.contains(token.bytes.lowerBound) })
      else { return nil }
      return (token.bytes.lowerBound, tokens[index + 1].text)
    }
  }
}
