import TestSupport
import Tensors
import Testing

/// The tensor that a fixture writes as `{"shape", "dtype", "data"}`; integers are exact.
func tensor(_ json: JSON) throws -> Tensor {
  let name = json["dtype"].string
  let type = try #require(DType.allCases.first { $0.name == name }, "no element type \(name)")
  let shape = json["shape"].integers
  return type.isFloatingPoint
    ? Tensor(json["data"].numbers, shape: shape, dtype: type)
    : Tensor(json["data"].array.map { $0.whole }, shape: shape, dtype: type)
}

/// Records an issue where `found` is not the tensor of a fixture, within `tolerance`.
///
/// Integers and truth must be equal; floats may differ by `tolerance` relative to them, and a tenth
/// of it absolutely, as the fixtures' description says.
func expect(_ found: Tensor, _ wanted: JSON, _ tolerance: Double, _ name: String) {
  #expect(found.shape == wanted["shape"].integers, "\(name)")
  expectElements(found, wanted, tolerance, name)
}

/// The same for the element type and the elements alone.
func expectElements(_ found: Tensor, _ wanted: JSON, _ tolerance: Double, _ name: String) {
  #expect(found.dtype.name == wanted["dtype"].string, "\(name)")
  #expect(found.count == wanted["data"].array.count, "\(name)")
  guard found.dtype.isFloatingPoint else {
    #expect(found.scalars(as: Int.self) == wanted["data"].array.map(\.whole), "\(name)")
    return
  }
  for (index, (x, y)) in zip(found.array, wanted["data"].numbers).enumerated() {
    let isClose =
      abs(x - y) <= tolerance * abs(y) + tolerance / 10 || x == y || x.isNaN && y.isNaN
    #expect(isClose, "\(name)[\(index)]: \(x) is not \(y)")
  }
}

extension JSON {
  /// The number, or truth as 1 and 0.
  fileprivate var whole: Int { if case .bool(let truth) = self { truth ? 1 : 0 } else { integer } }
}
