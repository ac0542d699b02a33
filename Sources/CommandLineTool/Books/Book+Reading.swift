package import SourceText

/// One key of `book.json`: how it is written and what it changes.
private struct BookKey: Sendable {
  let name: String
  let expected: String
  /// Takes the value over, or returns `false` when it is not what is expected.
  let apply: @Sendable (inout Book, JSON5.Content) -> Bool

  static func text(
    _ name: String, _ expected: String = "text",
    _ set: @escaping @Sendable (inout Book, String) -> Void
  ) -> BookKey {
    BookKey(name: name, expected: expected) { book, content in
      guard case .string(let text) = content else { return false }
      set(&book, text)
      return true
    }
  }

  static func positive(
    _ name: String, _ unit: String, _ set: @escaping @Sendable (inout Book, Double) -> Void
  ) -> BookKey {
    BookKey(name: name, expected: "a number of \(unit) above 0") { book, content in
      guard case .number(let number) = content, number > 0, number < 1e9 else { return false }
      set(&book, number)
      return true
    }
  }

  static func tolerance(
    _ name: String, _ path: any WritableKeyPath<ToleranceChoice, Double?> & Sendable
  ) -> BookKey {
    BookKey(name: name, expected: "a number, 0 or more") { book, content in
      guard let number = content.tolerance else { return false }
      book.tolerance[keyPath: path] = number
      return true
    }
  }

  static let all: [BookKey] = [
    text("title") { $0.title = $1 },
    text("author") { $0.author = $1 },
    BookKey(name: "language", expected: "a language tag such as \"en\"") { book, content in
      guard case .string(let tag) = content, tag.isLanguageTag else { return false }
      book.language = tag
      return true
    },
    BookKey(name: "output", expected: "the name of a folder inside the book's") { book, content in
      guard case .string(let name) = content, Path.resolved(name, in: "") != nil else {
        return false
      }
      book.output = name
      return true
    },
    BookKey(name: "theme", expected: "\"auto\", \"light\" or \"dark\"") { book, content in
      guard case .string(let theme) = content, Book.themes.contains(theme) else { return false }
      book.theme = theme
      return true
    },
    BookKey(name: "repository", expected: "an address that begins with https://") {
      book, content in
      guard case .string(let address) = content,
        ["https://", "http://"].contains(where: { address.hasPrefix($0) && address != $0 })
      else { return false }
      book.repository = address
      return true
    },
    BookKey(name: "library", expected: "the name of a module, such as \"CourseKit\"") {
      book, content in
      guard case .string(let name) = content, name.isModuleName else { return false }
      book.library = name
      return true
    },
    positive("cellTimeout", "seconds") { $0.cellTimeout = $1 },
    positive("chapterTimeout", "seconds") { $0.chapterTimeout = $1 },
    positive("memoryLimit", "MiB") { $0.memoryLimit = $1 },
    positive("outputLimit", "KiB") { $0.outputLimit = $1 },
    BookKey(name: "tabs", expected: "a list of names, such as [\"scratch\", \"concise\"]") {
      book, content in
      guard case .array(let elements) = content else { return false }
      let names = elements.compactMap { element in
        if case .string(let name) = element.content, !name.isEmpty { name } else { nil }
      }
      book.tabs = names
      return names.count == elements.count
        && Set(names.map { $0.lowercased() }).count == names.count
    },
    tolerance("rtol", \.relative),
    tolerance("atol", \.absolute),
    BookKey(
      name: "chapterTolerances",
      expected: "tolerances by chapter, such as {\"circles\": {\"rtol\": 1e-4, \"atol\": 0}}"
    ) { book, content in
      guard case .object(let members) = content else { return false }
      for member in members {
        guard let choice = ToleranceChoice(member.value.content) else { return false }
        book.chapterTolerances[member.name] = choice
      }
      return true
    },
    BookKey(
      name: "testEnvironment", expected: "texts by name, such as {\"LECTERN_DATA\": \"none\"}"
    ) { book, content in
      guard case .object(let members) = content else { return false }
      for member in members {
        guard case .string(let text) = member.value.content, !member.name.isEmpty,
          !(member.name + text).utf8.contains(0), !member.name.contains("=")
        else { return false }
        book.testEnvironment[member.name] = text
      }
      return true
    },
    BookKey(
      name: "macros",
      expected: "TeX by command, such as {\"R\": \"\\\\mathbb{R}\", \"norm\": \"\\\\|#1\\\\|\"}"
    ) { book, content in
      guard case .object(let members) = content else { return false }
      for member in members {
        // Authors who come from other tools write the backslash.
        let name = member.name.hasPrefix("\\") ? String(member.name.dropFirst()) : member.name
        guard case .string(let tex) = member.value.content, name.isCommandName else { return false }
        book.macros[name] = tex
      }
      return true
    },
  ]
}

extension String {
  /// Whether the text has the form of a language tag (RFC 5646): letters and digits in parts.
  fileprivate var isLanguageTag: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return (2...8).contains(parts.first?.utf8.count ?? 0)
      && parts.allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
          }
      }
  }

  /// Whether a module of the book's own can have this name.
  fileprivate var isModuleName: Bool {
    let taken: Set = ["Swift", "Foundation", "Abacus", "Tensors", "Plotting", "CellSupport"]
    guard let first = utf8.first, !(0x30...0x39).contains(first), !taken.contains(self) else {
      return false
    }
    return utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
      default: false
      }
    }
  }
}

extension Book {
  /// Reads `book.json`; what is wrong with it is told in the diagnostics, all at once.
  package static func reading(_ bytes: [UInt8], path: String) -> (Book, [Diagnostic]) {
    let lines = LineTable(bytes)
    var book = Book()
    let problems: [Problem]
    do throws(JSON5.SyntaxError) {
      let file = try JSON5(parsing: bytes)
      problems = book.take(file)
    } catch {
      problems = [Problem(error.message, error.range)]
    }
    let diagnostics = problems.map { problem in
      Diagnostic(
        .error, problem.message, file: path, at: lines.position(at: problem.range.lowerBound),
        length: max(1, problem.range.count), hint: problem.hint)
    }
    return (book, diagnostics)
  }

  /// What is wrong with some bytes of the file.
  private struct Problem {
    let message: String
    let range: Range<Int>
    let hint: String?

    init(_ message: String, _ range: Range<Int>, hint: String? = nil) {
      self.message = message
      self.range = range
      self.hint = hint
    }
  }

  /// Takes over what `file` says; returns what is wrong with it.
  private mutating func take(_ file: JSON5) -> [Problem] {
    guard case .object(let members) = file.content else {
      let start = file.range.lowerBound..<file.range.lowerBound + 1
      return [Problem("a book is an object in braces, not \(file.kind)", start)]
    }
    return members.compactMap { take($0) }
  }

  private mutating func take(_ member: JSON5.Member) -> Problem? {
    guard let key = BookKey.all.first(where: { $0.name == member.name }) else {
      let names = BookKey.all.map(\.name)
      let hint = spellingHint(for: member.name, in: names)
      return Problem(
        "unknown key '\(member.name)'", member.range,
        hint: hint ?? "the keys are \(names.joined(separator: ", "))")
    }
    guard !key.apply(&self, member.value.content) else { return nil }
    return Problem("'\(key.name)' has to be \(key.expected)", member.value.range)
  }
}

extension String {
  /// Whether TeX reads `\\` and the text as one command: letters, or one other character.
  fileprivate var isCommandName: Bool {
    count == 1 || !isEmpty && allSatisfy { $0.isASCII && $0.isLetter }
  }
}

extension JSON5.Content {
  /// A number that can be a tolerance.
  fileprivate var tolerance: Double? {
    guard case .number(let number) = self, number >= 0, number.isFinite else { return nil }
    return number
  }
}

extension ToleranceChoice {
  fileprivate init?(_ content: JSON5.Content) {
    guard case .object(let members) = content else { return nil }
    self.init()
    for member in members {
      guard let number = member.value.content.tolerance else { return nil }
      switch member.name {
      case "rtol": relative = number
      case "atol": absolute = number
      default: return nil
      }
    }
  }
}
