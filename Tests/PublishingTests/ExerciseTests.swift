import Publishing
import SourceText
import Testing

@Suite struct `Exercises on a page` {
  @Test func `the starter is shown with its points, the solution folded`() {
    let html = Chapter(
      cell("starter", head: "%%exercise accuracy points=2")
        + cell("answer", head: "%%solution accuracy")
    ).html
    #expect(html.withoutTags.contains("Exercise accuracy 2 points"))
    #expect(html.between("<details class=\"solution\">", "</details>").contains("answer"))
    #expect(!html.between("<div class=\"exercise\"", "<details").contains("answer"))
  }

  @Test func `checks are listed by name and hidden ones only counted`() {
    let html = Chapter(
      cell("starter", head: "%%exercise accuracy")
        + cell("seen()", head: "%%check accuracy name=\"ties count once\"")
        + cell("unseen()", head: "%%check accuracy name=\"empty\" hidden")
    ).html
    #expect(html.contains("ties count once"))
    #expect(html.contains("seen()"))
    #expect(html.withoutTags.contains("1 hidden check 1 point"))
    #expect(!html.contains("empty"))
    #expect(!html.contains("unseen()"))
  }

  @Test func `wrong answers are not shown`() {
    let html = Chapter(
      cell("starter", head: "%%exercise accuracy") + cell("nonsense", head: "%%wrong accuracy")
    ).html
    #expect(!html.contains("nonsense"))
  }

  private let tabbed =
    cell("x", tabs: "a, b") + cell("one", tabs: "a", head: "%%exercise sum points=3")
    + cell("two", tabs: "b", head: "%%exercise sum points=3")
    + "```{.swift .input}\n%%hint sum\nAdd *all*, as $a + b$.\n```\n\n"
    + "```{.swift .input}\n%%tab b\n%%hint sum\nSecond, see :numref:`sec_x`.\n```\n\n"
    + cell("first", tabs: "a", head: "%%solution sum")
    + cell("second", tabs: "b", head: "%%solution sum")
    + cell("check()", tabs: "all", head: "%%check sum points=1 name=\"small\"")
    + cell("secret()", tabs: "b", head: "%%check sum hidden") + "# More :label:`sec_x`\n"

  @Test func `all parts stand together, hints one by one`() {
    let html = Chapter(tabbed).html
    #expect(html.count(of: "class=\"exercise\"") == 1)
    #expect(html.contains("<div class=\"exercise\" id=\"exercise-sum\" role=\"group\""))
    #expect(html.count(of: "<details class=\"exercise-hint\">") == 2)
    #expect(html.contains("<summary>Hint 1</summary>\n<p>Add <em>all</em>, as <math>"))
    #expect(html.contains("Second, see <a href=\"#sec_x\">"))
  }

  @Test func `what differs by tab is in tabs`() {
    let html = Chapter(tabbed).html
    let shared = html.between("Hint 1", "Hint 2")
    #expect(shared.contains("</details>\n<div class=\"tabs\""))
    // In the tab a, the one check is worth what it says; in b, a second one is worth the rest.
    #expect(html.withoutTags.contains("Exercise sum a: 1 point, b: 3 points"))
    #expect(html.withoutTags.contains("1 hidden check 2 points"))
  }

  @Test func `an exercise of one tab is in that tab alone`() {
    let html = Chapter(
      cell("x", tabs: "a, b") + cell("y", tabs: "a") + cell("z", tabs: "b")
        + "\nText.\n\n" + cell("starter", tabs: "b", head: "%%exercise sum")
    ).html
    #expect(html.between("Text.", "</html>").contains("data-tabs=\"b\""))
    #expect(html.count(of: "id=\"exercise-sum\"") == 1)
  }

  @Test func `parts behind other text stay there, and say what they belong to`() {
    let html = Chapter(
      cell("starter", head: "%%exercise sum") + "Solutions\n\n"
        + cell("answer", head: "%%solution sum") + "More\n\n"
        + "```{.swift .input}\n%%hint sum\nA hint.\n```\n"
    ).html
    #expect(html.between("Solutions", "More").contains("<summary>Solution of “sum”</summary>"))
    #expect(html.between("More", "A hint").contains("<summary>Hint of “sum”</summary>"))
  }

  @Test func `a link to an exercise leads there`() {
    let chapter = Chapter(
      "[here](#exercise-sum) [nowhere](#exercise-some)\n\n"
        + cell("starter", head: "%%exercise sum"))
    #expect(chapter.page.diagnostics.map(\.position.column) == [23])
  }

  @Test func `what is wrong in a hint is told at its line`() {
    let chapter = Chapter(
      cell("starter", head: "%%exercise sum")
        + "> ```{.swift .input}\n> %%hint sum\n> See :numref:`sec_y`\n> and $\\nosuch$.\n> ```\n")
    let places = chapter.page.diagnostics.map { "\($0.position.line):\($0.position.column)" }
    #expect(places == ["8:7", "9:8"])
  }
}
