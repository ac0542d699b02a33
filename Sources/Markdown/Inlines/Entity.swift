/// An entity or numeric character reference (CommonMark 2.5).
struct Entity {
  /// What it stands for.
  var text: String
  /// The first byte after it.
  var end: Int

  /// Reads the reference that begins with the `&` at `start`.
  init?(in bytes: ArraySlice<UInt8>, at start: Int) {
    let body = bytes[(start + 1)...].prefix(Self.longest + 1)
    guard let semicolon = body.firstIndex(of: .semicolon) else { return nil }
    end = semicolon + 1
    let name = body[..<semicolon]
    if name.first == .hash {
      guard let scalar = Self.scalar(name.dropFirst()) else { return nil }
      text = String(Character(scalar))
    } else {
      guard name.allSatisfy(\.isLetterOrDigit),
        let named = Self.named[String(decoding: name, as: UTF8.self)]
      else { return nil }
      text = named
    }
  }

  private static func scalar(_ number: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let isHexadecimal = number.first?.lowercased == UInt8(ascii: "x")
    let digits = isHexadecimal ? number.dropFirst() : number
    guard (1...(isHexadecimal ? 6 : 7)).contains(digits.count),
      digits.allSatisfy({ isHexadecimal ? $0.isHexDigit : $0.isDigit }),
      let value = UInt32(
        String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
    else { return nil }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// The longest name of an entity.
  private static let longest = 32

  /// The named entities, by name.
  private static let named: [String: String] = {
    let pairs = entityNames.split(whereSeparator: \.isWhitespace).map { entry in
      let parts = entry.split(separator: "=", maxSplits: 1)
      let scalars = parts[1].split(separator: ",").compactMap { UInt32($0, radix: 16) }
      let text = scalars.compactMap(Unicode.Scalar.init).map { String(Character($0)) }.joined()
      return (String(parts[0]), text)
    }
    return Dictionary(pairs) { first, _ in first }
  }()
}
