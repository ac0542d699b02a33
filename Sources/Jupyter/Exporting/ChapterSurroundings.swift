/// What a chapter's prose may point at outside of itself.
package struct ChapterSurroundings: Sendable {
  /// Another notebook, as a link shows it.
  package struct Link: Hashable, Sendable {
    /// Its title.
    package var title: String
    /// Its address, seen from the notebook being written.
    package var address: String

    /// Creates a link.
    package init(title: String, address: String) {
      self.title = title
      self.address = address
    }
  }

  /// What a label stands for.
  package struct Label: Hashable, Sendable {
    /// The number alone, `3.1`; empty where there is none.
    package var number: String
    /// What `numref` says: `Figure 3.1`, or the title where nothing is numbered.
    package var reference: String
    /// What `ref` says: the title or caption.
    package var title: String
    /// The address of the notebook it is in; empty for the same one.
    package var address: String

    /// Creates the meaning of a label.
    package init(number: String = "", reference: String, title: String, address: String = "") {
      self.number = number
      self.reference = reference
      self.title = title
      self.address = address
    }
  }

  /// What a label stands for, in the chapter or in another one of the book.
  package var label: @Sendable (_ name: String) -> Label?
  /// The notebook of the chapter at a path, as the chapter writes it; `nil` when none is written.
  package var link: @Sendable (_ path: String) -> Link?
  /// The content of a file of the book, by its address as the chapter writes it.
  package var file: @Sendable (_ address: String) -> [UInt8]?
  /// What a role such as `cite` says of the keys it names.
  package var citation: @Sendable (_ keys: String, _ role: String) -> String
  /// The list of references as HTML, if it belongs into this chapter.
  package var references: String
  /// The TeX of the book's own commands, by name without the backslash.
  package var macros: [String: String]

  /// Creates the surroundings of a chapter; without more, it stands alone.
  package init(
    label: @escaping @Sendable (String) -> Label? = { _ in nil },
    link: @escaping @Sendable (String) -> Link? = { _ in nil },
    file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil },
    citation: @escaping @Sendable (String, String) -> String = { keys, _ in "(\(keys))" },
    references: String = "", macros: [String: String] = [:]
  ) {
    self.label = label
    self.link = link
    self.file = file
    self.citation = citation
    self.references = references
    self.macros = macros
  }
}

extension ChapterSurroundings {
  /// The book's commands as a formula that MathJax remembers; empty when there are none.
  var definitions: String {
    guard !macros.isEmpty else { return "" }
    let commands = macros.sorted { $0.key < $1.key }.map { name, tex in
      let count = (1...9).last { tex.contains("#\($0)") }
      return "\\newcommand{\\\(name)}\(count.map { "[\($0)]" } ?? ""){\(tex)}"
    }
    return "$\(commands.joined())$\n\n"
  }
}
