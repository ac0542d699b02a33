import Foundation
import NotebookModel
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
    var ratio = Double.infinity
    for _ in 0..<3 where ratio >= 3 {
      let small = seconds(Array(family(500).utf8))
      let large = seconds(Array(family(1000).utf8))
      ratio = min(ratio, max(0.01, large) / max(0.01, small))
    }
    #expect(ratio < 3)
  }

  private func seconds(_ bytes: [UInt8]) -> Double {
    let start = Self.threadTime()
    let notebook = Notebook(parsing: bytes, path: "a.md", tabs: ["a", "b"])
    let end = Self.threadTime()
    return notebook.bytes.isEmpty ? 0 : end - start
  }

  private static func threadTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
