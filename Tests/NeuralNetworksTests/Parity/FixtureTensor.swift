import Tensors
import TestSupport
import Testing

extension JSON {
  /// A tensor as the fixtures write it.
  func tensor() throws -> Tensor {
    let type = try #require(DType.allCases.first { $0.name == self["dtype"].string })
    return Tensor(self["data"].numbers, shape: self["shape"].integers, dtype: type)
  }

  /// Whether there is anything.
  var isPresent: Bool { if case .null = self { false } else { true } }

  /// The members of an object by name.
  var members: [String: JSON] { if case .object(let members) = self { members } else { [:] } }
}

/// Compares a tensor with one of the fixtures: shape, type, and every element within `tolerance`,
/// relative, and a tenth of it absolute.
func expect(_ found: Tensor, _ wanted: JSON, _ tolerance: Double, _ name: String) {
  #expect(found.shape == wanted["shape"].integers, "\(name)")
  #expect(found.dtype.name == wanted["dtype"].string, "\(name)")
  let (numbers, expected) = (found.scalars(as: Double.self), wanted["data"].numbers)
  guard numbers.count == expected.count else { return }
  let wrong = numbers.indices.first { index in
    let (x, y) = (numbers[index], expected[index])
    return !(abs(x - y) <= tolerance * abs(y) + tolerance / 10 || x == y || x.isNaN && y.isNaN)
  }
  if let wrong { Issue.record("\(name)[\(wrong)]: \(numbers[wrong]) is not \(expected[wrong])") }
}
