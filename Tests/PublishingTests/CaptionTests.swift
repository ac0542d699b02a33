import CellOutput
import Markup
import NotebookModel
import Publishing
import Testing

private let table = "| a |\n|---|\n| b |\n"

@Suite struct `The captions of tables` {
  private func html(_ text: String) -> String { Chapter(text).html }

  @Test(arguments: [
    ": Some *words*\n\(table)", ":Some *words*\n\n\(table)", "\(table)\n: Some *words*\n",
    "\(table): Some *words*\n", ": Some *words*\n\n\(table):label:`t`\n",
    ": Some *words*\n:label:`t`\n\n\(table)", ": Some *words*\n\n:label:`t`\n\n\(table)",
    "\(table):label:`t`\n\n: Some *words*\n",
  ])
  func `stand before or after them`(text: String) {
    let html = html(text + "\nEnd.\n")
    #expect(html.contains("<figcaption><b>Table 1.</b> Some <em>words</em></figcaption>"))
    #expect(html.contains("<td>b</td>"))
    #expect(!html.contains(": Some"))
    #expect(!html.contains("<p>:"))
    #expect(html.contains("<p>End.</p>"))
    if text.contains(":label:") { #expect(html.contains("<figure class=\"captioned\" id=\"t\">")) }
  }

  @Test func `go to the table after them, unless they touch the one before`() {
    let html = html(": one\n\n\(table)\n: two\n\n\(table)\n\(table): three\n\n\(table)")
    for caption in ["<b>Table 1.</b> one", "<b>Table 2.</b> two", "<b>Table 3.</b> three"] {
      #expect(html.contains(caption))
    }
    #expect(html.count(of: "<table>") == 4)
    #expect(html.count(of: "<figcaption>") == 3)
  }

  @Test func `number only tables that have one, or a label`() {
    let html = html("\(table)\n\(table):label:`t`\n\nSee :numref:`t`, :ref:`t`.\n")
    #expect(html.count(of: "<figcaption>") == 1)
    #expect(html.contains("See <a href=\"#t\">Table 1</a>, <a href=\"#t\">Table 1</a>."))
  }

  @Test func `are what a reference to the title says`() {
    #expect(
      html(": Some *words*\n:label:`t`\n\n\(table)\n:ref:`t`\n")
        .contains("<a href=\"#t\">Some words</a>"))
  }

  @Test(arguments: [": a\n\ntext\n", "::: a\n\n\(table)", ":numref:`x` b\n\n\(table)"])
  func `are text where they are none`(text: String) {
    #expect(!html(text).contains("<figcaption>"))
  }

  @Test func `stand in quotes and lists too`() {
    #expect(html("> : words\n>\n> | a |\n> |---|\n").contains("<b>Table 1.</b> words"))
    #expect(html("- : words\n\n  | a |\n  |---|\n").contains("<b>Table 1.</b> words"))
  }
}

@Suite struct `Numbered figures` {
  @Test func `have one count, whether an image or a cell draws them`() {
    let html = Chapter(
      "![One](a.png)\n\n" + cell("x", head: "%%cell label=fig_two caption=\"Two\"")
        + "![Three](b.png)\n:label:`fig_three`\n\n:numref:`fig_two`, :numref:`fig_three`\n"
    ).with(.echo("1")).html
    #expect(html.contains("<b>Figure 1.</b> One"))
    #expect(html.contains("<figure id=\"fig_two\">"))
    #expect(html.contains("<b>Figure 2.</b> Two"))
    #expect(html.contains("<a href=\"#fig_two\">Figure 2</a>, <a href=\"#fig_three\">Figure 3</a>"))
  }

  @Test func `that a cell has not drawn yet have their place at the cell`() {
    let text = cell("x", head: "%%cell label=fig") + ":numref:`fig`\n"
    #expect(Chapter(text).html.contains("<div class=\"cell\" id=\"fig\">"))
    let html = Chapter(text).with(.echo("1")).html
    #expect(html.contains("<div class=\"cell\">") && html.count(of: "id=\"fig\"") == 1)
  }

  @Test func `of cells have captions with emphasis and mathematics`() {
    let text = cell("x", head: "%%cell caption=\"The *loss* of $w$, <b>\"")
    #expect(
      Chapter(text).with(.echo("1")).html.contains(
        "The <em>loss</em> of <math><mi>w</mi></math>, &lt;b&gt;</figcaption>"))
  }

  @Test func `have a caption or a label`() {
    #expect(!Chapter("![](a.png)\n").html.contains("Figure"))
    #expect(Chapter("![](a.png)\n:label:`x`\n").html.contains("Figure 1."))
  }

  @Test func `take a label in the paragraph below`() {
    let html = Chapter("![One](a.png)\n\n:label:`x`\n\n:numref:`x`\n").html
    #expect(html.contains("<a href=\"#figure-1\">Figure 1</a>"))
  }

  @Test func `a label at the beginning of the text below a heading is the heading's`() {
    let html = Chapter("## A\n:label:`x`\nText goes on.\n").html
    #expect(html.contains("<h2 id=\"x\">"))
    #expect(html.contains("Text goes on."))
    #expect(html.count(of: "id=\"x\"") == 1)
  }
}
