/// A JSON value, for reading fixtures.
public enum JSON: Decodable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      let isWhole = number == number.rounded() && (number != 0 || number.sign == .plus)
      let integer = isWhole ? try? container.decode(Int.self) : nil
      self = integer.map(JSON.integer) ?? .number(number)
    } else if let array = try? container.decode([JSON].self) {
      self = .array(array)
    } else if let object = try? container.decode([String: JSON].self) {
      self = .object(object)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else {
      self = .null
    }
  }
}

extension JSON {
  /// The member called `name`, or `null`.
  public subscript(name: String) -> JSON {
    if case .object(let members) = self { members[name] ?? .null } else { .null }
  }

  /// The elements; empty unless this is an array.
  public var array: [JSON] { if case .array(let elements) = self { elements } else { [] } }

  /// The text; empty unless this is a string.
  public var string: String { if case .string(let text) = self { text } else { "" } }

  /// The number; `nan`, `inf` and `-inf` are written as strings, truth as 1 and 0.
  public var number: Double {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    case .bool(let bool): bool ? 1 : 0
    case .string(let text): Double(text) ?? .nan
    default: .nan
    }
  }

  /// The number, or `standard` where there is none.
  public func number(or standard: Double) -> Double {
    if case .null = self { standard } else { number }
  }

  /// The number as an integer, exact beyond 2⁵³ too; zero where it is none.
  public var integer: Int {
    if case .integer(let integer) = self { integer } else { Int(exactly: number) ?? 0 }
  }

  /// The elements as numbers.
  public var numbers: [Double] { array.map(\.number) }

  /// The elements as integers.
  public var integers: [Int] { array.map(\.integer) }
}
