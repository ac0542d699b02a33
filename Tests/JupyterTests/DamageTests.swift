import Foundation
import Jupyter
import NotebookModel
import SourceText
import Testing

@Suite struct `A damaged notebook` {
  @Test(arguments: [
    ("", 1, 1, "the file is empty"), ("{", 1, 2, "the file ends where a name has to stand"),
    ("{\"a\": 1", 1, 8, "the file ends where ',' or '}' has to stand"),
    ("{\n  \"a\": tru\n}", 2, 8, "'t' stands where a value has to stand"),
    ("[1, 2,]", 1, 7, "']' stands where a value has to stand"),
    ("{\"a\": \"x\ny\"}", 1, 9, "a line end or control character stands in a text"),
    ("\"open", 1, 1, "the text has no closing quote"),
    ("\"\\x\"", 1, 2, "an escape that JSON does not have stands in a text"),
    ("\"\\u12G4\"", 1, 4, "'\\u' needs four hexadecimal digits"),
    ("[] []", 1, 4, "'[' stands after the end of the value"),
    ("[]", 1, 1, "a notebook is an object, not a list"),
    ("{}", 1, 1, "this is JSON, but no notebook: it does not say its 'nbformat'"),
    ("{\"nbformat\": 9}", 1, 14, "the notebook has format 9, where 2, 3 or 4 can be read"),
    ("{\"nbformat\": 4}", 1, 1, "the notebook has no 'cells'"),
    ("{\"nbformat\": 4,\n\"cells\": {}}", 2, 10, "'cells' has to be a list, not an object"),
  ])
  func `is told at its place`(text: String, line: Int, column: Int, message: String) {
    let file = NotebookFile(Array(text.utf8), path: "n.ipynb")
    #expect(file.notebook == nil)
    #expect(file.diagnostics.map(\.message) == [message])
    #expect(file.diagnostics.map(\.position) == [SourcePosition(line: line, column: column)])
    #expect(file.diagnostics.map(\.file) == ["n.ipynb"])
  }

  @Test func `is told cell by cell, all at once`() {
    let text = """
      {"nbformat": 4, "cells": [
      7,
      {"source": "x"},
      {"cell_type": "code", "source": {}},
      {"cell_type": "markdown", "source": "", "attachments": {"a": {"image/png": "?"}}},
      {"cell_type": "code"}
      ]}
      """
    let file = NotebookFile(Array(text.utf8), path: "n.ipynb")
    #expect(file.notebook == nil)
    #expect(
      file.diagnostics.map { "\($0.position.line):\($0.position.column): \($0.message)" } == [
        "2:1: a cell has to be an object, not a number",
        "3:1: the cell does not say its 'cell_type'",
        "4:33: a cell's 'source' has to be text or a list of lines, not an object",
        "5:76: the attachment 'a' is not in base 64", "6:1: the cell has no 'source'",
      ])
  }

  @Test func `is told when it nests too deep, and when it is not text`() {
    let deep = Array(String(repeating: "[", count: 100_000).utf8)
    #expect(
      NotebookFile(deep, path: "n").diagnostics.map(\.message)
        == ["values nest deeper than 200 levels"])
    #expect(
      NotebookFile([0x22, 0xFF, 0x22], path: "n").diagnostics.map(\.message)
        == ["the text is not UTF-8"])
  }

  @Test func `never crashes, wherever it is cut or changed`() {
    let old = Array(`A round trip through Jupyter`.tabbed.utf8)
    let notebook = Notebook(parsing: old, path: "a.md")
    let bytes = Array(NotebookExporter(notebook).jupyterNotebook(tab: nil).fileText.utf8)
    var generator = Seeded(state: 7)
    for _ in 0..<400 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        damaged[place] = UInt8.random(in: 0...255, using: &generator)
      }
      damaged.removeLast(Int.random(in: 0...3, using: &generator) == 0 ? damaged.count / 2 : 0)
      let file = NotebookFile(damaged, path: "n.ipynb")
      let chapter = ImportedChapter(of: file, name: "n")
      #expect((chapter == nil) == file.diagnostics.contains { $0.severity == .error })
    }
  }

  /// A small generator, so that every run sees the same damage (Knuth's MMIX constants).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }
}
