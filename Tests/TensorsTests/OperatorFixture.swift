import TestSupport
import Tensors

/// The attributes of a case of `operators.json`, which remember those that were asked for.
final class Attributes {
  private let json: JSON
  /// Attributes that say in words what the case does.
  private var used: Set = ["say", "then"]

  init(_ json: JSON) { self.json = json }

  /// The attributes that nobody asked for: what they mean was left out.
  var unused: [String] {
    guard case .object(let members) = json else { return [] }
    return members.keys.filter { !used.contains($0) }.sorted()
  }

  /// The attribute called `name`, if there is one.
  subscript(name: String) -> JSON? {
    used.insert(name)
    if case .null = json[name] { return nil }
    return json[name]
  }
}

extension Attributes {
  var dim: Int? { self["dim"]?.integer }
  /// The list called `dims`, or the number or list called `dim`.
  var dimensions: [Int]? {
    if let list = self["dims"] ?? self["dim"], case .array = list { return list.integers }
    return dim.map { [$0] }
  }
  var keepDim: Bool { self["keepDim"]?.number == 1 }

  func integer(_ name: String, or standard: Int = 0) -> Int { self[name]?.integer ?? standard }
  func number(_ name: String, or standard: Double) -> Double { self[name]?.number ?? standard }
  func integers(_ name: String) -> [Int] { self[name]?.integers ?? [] }

  /// The positions called `index`: nested lists of any depth.
  var index: Tensor {
    var (elements, shape) = (self["index"]?.array ?? [], [Int]())
    while case .array? = elements.first {
      shape.append(elements.count / shape.reduce(1, *))
      elements = elements.flatMap(\.array)
    }
    shape.append(elements.count / shape.reduce(1, *))
    return Tensor(elements.map(\.integer), shape: shape)
  }
}
