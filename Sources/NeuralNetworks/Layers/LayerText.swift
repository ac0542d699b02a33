internal import Tensors

/// How PyTorch prints the options of a layer.
enum LayerText {
  /// `(3, 4)`, and `(3,)` for a single one.
  static func tuple(_ values: [Int]) -> String {
    values.count == 1
      ? "(\(values[0]),)" : "(" + values.map(String.init).joined(separator: ", ") + ")"
  }

  /// One number as such, several as a tuple: as they were given.
  static func given(_ size: any SizePair) -> String {
    if let number = size as? Int { return "\(number)" }
    return tuple(size.extents)
  }

  /// `True` or `False`.
  static func truth(_ value: Bool) -> String { value ? "True" : "False" }

  /// The entries that are there, separated by commas.
  static func list(_ entries: String?...) -> String {
    entries.compactMap { $0 }.joined(separator: ", ")
  }
}

extension Array<Int> {
  /// `name=(1, 1)`, or nothing when all are `standard`.
  func option(_ name: String, unless standard: Int) -> String? {
    allSatisfy { $0 == standard } ? nil : "\(name)=\(LayerText.tuple(self))"
  }
}
