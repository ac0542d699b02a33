import CellOutput
import Testing

@Suite struct `Cells on a page` {
  @Test func `source comes first, then outputs in the order produced`() {
    let html = Chapter(cell("x")).with(
      .text(.standardOutput, "one\n"), .text(.standardError, "two\n"), .echo("three")
    ).html
    let places = ["<code>x</code>", ">one<", ">two<", ">three<"].map { html.firstRange(of: $0) }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap(\.?.lowerBound) == places.compactMap(\.?.lowerBound).sorted())
  }

  @Test func `pieces of one stream are one block`() {
    let html = Chapter(cell("x")).with(
      .text(.standardOutput, "a"), .text(.standardOutput, "b\n"), .text(.standardOutput, "c")
    ).html
    #expect(html.contains("<pre class=\"out\">ab\nc</pre>"))
  }

  @Test func `standard error is marked`() {
    let html = Chapter(cell("x")).with(.text(.standardError, "careful\n")).html
    #expect(html.contains("stderr"))
    #expect(html.contains("title=\"standard error\""))
  }

  @Test func `text that begins with an empty line keeps it`() {
    let html = Chapter(cell("x")).with(.text(.standardOutput, "\nafter\n")).html
    #expect(html.contains("<pre class=\"out\">\n\nafter</pre>"), "a browser drops the first")
  }

  @Test(arguments: [
    ("hide-input", false, true), ("hide-output", true, false), ("hide", false, false),
    ("no-run", true, true),
  ])
  func `options hide what they name`(option: String, showsInput: Bool, showsOutput: Bool) {
    let html = Chapter(cell("source", head: "%%cell \(option)")).with(.echo("answer")).html
    #expect(html.contains("source") == showsInput)
    #expect(html.contains("answer") == showsOutput)
    #expect(!html.contains("%%cell"))
  }

  @Test func `an error is shown even where outputs are hidden`() {
    let html = Chapter(cell("source", head: "%%cell hide")).with(
      .echo("printed"), .failure(Failure(.crash, "it broke")), status: .failed
    ).html
    #expect(html.contains("it broke"))
    #expect(!html.contains("printed"))
  }

  @Test func `a failure says what, where, through which frames, and what to try`() {
    let failure = Failure(
      .crash, "index 7 is out of bounds", file: "notebooks/circles.md", line: 41, column: 13,
      hint: "rows are 0 to 2", frames: ["circles.md:41:13 in train(_:)"])
    let text = Chapter(cell("x")).with(.failure(failure), status: .failed).text
    for part in [
      "Crash", "circles.md:41:13", "index 7 is out of bounds", "in train(_:)",
      "hint: rows are 0 to 2",
    ] {
      #expect(text.contains(part))
    }
    #expect(!text.contains("<code>"))
  }

  @Test func `a frame that only repeats the place is left out`() {
    let failure = Failure(
      .crash, "broken", file: "notebooks/a.md", line: 4, column: 2, frames: ["notebooks/a.md:4:2"])
    let html = Chapter(cell("x")).with(.failure(failure), status: .failed).html
    #expect(html.count(of: "a.md:4:2") == 1)
    let placeless = Failure(.crash, "broken", frames: ["notebooks/a.md:4:2"])
    #expect(Chapter(cell("x")).with(.failure(placeless), status: .failed).html.contains("a.md:4:2"))
  }

  @Test func `a failure that was expected is content`() {
    let failed = Output.failure(Failure(.crash, "as it should"))
    let html = Chapter(cell("x", head: "%%cell expect-error")).with(failed).html
    #expect(html.contains("class=\"out failure expected\""))
  }

  @Test func `what did not run says so`() {
    let html = Chapter(cell("x")).with(status: .notRun).html
    #expect(html.contains("not run"))
  }

  @Test func `a cell in another language is shown and says that it does not run`() {
    let html = Chapter("```{.python .input}\nprint('é') # <b>\n```\n").html
    #expect(html.contains("data-language=\"python\""))
    #expect(html.withoutTags.contains("print('é') # <b>"))
  }

  @Test func `a caption makes a numbered figure`() {
    let html = Chapter(
      cell("plot()", head: "%%cell label=fig_loss caption=\"Loss & accuracy\"") + cell("x")
        + cell("plot()", head: "%%cell caption=\"Second\"")
    ).with(.display(Display("image/svg+xml", "<svg></svg>")))
      .with(.display(Display("image/svg+xml", "<svg></svg>")), inCell: 2).html
    #expect(html.contains("<figure id=\"fig_loss\">"))
    #expect(html.contains("<figcaption><b>Figure 1.</b> Loss &amp; accuracy</figcaption>"))
    #expect(html.contains("<figcaption><b>Figure 2.</b> Second</figcaption>"))
  }
}

@Suite struct `Mistakes of a chapter on its page` {
  @Test func `stand where they were made`() {
    let text =
      "# A\n\n" + cell("one()", head: "%%tab c") + "Between.\n\n"
      + ":begin_tab:`d`\n\nHidden.\n\n:end_tab:\n\nLast.\n\n:end_tab:\n"
    let words = Chapter(text).text.split(separator: "\n").filter { !$0.isEmpty }
    #expect(
      words == [
        "A #", "one()", "Error chapter.md:4:7",
        "unknown tab 'c'; this chapter's tabs are 'a', 'b'", "hint: did you mean 'a'?", "Between.",
        "Error chapter.md:10:13",
        "unknown tab 'd'; this chapter's tabs are 'a', 'b'", "hint: did you mean 'a'?", "Last.",
        "Error chapter.md:18:1",
        "':end_tab:' has no ':begin_tab:' before it",
      ])
  }

  @Test func `are text`() {
    let html = Chapter(cell("1", head: "%%tab <script>")).html
    #expect(html.contains("unknown tab '&lt;script&gt;'"))
    #expect(!html.contains("<script"))
  }
}

@Suite struct `Displays on a page` {
  private func shown(_ displays: Display...) -> String {
    displays.enumerated().reduce(Chapter(cell("x") + cell("y"), tabs: [])) {
      $0.with(.display($1.element), inCell: $1.offset)
    }.html
  }

  @Test func `the richest form that a page can show is taken`() {
    let display = Display([
      .init(mime: "application/x-unknown", bytes: [1]),
      .init(mime: "text/html", bytes: Array("<table></table>".utf8)),
      .init(mime: "text/plain", bytes: Array("plain".utf8)),
    ])
    let html = shown(display)
    #expect(html.contains("<div class=\"scroll\"><table></table></div>"))
    #expect(!html.contains("plain"))
  }

  @Test func `a raster picture is inside the page and described by its text`() {
    let display = Display([
      .init(mime: "image/png", bytes: [0x89, 0x50, 0x4E, 0x47]),
      .init(mime: "text/plain", bytes: Array("a \"seven\"".utf8)),
    ])
    #expect(
      shown(display).contains(
        "<img src=\"data:image/png;base64,iVBORw==\" alt=\"a &quot;seven&quot;\">"))
  }

  @Test func `displayed Markdown has formulas`() {
    let html = shown(Display("text/markdown", "so $x < \\frac12$ and $\\nothing$"))
    #expect(html.contains("<mi>x</mi><mo>&lt;</mo><mfrac>"))
    #expect(html.contains("<code class=\"math missing\">\\nothing</code>"))
  }

  @Test func `Markdown is rendered, the HTML in it is text`() {
    let html = shown(Display("text/markdown", "**bold** <script>x</script>\n\n<div>y</div>\n"))
    #expect(html.contains("<strong>bold</strong> &lt;script&gt;x&lt;/script&gt;"))
    #expect(html.contains("&lt;div&gt;y&lt;/div&gt;"))
  }

  @Test func `two figures with the same ids keep their own`() {
    let svg = Display(
      "image/svg+xml",
      """
      <?xml version="1.0"?>
      <svg aria-labelledby="t d"><title id="t">T</title><desc id="d">D</desc><clipPath id="c"/>\
      <g clip-path="url(#c)" fill="#d" id="g"/><use href="#g"/><text>url(#x) id="c"</text></svg>
      """)
    let html = shown(svg, svg)
    let first = html.between("<div class=\"figure\">", "</div>")
    let second = html.split(separator: "<div class=\"figure\">").last.map(String.init) ?? ""
    #expect(first.hasPrefix("<svg aria-labelledby=\"lectern-cell-0-0-t lectern-cell-0-0-d\">"))
    #expect(first.contains("<clipPath id=\"lectern-cell-0-0-c\"/>"))
    #expect(first.contains("clip-path=\"url(#lectern-cell-0-0-c)\""))
    #expect(first.contains("href=\"#lectern-cell-0-0-g\""))
    #expect(first.contains("<text>url(#x)"))
    #expect(!second.contains("lectern-cell-0-"))
    #expect(!html.contains("<?xml"))
  }

  @Test(arguments: [
    ("width=\"740\"", " style=\"--figure-width: 740px\""),
    ("stroke-width=\"2\" width=\"80px\"", " style=\"--figure-width: 80px\""),
    ("width=\"100%\"", ""), ("width=\"1e9\"", ""), ("width=\"\"", ""), ("", ""),
  ]) func `a drawing's box knows how wide it wants to be`(size: String, style: String) {
    let drawing = "<svg \(size)><rect width=\"9\"/></svg>"
    let html = shown(Display("image/svg+xml", drawing))
    #expect(html.contains("<div class=\"figure\"\(style)>\(drawing)</div>"))
  }

  @Test func `a broken drawing is shown as text`() {
    #expect(shown(Display("image/svg+xml", "no <b>drawing")).contains("no &lt;b&gt;drawing"))
  }
}
