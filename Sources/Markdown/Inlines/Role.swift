/// `` :name:`argument` ``, the one form of every addition that stands in running text.
struct Role {
  /// The bytes of the name and of the argument.
  var name: Range<Int>
  var argument: Range<Int>
  /// The first byte after the role.
  var end: Int

  /// Reads the role that begins with the `:` at `start`.
  init?(in bytes: ArraySlice<UInt8>, at start: Int) {
    var index = start + 1
    while index < bytes.endIndex, bytes[index].isLetterOrDigit || bytes[index] == .underscore {
      index += 1
    }
    name = (start + 1)..<index
    guard !name.isEmpty, bytes[index...].starts(with: [.colon, .backtick]) else { return nil }
    let rest = bytes[(index + 2)...]
    guard let close = rest.firstIndex(of: .backtick) else { return nil }
    argument = (index + 2)..<close
    end = close + 1
  }

  /// Whether `line` begins with a role.
  static func begins(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == .colon && Role(in: line, at: line.startIndex) != nil
  }
}
