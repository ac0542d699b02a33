import NotebookModel
import TestSupport
import Testing

@Suite(.serialized) struct `Hostile chapters` {
  /// Chapters that grow with a number.
  static let families: [String: @Sendable (Int) -> String] = [
    "directives in one cell": { cell(String(repeating: "%%tab a\n", count: $0)) },
    "late directives": { cell("x\n" + String(repeating: "%%tab a\n\"\"\"\n", count: $0)) },
    "options": { cell("%%cell " + String(repeating: "no-rum, ", count: $0)) },
    "cells": { String(repeating: cell("%%tab b\nx\n"), count: $0) },
    "tabs": { n in
      cell("tab.interact_select(\((0..<n).map { "'t\($0)'" }.joined(separator: ",")))")
        + (0..<n).map { cell("%%tab t\($0)x") }.joined()
    },
    "exercises": { n in
      (0..<n).map { cell("%%exercise e\($0)") + cell("%%check f\($0)") }.joined()
    },
    "tab blocks": { String(repeating: ":begin_tab:`a`\n", count: $0) },
    "branches": { cell(String(repeating: "if tab.selected(\"a\") {\n", count: $0)) },
    "nested branches": { n in
      cell(
        String(repeating: "if tab.selected(\"a\") {\n", count: n)
          + String(repeating: "}\n", count: n)
      )
    },
    "blank lines": { String(repeating: "\n", count: $0) + "x" },
    "open interpolations": { cell(String(repeating: "\"\\(", count: $0)) },
  ]

  private static func cell(_ source: String) -> String { "```swift .input\n\(source)\n```\n" }

  @Test(arguments: families.keys.sorted())
  func `doubling the size less than triples the time`(name: String) throws {
    let family = try #require(Self.families[name])
    let (small, large) = (Array(family(500).utf8), Array(family(1000).utf8))
    let ratio = growth(floor: 0.01, limit: 3) {
      _ = Notebook(parsing: small, path: "a.md", tabs: ["a", "b"])
    } large: {
      _ = Notebook(parsing: large, path: "a.md", tabs: ["a", "b"])
    }
    #expect(ratio < 3)
  }
}
