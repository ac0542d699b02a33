/// What is understood beyond CommonMark.
package struct MarkdownOptions: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// GitHub's tables.
  package static let tables = Self(rawValue: 1 << 0)
  /// `~~struck~~`.
  package static let strikethrough = Self(rawValue: 1 << 1)
  /// `- [x] done`.
  package static let taskLists = Self(rawValue: 1 << 2)
  /// `www.example.org`, `https://example.org` and `name@example.org` as they stand.
  package static let autolinks = Self(rawValue: 1 << 3)
  /// `:begin_tab:` and `:end_tab:`.
  package static let tabs = Self(rawValue: 1 << 4)
  /// `` :name:`argument` ``.
  package static let roles = Self(rawValue: 1 << 5)
  /// `$…$` and `$$…$$`.
  package static let math = Self(rawValue: 1 << 6)
  /// d2l's `[**…**]`, `(**…**)`, `[~~…~~]` and `(~~…~~)`.
  package static let slideMarks = Self(rawValue: 1 << 7)

  /// `[^note]` and `[^note]: text`.
  package static let footnotes = Self(rawValue: 1 << 8)

  /// CommonMark 0.31.2 and nothing else.
  package static let commonMark: Self = []
  /// What GitHub adds.
  package static let gitHub: Self = [
    .tables, .strikethrough, .taskLists, .autolinks, .footnotes,
  ]
  /// The language of chapters.
  package static let chapter: Self = [.gitHub, .tabs, .roles, .math, .slideMarks]
}
