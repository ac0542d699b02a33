import CellOutput
import Testing

@Suite struct `Tab groups` {
  @Test func `consecutive cells that differ by tab are one group`() {
    let html = Chapter(
      cell("one", tabs: "a") + cell("two", tabs: "b") + cell("three", tabs: "a")
        + cell("four", tabs: "b")
    ).html
    #expect(html.count(of: "role=\"tablist\"") == 1)
    #expect(
      html.between("class=\"panel\" data-tab=\"a\"", "class=\"panel\"").withoutTags.words
        .suffix(2) == ["one", "three"])
    #expect(
      html.between("class=\"panel\" data-tab=\"b\"", "class=\"panel\"").withoutTags.words
        .suffix(2) == ["two", "four"])
  }

  @Test func `prose of one tab joins the group of the cells beside it`() {
    let html = Chapter(
      ":begin_tab:`a`\nwords\n:end_tab:\n\n" + cell("one", tabs: "a") + cell("two", tabs: "b")
    ).html
    #expect(html.count(of: "role=\"tablist\"") == 1)
    #expect(
      html.between("data-tab=\"a\" id=\"lectern-tabs-1-panel", "class=\"panel\"")
        .contains("words"))
  }

  @Test func `prose of every tab parts two groups`() {
    let html = Chapter(
      cell("one", tabs: "a") + cell("two", tabs: "b") + "Between.\n\n" + cell("three", tabs: "a")
        + cell("four", tabs: "b")
    ).html
    #expect(html.count(of: "role=\"tablist\"") == 2)
    #expect(html.count(of: "Between.") == 1)
  }

  @Test func `a cell that all tabs share with equal outputs is not tabbed`() {
    let html = both("Text.\n\n" + cell("x", tabs: "all"))
      .with(.echo("7"), inCell: 2, tab: "a").with(.echo("7"), inCell: 2, tab: "b").html
    #expect(html.count(of: ">7<") == 1)
    #expect(html.count(of: "role=\"tablist\"") == 1, "only that of the cells before")
  }

  @Test func `a shared cell whose outputs differ shows its source once and the outputs by tab`() {
    let html = both("Text.\n\n" + cell("x", tabs: "all"))
      .with(.echo("7"), inCell: 2, tab: "a").with(.echo("8"), inCell: 2, tab: "b").html
    #expect(html.count(of: "<code>x</code>") == 1)
    #expect(html.between("id=\"lectern-outputs-3-1-panel-0\"", "</div>").contains(">7<"))
    #expect(html.between("id=\"lectern-outputs-3-1-panel-1\"", "</div>").contains(">8<"))
  }

  @Test func `a cell that names every tab is shared`() {
    let html = Chapter(cell("x", tabs: "a, b")).html
    #expect(!html.contains("tablist"))
  }

  @Test func `cells of one tab each that show the same are shared`() {
    let html = Chapter(cell("same", tabs: "a") + cell("same", tabs: "b")).html
    #expect(!html.contains("tablist"))
    #expect(html.count(of: "same") == 1)
  }

  @Test func `a hidden cell and the declaration of tabs part nothing and show nothing`() {
    let declaration =
      "```{.swift .input}\n%load_ext d2lbook.tab\ntab.interact_select(['a', 'b'])\n```\n\n"
    let html = Chapter(
      declaration + cell("one", tabs: "a") + cell("secret", tabs: "all", head: "%%cell hide")
        + cell("two", tabs: "b"), tabs: []
    ).html
    #expect(html.count(of: "role=\"tablist\"") == 1)
    #expect(!html.contains("secret"))
    #expect(!html.contains("interact_select"))
  }

  @Test func `a tab that nothing in the chapter is about is not offered`() {
    let html = Chapter(cell("one", tabs: "a") + cell("two", tabs: "b"), tabs: ["a", "b", "c"]).html
    #expect(html.contains("data-tab=\"b\""))
    #expect(!html.contains("data-tab=\"c\""))
  }

  @Test func `a chapter without tabs has no trace of them`() {
    let html = Chapter("# One\n\n" + cell("x"), tabs: []).with(.echo("7")).html
    #expect(!html.contains("tab"))
    #expect(html.contains(">7<"))
  }

  @Test func `cells in a list stand in their item, and group there`() {
    let html = Chapter(
      """
      - item

        ```{.swift .input}
        %%tab a
        one
        ```

        ```{.swift .input}
        %%tab b
        two
        ```

      - next
      """
    ).html
    let item = html.between("<li>", "</li>")
    #expect(item.contains("<code>one</code>"))
    #expect(item.count(of: "role=\"tablist\"") == 1)
  }

  @Test func `no id is used twice, whatever two tabs share`() {
    let chapter = both(
      ":begin_tab:`a, b`\n## Heading\n:end_tab:\n\n" + cell("one", tabs: "a")
        + cell("x", tabs: "all") + "## Heading\n\n"
        + cell("y", tabs: "all", head: "%%cell label=fig"))
    let html = chapter.with(.echo("7"), inCell: 3, tab: "a").with(.echo("8"), inCell: 3, tab: "b")
      .with(.echo("7"), inCell: 4, tab: "a").with(.echo("8"), inCell: 4, tab: "b").html
    let ids = html.matches(of: #/ id="([^"]*)"/#).map(\.output.1)
    #expect(ids.count > 9)
    #expect(Set(ids).count == ids.count, "\(ids)")
  }
}

/// A chapter that begins with a cell for each of its two tabs.
private func both(_ rest: String) -> Chapter {
  Chapter(cell("left", tabs: "a") + cell("right", tabs: "b") + rest)
}

extension String {
  /// The words of the text.
  fileprivate var words: [Substring] { split(whereSeparator: \.isWhitespace) }
}
