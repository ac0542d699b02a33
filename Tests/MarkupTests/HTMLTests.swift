import Markup
import Testing

@Suite struct `HTML by type` {
  @Test func `text is escaped when it is interpolated or appended`() {
    let text = "<a href=\"é\">&amp;</a>🙂"
    let escaped = "&lt;a href=&quot;é&quot;&gt;&amp;amp;&lt;/a&gt;🙂"
    var html: HTML = "<p title=\"\(text)\">"
    html.append(text)
    #expect(html.markup == "<p title=\"\(escaped)\">" + escaped)
  }

  @Test func `an accent does not hide what it stands on`() {
    var html = HTML()
    html.append("\u{301}<\u{301}")
    #expect(html.markup.unicodeScalars.elementsEqual("\u{301}&lt;\u{301}".unicodeScalars))
  }

  @Test func `markup is not escaped again`() {
    let inner: HTML = "<b>\("x < y")</b>"
    #expect(("<p>\(inner)\(3)</p>" as HTML).markup == "<p><b>x &lt; y</b>3</p>")
    #expect(HTML(trusting: "<hr>").markup == "<hr>")
  }

  @Test(arguments: ["", "plain", "&", "<<>>", "a&b", "é&quot;"])
  func `unescaping gives the text back`(text: String) {
    var html = HTML()
    html.append(text)
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
    var back = html.markup
    for (entity, character) in pairs {
      back = back.split(separator: entity, omittingEmptySubsequences: false)
        .joined(separator: character)
    }
    #expect(Array(back.unicodeScalars) == Array(text.unicodeScalars))
  }
}
