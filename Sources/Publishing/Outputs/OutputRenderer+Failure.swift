import CellOutput
import Markup

extension OutputRenderer {
  /// Returns the block that says why a cell stopped.
  func html(for failure: Failure, isExpected: Bool) -> HTML {
    let label = isExpected ? "Error, as expected" : failure.kind.label
    return Self.html(for: failure, label: label, isExpected: isExpected)
  }

  /// Returns the block that tells of a failure under the `label`.
  static func html(for failure: Failure, label: String, isExpected: Bool = false) -> HTML {
    var html: HTML = "<div class=\"out failure\(isExpected ? " expected" : "" as HTML)\">\n"
    let place = failure.place.map { "<code>\(TerminalText($0).html)</code>" as HTML } ?? ""
    html += "<p class=\"failure-label\">\(label) \(place)</p>\n"
    html += "<pre>\(TerminalText(failure.message).html)</pre>\n"
    if failure.hasStory {
      html += "<ul class=\"frames\">\n"
      for frame in failure.frames { html += "<li><code>\(TerminalText(frame).html)</code></li>\n" }
      html += "</ul>\n"
    }
    if let hint = failure.hint {
      html += "<p class=\"hint\">hint: \(TerminalText(hint).html)</p>\n"
    }
    html += "</div>\n"
    return html
  }
}

extension Failure {
  /// Whether the frames say more than the place alone.
  fileprivate var hasStory: Bool {
    guard let place, frames.count == 1 else { return !frames.isEmpty }
    return !frames[0].hasSuffix(place)
  }

  /// Where it happened, as `circles.md:41:13`, as far as that is known.
  fileprivate var place: String? {
    guard line > 0, !file.isEmpty else { return nil }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return column > 0 ? "\(name):\(line):\(column)" : "\(name):\(line)"
  }
}

extension Failure.Kind {
  /// The kind of end, in a word or two.
  fileprivate var label: String {
    switch self {
    case .diagnostic: "Does not compile"
    case .crash: "Crash"
    case .thrown: "Error"
    case .timeout: "Out of time"
    case .memory: "Out of memory"
    case .exit: "Exit"
    case .interrupted: "Interrupted"
    case .environment: "Could not run"
    }
  }
}
