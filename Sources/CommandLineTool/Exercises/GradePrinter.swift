internal import Checking

/// Tells grades, as text or in the form that was asked for.
struct GradePrinter {
  private let bench: Workbench
  /// The form in which standard output has the grades; `nil` for text.
  private let form: Settings.Report.Kind?
  private let isQuiet: Bool

  private var console: Console { bench.console }

  init(_ bench: Workbench, _ settings: Settings) {
    self.bench = bench
    form = settings.gradeFormats.first
    isQuiet = settings.isQuiet
  }

  /// Tells the next grade; rows of a table begin with its head.
  func tell(_ grade: Grade, isFirst: Bool) {
    if !grade.fault.isEmpty, form != nil || isQuiet {
      bench.complain("\(grade.submission): \(grade.fault)".onOneLine)
    }
    if form == .csv { console.write((isFirst ? GradeSheet.csvHead : "") + grade.csvRows) }
    guard form == nil, !isQuiet else { return }
    let fault = grade.fault.isEmpty ? "" : ": " + grade.fault.onOneLine
    let points = "\(Grade.text(grade.points)) of \(Workbench.points(grade.possible))"
    console.print("\(grade.submission.onOneLine): \(points)\(fault)")
    var told = Set<String>()
    for item in grade.items where !item.message.isEmpty && item.message != grade.fault {
      let place = item.place.isEmpty ? "" : " (\(item.place))"
      let isLost = item.points < item.possible
      // What is odd about an answer that is right is told once.
      guard isLost || told.insert(item.exercise).inserted else { continue }
      let name = isLost ? "\(item.exercise), \(item.check)" : item.exercise
      console.print("  " + "\(name): \(item.message)\(place)".onOneLine)
    }
  }

  /// Tells what all came to.
  func sum(_ sheet: GradeSheet) {
    switch form {
    case .json, .junit: console.write(text(of: sheet, as: form ?? .json))
    case .csv where sheet.grades.isEmpty: console.write(GradeSheet.csvHead)
    default: break
    }
    if !sheet.lacking.isEmpty {
      let names = sheet.lacking.joined(separator: " and ")
      console.print(
        "lectern: warning: this system has no \(names), so answers were not fully confined",
        to: .error)
    }
    if !sheet.unsafe.isEmpty {
      let names = sheet.unsafe.joined(separator: ", ")
      console.print(
        "lectern: warning: the author's answer to \(names) is not memory safe, so others need not be, "
          + "and could forge what the checks find", to: .error)
    }
    if !sheet.missing.isEmpty {
      bench.complain(
        "the grades are incomplete: \(count(sheet.missing.count, "submission")) of "
          + "\(sheet.missing.count + sheet.grades.count) not graded")
    }
    guard !isQuiet, !sheet.grades.isEmpty else { return }
    console.print(summary(of: sheet), to: form == nil ? .output : .error)
  }

  /// The grades in the form of a report.
  func text(of sheet: GradeSheet, as kind: Settings.Report.Kind) -> String {
    switch kind {
    case .csv: sheet.csv
    case .junit: sheet.report.junit
    case .json, .html: sheet.json
    }
  }

  private func summary(of sheet: GradeSheet) -> String {
    let times = [
      Seconds.text(sheet.seconds), Seconds.text(sheet.chapterSeconds),
      Seconds.text(sheet.answerSeconds),
    ]
    var lines = [
      "graded \(count(sheet.grades.count, "submission")) in \(times[0]) "
        + "(the chapter \(times[1]), the answers \(times[2]))"
    ]
    guard sheet.grades.count > 1 else { return lines[0] }
    let found = sheet.distribution
    let possible = sheet.grades.map(\.possible).max() ?? 0
    lines.append(
      "mean \(Grade.text((found.mean * 100).rounded() / 100)), "
        + "median \(Grade.text(found.median)) of \(Workbench.points(possible))")
    let width = found.rows.map(\.label.count).max() ?? 0
    let most = found.rows.map(\.count).max() ?? 1
    for row in found.rows where found.rows.count > 1 {
      let blanks = String(repeating: " ", count: width - row.label.count)
      let bar = String(repeating: "#", count: (row.count * min(40, most) + most - 1) / most)
      lines.append("  \(blanks)\(row.label)  \(bar) \(row.count)")
    }
    return lines.joined(separator: "\n")
  }
}
