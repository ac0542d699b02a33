internal import Foundation

extension JupyterCell.Traits {
  /// Reads what a cell's metadata say, in the words of Jupyter, Jupyter Book and d2l.
  init(_ metadata: PlacedJSON?) {
    let jupyter = metadata?["jupyter"]
    hidesInput = jupyter?["source_hidden"]?.bool ?? false
    hidesOutput = jupyter?["outputs_hidden"]?.bool ?? metadata?["collapsed"]?.bool ?? false
    for tag in (metadata?["tags"]?.array ?? []).compactMap(\.string) { add(tag) }
    let tab = metadata?["tab"]
    tabs += tab?.string.map { [$0] } ?? (tab?.array ?? []).compactMap(\.string)
  }

  private mutating func add(_ tag: String) {
    let key = tag.replacing("_", with: "-").lowercased()
    if let trait = Self.meanings[key] {
      trait(&self)
    } else if tag.hasPrefix(Self.tabTag) {
      tabs.append(String(tag.dropFirst(Self.tabTag.count)))
    } else {
      tags.append(tag)
    }
  }

  private static let meanings: [String: @Sendable (inout Self) -> Void] = [
    "hide-input": { $0.hidesInput = true }, "remove-input": { $0.hidesInput = true },
    "hide-output": { $0.hidesOutput = true }, "remove-output": { $0.hidesOutput = true },
    "hide-cell": { ($0.hidesInput, $0.hidesOutput) = (true, true) },
    "remove-cell": { ($0.hidesInput, $0.hidesOutput) = (true, true) },
    "raises-exception": { $0.expectsError = true },
  ]
}

extension String {
  /// The bytes that the text spells in base 64, line ends and blanks left out.
  var fromBase64: [UInt8]? {
    Data(base64Encoded: filter { !$0.isWhitespace }).map { Array($0) }
  }

  /// The text as the name of a language in an info string; `nil` when nothing of it can be one.
  var asLanguage: String? {
    let name = lowercased().unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        || "+#-_".unicodeScalars.contains($0)
    }
    return name.isEmpty ? nil : String(String.UnicodeScalarView(name))
  }
}
