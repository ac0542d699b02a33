package import Markup

/// The address of a link or image, as an attribute may hold it.
package struct LinkTarget {
  /// The address, percent-encoded; `nil` when it would run a script.
  package let address: String?

  /// Encodes `destination`; with `disarms`, addresses that run scripts are dropped.
  package init(_ destination: String, disarms: Bool = true, isImage: Bool = false) {
    let isArmed = disarms && Self.runsScripts(destination, isImage: isImage)
    address = isArmed ? nil : Self.encoded(destination)
  }

  /// Returns ` name="address"`, or nothing when there is no address.
  package func attribute(_ name: String) -> HTML { address.map { " \(name)=\"\($0)\"" } ?? "" }

  /// Whether a browser would execute what `destination` holds.
  ///
  /// Browsers skip control characters and spaces in a scheme, so we do.
  private static func runsScripts(_ destination: String, isImage: Bool) -> Bool {
    let bytes = destination.utf8.filter { $0 > .space }
    if isImage, bytes.startsWithoutCase("data:image/") { return false }
    return ["javascript:", "vbscript:", "data:"].contains { bytes.startsWithoutCase($0) }
  }

  /// Percent-encodes what may not stand in an address; what is encoded already stays.
  private static func encoded(_ destination: String) -> String {
    if destination.utf8.allSatisfy({ isSafe[Int($0)] }) { return destination }
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in destination.utf8 {
      if isSafe[Int(byte)] {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let isSafe: [Bool] = (0...255).map { (byte: UInt8) in
    byte.isLetterOrDigit || "-_.+!*(),%#@?=;:/$&~'".utf8.contains(byte)
  }
}
