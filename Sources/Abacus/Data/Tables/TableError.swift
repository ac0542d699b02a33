/// Why a text is no table, or a table no tensor.
public enum TableError: Error, Equatable, Sendable {
  /// A byte of a file; both numbers count from 1.
  public struct Place: Equatable, Sendable {
    public var file: String
    public var line: Int
    public var column: Int
  }

  case file(String, reason: String)
  case noHeader(String)
  case openQuote(Place)
  case afterQuote(Place, text: String)
  case fieldCount(Place, expected: Int, found: Int)
  case repeatedName(Place, name: String)
  case noColumn(String, name: String, names: [String])
  case notNumber(Place, text: String, name: String)
  case notInteger(Place, text: String, name: String, type: String)
  case missing(Place, name: String, type: String)
}

extension TableError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let path, let reason): "'\(path)': \(reason)"
    case .noHeader(let file): "\(file): there is no first line with the names of the columns"
    case .openQuote(let place): "\(place): the quotes that open here are never closed"
    case .afterQuote(let place, let text):
      "\(place): '\(text)' follows the closing quotes; quotes within a field are written twice"
    case .fieldCount(let place, let expected, let found):
      "\(place): a row ends here after \(TableError.fields(found)), where the first has \(expected)"
    case .repeatedName(let place, let name): "\(place): there are two columns '\(name)'"
    case .noColumn(let file, let name, let names):
      "\(file): there is no column '\(name)' among "
        + names.map { "'\($0)'" }.joined(separator: ", ")
    case .notNumber(let place, let text, let name):
      "\(place): '\(text)' in column '\(name)' is no number"
    case .notInteger(let place, let text, let name, let type):
      "\(place): '\(text)' in column '\(name)' is no number of type \(type)"
    case .missing(let place, let name, let type):
      "\(place): column '\(name)' has nothing here, which \(type) cannot express"
    }
  }

  private static func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }
}

extension TableError.Place: CustomStringConvertible {
  public var description: String { "\(file):\(line):\(column)" }
}
