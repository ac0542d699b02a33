/// One of the seven ways raw HTML begins and ends as a block (CommonMark 4.6).
struct HTMLBlockRule: Sendable {
  /// Whether a line that begins with `<` opens such a block.
  let begins: @Sendable (_ line: ArraySlice<UInt8>) -> Bool
  /// What a line contains that ends the block, in lower case; a blank line ends it if empty.
  var terminators: [String] = []
  var interruptsParagraphs = true

  var endsAtBlankLine: Bool { terminators.isEmpty }

  /// Whether `line` is the last of the block.
  func ends(_ line: ArraySlice<UInt8>) -> Bool {
    guard !terminators.isEmpty else { return false }
    return line.indices.contains { index in
      terminators.contains { line[index...].startsWithoutCase($0) }
    }
  }
}

extension HTMLBlockRule {
  /// The seven kinds in the order of the specification.
  static let all = [
    HTMLBlockRule(
      begins: { line in
        let name = line.dropFirst().prefix(while: \.isLetter)
        let next = line.dropFirst(1 + name.count).first
        return ["script", "pre", "style", "textarea"].contains(lowercase(name))
          && (next.map { $0.isWhitespace || $0 == .greater } ?? true)
      },
      terminators: ["</script>", "</pre>", "</style>", "</textarea>"]),
    HTMLBlockRule(begins: { $0.startsWithoutCase("<!--") }, terminators: ["-->"]),
    HTMLBlockRule(begins: { $0.startsWithoutCase("<?") }, terminators: ["?>"]),
    HTMLBlockRule(
      begins: { $0.startsWithoutCase("<!") && $0.dropFirst(2).first?.isLetter ?? false },
      terminators: [">"]),
    HTMLBlockRule(begins: { $0.startsWithoutCase("<![cdata[") }, terminators: ["]]>"]),
    HTMLBlockRule(begins: beginsBlockElement),
    HTMLBlockRule(
      begins: { line in
        guard let end = HTMLTag.end(in: line, from: line.startIndex) else { return false }
        return line[end...].allSatisfy(\.isWhitespace)
      },
      interruptsParagraphs: false),
  ]

  private static func beginsBlockElement(_ line: ArraySlice<UInt8>) -> Bool {
    var rest = line.dropFirst()
    if rest.first == .slash { rest = rest.dropFirst() }
    let name = rest.prefix(while: \.isLetterOrDigit)
    guard blockElements.contains(lowercase(name)) else { return false }
    rest = rest.dropFirst(name.count)
    return rest.first.map { $0.isWhitespace || $0 == .greater } ?? true
      || rest.starts(with: [.slash, .greater])
  }

  private static func lowercase(_ name: ArraySlice<UInt8>) -> String {
    String(decoding: name.map(\.lowercased), as: UTF8.self)
  }

  private static let blockElements: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}
