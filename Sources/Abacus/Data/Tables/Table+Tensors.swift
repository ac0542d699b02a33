public import Tensors

extension Table {
  /// Returns columns as numbers.
  ///
  ///     → [rows, columns] of `dtype`
  ///
  /// What is missing becomes NaN in a floating type, and is an error in another.
  ///
  /// - Parameter names: The columns to take, in this order; all if not given.
  /// - Throws: The first field that is no number of `dtype`, with its place.
  public func tensor(
    _ names: [String]? = nil, dtype: DType = .float32
  ) throws(TableError) -> Tensor {
    var columns: [Int] = []
    for name in names ?? self.names { columns.append(try index(of: name)) }
    return try numbers(columns, dtype).reshape([count, columns.count])
  }

  /// Returns the column `name` as numbers, [rows] of `dtype`.
  ///
  /// As of several columns, but with one dimension.
  public func tensor(_ name: String, dtype: DType = .float32) throws(TableError) -> Tensor {
    try numbers([index(of: name)], dtype)
  }

  /// Returns the column `name` as the numbers of its different values, and these values in order.
  ///
  ///     → labels [rows] of int64
  ///
  /// - Throws: Where the column has nothing.
  public func classes(of name: String) throws(TableError) -> (labels: Tensor, classes: [String]) {
    let column = try index(of: name)
    var values: [String] = []
    for row in 0..<count {
      guard let value = value(row: row, column: column) else {
        throw .missing(place(row: row, column: column), name: name, type: "a class")
      }
      values.append(value)
    }
    let classes = Set(values).sorted()
    let positions = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
    return (Tensor(values.map { positions[$0] ?? 0 }, shape: [count]), classes)
  }

  private func numbers(_ columns: [Int], _ dtype: DType) throws(TableError) -> Tensor {
    if let range = Table.integerRanges[dtype] {
      return try integers(columns, dtype, range)
    }
    var values: [Double] = []
    values.reserveCapacity(count * columns.count)
    for row in 0..<count {
      for column in columns {
        guard let text = value(row: row, column: column) else {
          values.append(.nan)
          continue
        }
        guard let number = Double(text) else {
          throw .notNumber(place(row: row, column: column), text: text, name: names[column])
        }
        values.append(number)
      }
    }
    return Tensor(values, shape: [values.count], dtype: dtype)
  }

  private func integers(
    _ columns: [Int], _ dtype: DType, _ range: ClosedRange<Int64>
  ) throws(TableError) -> Tensor {
    var values: [Int64] = []
    values.reserveCapacity(count * columns.count)
    for row in 0..<count {
      for column in columns {
        guard let text = value(row: row, column: column) else {
          throw .missing(
            place(row: row, column: column), name: names[column], type: "\(dtype.name)")
        }
        let number = Int64(text) ?? Double(text).flatMap { Int64(exactly: $0) }
        guard let number, range.contains(number) else {
          throw .notInteger(
            place(row: row, column: column), text: text, name: names[column], type: dtype.name)
        }
        values.append(number)
      }
    }
    return Tensor(values, shape: [values.count], dtype: dtype)
  }

  /// The numbers that the types of whole numbers have.
  private static let integerRanges: [DType: ClosedRange<Int64>] = [
    .int64: .min ... .max, .int32: Int64(Int32.min)...Int64(Int32.max), .int8: -128...127,
    .uint8: 0...255, .bool: 0...1,
  ]
}
