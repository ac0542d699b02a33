import CellOutput
import Checking
import Foundation
import Testing

@Suite struct `An update` {
  /// The file after all changes are accepted; `nil` when nothing is written.
  private func updated(_ course: Course) -> String? {
    course.check().updated { _, _ in true }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// The sections of a file by their headings, with the tab's number.
  private func sections(_ text: String) -> [String: String] {
    var result: [String: String] = [:]
    for (number, tab) in text.components(separatedBy: "\n## ").enumerated() {
      for section in tab.components(separatedBy: "\n### ") {
        result["\(number) \(section.prefix { $0 != "(" })"] = section
      }
    }
    return result
  }

  @Test func `touches no byte when all is within tolerance`() {
    var course = Course.original
    course.print("print(loss)", "loss 0.6929501 after 100 steps of v6.3.1\n")
    course.draw { $0.panels[0].series[0].columns[1].values[2] = 0.250_000_1 }
    #expect(updated(course) == nil)
  }

  @Test func `touches only the section that changed`() throws {
    var course = Course.original
    course.printTable("0.2500", "0.2600")
    let old = sections(course.accepted), new = sections(try #require(updated(course)))
    let changed = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    #expect(changed == ["1 `printTable"])
  }

  @Test func `leaves nothing to accept`() throws {
    for mutation in Mutation.lines + Mutation.figures + Mutation.cells {
      var course = Course.original
      mutation.change(&course)
      if let text = updated(course) { course.accepted = text }
      let left = course.check().suite.failures.map(\.verdict)
      #expect(left.allSatisfy { $0 == .failed || $0 == .disagreement }, "\(mutation.name)")
      #expect(updated(course) == nil, "\(mutation.name)")
    }
  }

  @Test func `keeps the digits of numbers that are within tolerance`() throws {
    var course = Course.original
    course.outputs["printTable()"]?[0] = .text(
      .standardOutput,
      "epoch 0: 0.50000001 nan\nepoch 1: 0.3 inf\nepoch 2: 0.0000 -1.50000001e-07\n")
    let text = try #require(updated(course))
    #expect(
      text.contains("epoch 0: 0.5000 nan\nepoch 1: 0.3 inf\nepoch 2: 0.0000 -1.5e-07\n"))
  }

  @Test func `keeps the numbers of figures that are within tolerance`() throws {
    var course = Course.original
    course.draw {
      $0.panels[0].series[0].columns[1].values = [1.000_000_1, 0.6, 0.25]
      $0.panels[0].y.upper = 1.000_000_2
    }
    let text = try #require(updated(course))
    #expect(text.contains("| 0 | 1 |\n| 1 | 0.6 |\n| 2 | 0.25 |"))
    #expect(text.contains("y \"loss\" from 0 to 1\n"))
  }

  @Test func `keeps lines that stand for any lines`() throws {
    var course = Course.original
    course.editAccepted("epoch 0: 0.5000 nan", "…")
    course.printTable("epoch 2", "Epoch 2")
    let text = try #require(updated(course))
    #expect(text.contains("…\nepoch 1: 0.2500 inf\nEpoch 2: 0.0000 -1.5e-07\n"))
  }

  @Test func `writes CRLF into a file that has it`() throws {
    var course = Course.original
    course.editAccepted("\n", "\r\n")
    course.printTable("0.2500", "0.2600")
    course.print("let silent = 1", "one\n")
    let text = try #require(updated(course))
    #expect(text.hasSuffix("one\r\n```\r\n"))
    #expect(text.utf8.split(separator: 0x0A).dropLast().allSatisfy { $0.last == 0x0D })
  }

  @Test func `of some changes leaves the others`() throws {
    var course = Course.original
    course.printTable("0.2500", "0.2600")
    course.outputs["let model = Layer()"] = [.echo("Layer(3, 1)")]
    let file = course.check().updated { _, slot in slot.reason?.line == 21 }
    course.accepted = String(decoding: try #require(file).bytes, as: UTF8.self)
    #expect(course.verdicts == ["mismatch 57"])
  }

  @Test func `accepts nothing of a damaged file or a cell that failed`() {
    var course = Course.original
    course.editAccepted("```text stderr", "```text stdout")
    course.printTable("0.2500", "0.2600")
    #expect(updated(course) == nil)
    course = Course.original
    course.failing = ["let model = Layer()"]
    #expect(updated(course) == nil)
  }
}
