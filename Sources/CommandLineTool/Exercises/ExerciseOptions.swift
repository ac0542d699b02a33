/// Options that only some of the actions of `lectern exercises` take.
enum ExerciseOptions {
  private struct Rule {
    let name: String
    let actions: [ExerciseAction]
    let isGiven: @Sendable (Settings) -> Bool
  }

  private static let rules = [
    Rule(name: "--csv", actions: [.grade]) { $0.gradeFormats.contains(.csv) },
    Rule(name: "--json", actions: [.grade]) { $0.gradeFormats.contains(.json) },
    Rule(name: "--junit", actions: [.grade]) { $0.gradeFormats.contains(.junit) },
    Rule(name: "--report", actions: [.check, .grade]) { !$0.reports.isEmpty },
    Rule(name: "--output", actions: [.release]) { $0.output != nil },
    Rule(name: "--ipynb", actions: [.release]) { $0.writesNotebook },
  ]

  /// Why `settings` cannot be meant for `action`, and what to try; `nil` when they can.
  static func objection(
    to settings: Settings, for action: ExerciseAction
  ) -> (message: String, hint: String)? {
    rules.first { $0.isGiven(settings) && !$0.actions.contains(action) }.map { rule in
      let names = rule.actions.map { "'lectern exercises \($0.rawValue)'" }
      return (
        "'\(rule.name)' means nothing to 'lectern exercises \(action.rawValue)'",
        "it is an option of \(names.joined(separator: " and "))"
      )
    }
  }
}
