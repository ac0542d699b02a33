import Publishing
import Testing

@Suite struct `Names of pages` {
  @Test(arguments: [
    ("circles.md", "circles.html"), ("part/a.b.md", "part/a.b.html"), ("x", "x.html"),
  ])
  func `a chapter's page keeps its place`(chapter: String, page: String) {
    #expect(Site.pagePath(for: chapter) == page)
  }
}
