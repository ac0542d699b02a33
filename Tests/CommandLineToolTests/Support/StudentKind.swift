import Foundation

/// A kind of student: what such a student hands in for the circles chapter, and gets for it.
struct StudentKind: Sendable {
  let name: String
  /// What `squares` gives; `nil` for a copy that gives nothing at all.
  let points: Int?
  /// What the message of a check must contain.
  let message: String
  /// The source of the answer to `squares`.
  let answer: String

  /// What the copy gives: `threshold` and `f1`, which are answered rightly, give 2 points each.
  var total: Int { points.map { $0 + 4 } ?? 0 }

  /// The kinds in `Fixtures/students.md`.
  static func all(course: String, outside: String) throws -> [StudentKind] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/students.md")
    let text = try String(contentsOf: file, encoding: .utf8).replacing("COURSE", with: course)
      .replacing("OUTSIDE", with: outside)
      .replacing("RIGHT", with: "Tensor.cat([dots, dots.pow(2).sum(1, keepDim: true)], dim: 1)")
    return text.split(separator: "\n## ").dropFirst().compactMap(StudentKind.init)
  }

  private init?(_ section: Substring) {
    let pattern = /([^\n:]+): (\d+|none)(?:, "([^\n]*)")?\n\n```swift\n([^`]*)```\s*/
    guard let match = section.wholeMatch(of: pattern) else { return nil }
    name = String(match.output.1)
    points = Int(match.output.2)
    message = match.output.3.map(String.init) ?? ""
    answer = String(match.output.4)
  }

  /// The copy that such a student hands in, made of the copy that was handed out.
  func submission(of copy: String) -> String {
    let answers = [
      ("\n  dots\n", "func withSquares(_ dots: Tensor) -> Tensor {", answer),
      (
        "\n  logits.ge(0).float()\n",
        "func positives(_ logits: Tensor, from p: Double) -> Tensor {",
        """
        func positives(_ logits: Tensor, from p: Double) -> Tensor {
          logits.sigmoid().ge(p).float()
        }

        """
      ),
      (
        "\n  (precision + recall) / 2\n",
        "func f1(precision: Double, recall: Double) -> Double {",
        """
        func f1(precision: Double, recall: Double) -> Double {
          let sum = precision + recall
          return sum == 0 ? 0 : 2 * precision * recall / sum
        }

        """
      ),
    ]
    let whole = answers.reduce(copy) { copy, answer in
      let (body, head, new) = answer
      return copy.replacing("\(head)\(body)}\n", with: new)
    }
    return Self.changes[name]?(whole) ?? whole
  }

  private static let directive = "%%tab all\n%%exercise squares\n"

  /// What some do to the copy as a whole.
  private static let changes: [String: @Sendable (String) -> String] = [
    "changed check": {
      $0.replacing("expect(withSquares(XTest).shape == [200, 3]", with: "expect(true")
        .replacing("%%check squares points=1", with: "%%check squares points=50")
    },
    "planted check": {
      $0 + "\n```{.swift .input}\n%%check squares points=50\nexpect(true)\n```\n"
    },
    "line ends": { $0.replacing("\n", with: "\r\n") },
    "byte order mark": { "\u{FEFF}" + $0 },
    "lost directive": { $0.replacing(directive, with: "%%tab all\n") },
    "renamed": { $0.replacing(directive, with: "%%tab all\n%%exercise square\n") },
    "doubled": { copy in
      let first = "\(directive)func withSquares(_ dots: Tensor) -> Tensor { dots }\n"
      return copy.replacing(directive, with: "\(first)```\n\n```{.swift .input}\n\(directive)")
    },
    "other tab": { $0.replacing(directive, with: "%%tab concise\n%%exercise squares\n") },
    "without checks": { copy in
      let start = "```{.swift .input}\n"
      let parts = copy.components(separatedBy: start)
      return parts.filter { !$0.contains("%%check squares") }.joined(separator: start)
    },
    "without the data": { $0.replacing("let X = dots.float(), y", with: "let X = 0, y") },
    "empty": { _ in "" },
    "everything in a block": { "~~~~\n\($0)" },
  ]
}
