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

  /// What a label stands for, in the chapter or in one that is exported with it.
  package var label: @Sendable (_ name: String) -> LabelTable.Label?
  /// The notebook of the chapter at a path, as the chapter writes it; `nil` when none is written.
  package var link: @Sendable (_ path: String) -> Link?
  /// The content of a file of the book, by its address as the chapter writes it.
  package var file: @Sendable (_ address: String) -> [UInt8]?

  /// Creates the surroundings of a chapter; without more, it stands alone.
  package init(
    label: @escaping @Sendable (String) -> LabelTable.Label?,
    link: @escaping @Sendable (String) -> Link? = { _ in nil },
    file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
  ) {
    self.label = label
    self.link = link
    self.file = file
  }
}
