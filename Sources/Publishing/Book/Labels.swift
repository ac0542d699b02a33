package import SourceText

/// A label, and what it stands for.
package struct Label: Hashable, Sendable {
  /// The name that references use.
  package var name: String
  /// What it stands for.
  package var target: Target
  /// The file, as the author typed it.
  package var file: String
  /// Where the label begins.
  package var position: SourcePosition
  /// How many bytes it takes.
  package var length: Int
}

/// What a label stands for.
package struct Target: Hashable, Sendable {
  /// The chapter's path, relative to the book's folder.
  package var chapter: String
  /// The id of the element on the page.
  package var id: String
  /// The number alone, `3.1`; empty where there is none.
  package var number: String
  /// What `numref` says: `Figure 3.1`, or the title where nothing is numbered.
  package var reference: String
  /// What `ref` says: the title or caption.
  package var title: String
}

/// A place that refers to something by its name: to a label, to a reference, to a file of them.
package struct LabelUse: Hashable, Sendable {
  /// The name.
  package var name: String
  /// The file, as the author typed it.
  package var file: String
  /// Where the reference begins.
  package var position: SourcePosition
  /// How many bytes it takes.
  package var length: Int
  /// Whether it stands in a formula, which tells by itself when it leads nowhere.
  package var isInFormula = false
}

extension Target {
  /// The roles that refer to labels, each with what it says.
  ///
  /// `number` is what the TeX of prose writes as `\ref`.
  static let roles: [String: @Sendable (Target) -> String] = [
    "numref": { $0.reference },
    "ref": { $0.title },
    "eqref": { $0.number.isEmpty ? $0.reference : "(\($0.number))" },
    "number": { $0.number.isEmpty ? $0.title : $0.number },
  ]
}
