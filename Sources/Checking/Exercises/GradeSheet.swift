/// The grades of all who handed something in.
package struct GradeSheet: Hashable, Sendable {
  /// The chapter with the exercises.
  package var chapter: String
  /// What each submission got, in the order in which they were named.
  package var grades: [Grade] = []
  /// The submissions that were not graded, as the run was interrupted.
  package var missing: [String] = []
  /// How long everything took, in seconds.
  package var seconds = 0.0
  /// How long the chapter's own cells took to get ready, in seconds.
  package var chapterSeconds = 0.0

  /// Creates the empty sheet of a chapter.
  package init(chapter: String) { self.chapter = chapter }

  /// How long all attempts took by themselves, in seconds.
  package var answerSeconds: Double { grades.reduce(0) { $0 + $1.seconds } }

  /// What the system lacked to confine the answers.
  package var lacking: [String] {
    grades.reduce(into: Set<String>()) { $0.formUnion($1.lacking) }.sorted()
  }

  /// The exercises whose answers may be memory unsafe, and so could forge what checks find.
  package var unsafe: [String] {
    grades.reduce(into: Set<String>()) { $0.formUnion($1.unsafe) }.sorted()
  }
}

extension GradeSheet {
  /// What the points of many come to.
  package struct Distribution: Hashable, Sendable {
    package var mean: Double
    package var median: Double
    /// The points that were reached, or ranges of them, from the most down, with how many did.
    package var rows: [Row]

    /// Those with as many points as `label` says.
    package struct Row: Hashable, Sendable {
      package var label: String
      package var count: Int
    }
  }

  /// How the points are distributed: by number, or in ten ranges when there are more than ten.
  package var distribution: Distribution {
    let points = grades.map(\.points).sorted()
    let middle = points.count / 2
    let median =
      points.isEmpty
      ? 0 : points.count % 2 == 1 ? points[middle] : (points[middle - 1] + points[middle]) / 2
    let mean = points.reduce(0, +) / Double(max(points.count, 1))
    var rows: [Distribution.Row] = []
    for point in points.reversed() {
      if rows.last?.label == Grade.text(point) {
        rows[rows.count - 1].count += 1
      } else {
        rows.append(Distribution.Row(label: Grade.text(point), count: 1))
      }
    }
    return Distribution(
      mean: mean, median: median, rows: rows.count > 10 ? Self.ranges(points) : rows)
  }

  /// Ten ranges of equal width from 0 to the most that was reached, the last with its upper end.
  private static func ranges(_ points: [Double]) -> [Distribution.Row] {
    let width = (points.last ?? 0) / 10
    let places = points.map { min(9, max(0, Int($0 / width))) }
    return (0..<10).reversed().map { place in
      let (from, to) = (Double(place) * width, Double(place + 1) * width)
      return Distribution.Row(
        label: "\(Grade.text(from))–\(Grade.text(to))", count: places.count { $0 == place })
    }
  }
}
