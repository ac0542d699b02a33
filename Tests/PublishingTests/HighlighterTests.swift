import Testing

@Suite struct `Highlighting` {
  private func code(_ source: String, _ language: String) -> String {
    Chapter("~~~\(language)\n\(source)\n~~~\n").html.between("<pre><code>", "</code></pre>")
  }

  @Test func `parts of Swift have their classes`() {
    let html = code("@main struct A { let s = \"x\\(1)\" } // end", "swift")
    for part in [
      "<span class=\"a\">@main</span>", "<span class=\"k\">struct</span>",
      "<span class=\"t\">A</span>", "<span class=\"k\">let</span>", "<span class=\"n\">1</span>",
      "<span class=\"c\">// end</span>",
    ] {
      #expect(html.contains(part))
    }
  }

  @Test func `parts of Python have their classes`() {
    let html = code("def f(x1): # note\n  return '''a\nb''' + \"c\" + 1.5", "python")
    for part in [
      "<span class=\"k\">def</span>", "<span class=\"c\"># note</span>",
      "<span class=\"s\">'''a\nb'''</span>", "<span class=\"n\">1.5</span>", "f(x1)",
    ] {
      #expect(html.contains(part))
    }
  }

  @Test func `a language nobody knows is plain`() {
    #expect(code("if <x> then 1", "brainfuck") == "if &lt;x&gt; then 1\n")
  }

  @Test(arguments: ["swift", "python", "js", "bash", "json", "sql", "unknown"])
  func `taking the elements away gives the source back`(language: String) {
    var random = SplitMix(state: 7)
    let parts = [
      "\"", "'", "\"\"\"", "#", "//", "/*", "*/", "\\", "\\(", "(", ")", "let", "x1", "é", "𝒙", "<",
      "&",
      "\n", " ", "0x1F", ".", "`", "@a", "--",
    ]
    for _ in 0..<200 {
      let source =
        "x" + (0..<20).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
      #expect(code(source, language).withoutTags == source + "\n")
    }
  }
}

/// Steele, Lea and Flood's SplitMix64.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
