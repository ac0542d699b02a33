/// The equation of an `einsum`: which label each dimension of each operand has, and those of the
/// result.
struct EinsumEquation {
  /// A name that dimensions share.
  enum Label: Hashable {
    case letter(Character)
    /// One of the dimensions that `...` stands for, counted from the last, which is 1.
    case rest(Int)
  }

  /// One label a dimension, for each operand.
  private(set) var inputs: [[Label]] = []
  /// The labels of the result's dimensions.
  private(set) var output: [Label] = []

  /// Reads `text` for operands of the given shapes; stops at what does not fit.
  init(_ text: String, _ shapes: [[Int]], at site: Site) {
    let (left, right) = Self.sides(text.filter { $0 != " " }, at: site)
    let terms = left.split(separator: ",", omittingEmptySubsequences: false).map {
      Term($0, at: site)
    }
    guard terms.count == shapes.count else {
      fail(
        "einsum", "'\(text)' names \(terms.count) operands, but there are \(shapes.count)", at: site
      )
    }
    inputs = zip(terms, shapes).enumerated().map { position, pair in
      pair.0.labels(of: pair.1, operand: position, at: site)
    }
    output = right.map { explicitOutput(Term($0, at: site), $0, at: site) } ?? implicitOutput
  }

  /// What stands before and after the arrow, if there is one.
  private static func sides(
    _ text: String, at site: Site
  ) -> (left: Substring, right: Substring?) {
    guard let dash = text.firstIndex(of: "-") else { return (text[...], nil) }
    let rest = text[text.index(after: dash)...]
    guard rest.first == ">" else { fail("einsum", "'-' without '>' in '\(text)'", at: site) }
    return (text[..<dash], rest.dropFirst())
  }

  private func explicitOutput(_ term: Term, _ text: Substring, at site: Site) -> [Label] {
    let known = Set(inputs.joined())
    var seen: Set<Label> = []
    for case .letter(let letter)? in term.items {
      guard known.contains(.letter(letter)) else {
        fail("einsum", "the label '\(letter)' of the result is in no operand", at: site)
      }
      guard seen.insert(.letter(letter)).inserted else {
        fail("einsum", "the label '\(letter)' is twice in the result '\(text)'", at: site)
      }
    }
    return term.items.flatMap { $0.map { [$0] } ?? rest }
  }

  /// The rest, then the letters that occur once, capitals first.
  private var implicitOutput: [Label] {
    var counts: [Character: Int] = [:]
    for case .letter(let letter) in inputs.joined() { counts[letter, default: 0] += 1 }
    return rest + counts.keys.filter { counts[$0] == 1 }.sorted().map(Label.letter)
  }

  /// The labels that `...` stands for, in order.
  private var rest: [Label] {
    let places = inputs.joined().map { if case .rest(let place) = $0 { place } else { 0 } }
    return (0..<(places.max() ?? 0)).reversed().map { .rest($0 + 1) }
  }
}

extension EinsumEquation.Label: CustomStringConvertible {
  var description: String {
    switch self {
    case .letter(let letter): "the label '\(letter)'"
    case .rest(let place): "dimension \(-place) of '...'"
    }
  }
}

/// The labels of one operand as they are written; nil stands for `...`.
private struct Term {
  let items: [EinsumEquation.Label?]

  init(_ text: Substring, at site: Site) {
    var items: [EinsumEquation.Label?] = []
    var rest = text
    while let next = rest.popFirst() {
      if next == ".", rest.hasPrefix(".."), !items.contains(nil) {
        rest = rest.dropFirst(2)
        items.append(nil)
        continue
      }
      guard next.isASCII, next.isLetter else {
        fail("einsum", "'\(next)' in '\(text)' is no label; labels are letters and '...'", at: site)
      }
      items.append(.letter(next))
    }
    self.items = items
  }

  /// One label for each dimension of `shape`.
  func labels(of shape: [Int], operand: Int, at site: Site) -> [EinsumEquation.Label] {
    let named = items.count { $0 != nil }
    guard items.contains(nil) ? named <= shape.count : named == shape.count else {
      fail(
        "einsum",
        "operand \(operand) has shape \(shape.shapeText) with \(shape.count) dimensions, but"
          + " \(named) labels", at: site)
    }
    let rest = (0..<shape.count - named).reversed().map { EinsumEquation.Label.rest($0 + 1) }
    return items.flatMap { $0.map { [$0] } ?? rest }
  }
}
