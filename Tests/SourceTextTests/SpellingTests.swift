import SourceText
import Testing

@Suite struct `Nearest spelling` {
  @Test(arguments: [
    ("cocnise", "concise"), ("concice", "concise"), ("SCRATCH", "scratch"),
    ("hide_input", "hide-input"), ("scrach", "scratch"),
  ])
  func `a slip of the pen is found`(written: String, meant: String) {
    #expect(nearest(to: written, in: ["scratch", "concise", "hide-input"]) == meant)
  }

  @Test(arguments: ["", "pytorch", "c", "conciseness in all things"])
  func `another word is not taken for a slip`(written: String) {
    #expect(nearest(to: written, in: ["scratch", "concise"]) == nil)
  }

  @Test func `the nearer of two wins`() {
    #expect(nearest(to: "tap", in: ["top", "tape", "tap2", "tip"]) == "top")
    #expect(nearest(to: "solutoin", in: ["solution", "solitons"]) == "solution")
  }

  @Test func `of names as near as each other the first wins`() {
    #expect(nearest(to: "solution", in: ["solutino", "solutoin", "solutions"]) == "solutino")
    #expect(nearest(to: "abcdefghi", in: ["abcxyzghi", "abcdxyghi", "abcdxfghi"]) == "abcdxfghi")
    #expect(nearest(to: "abcdefghi", in: ["badcfeghi", "badcfeihg"]) == "badcfeghi")
  }

  @Test func `very long names cost nothing`() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(nearest(to: long, in: [long]) == nil)
    #expect(nearest(to: "a", in: []) == nil)
  }

  @Test func `a hint is a question`() {
    #expect(spellingHint(for: "concice", in: ["concise"]) == "did you mean 'concise'?")
  }
}
