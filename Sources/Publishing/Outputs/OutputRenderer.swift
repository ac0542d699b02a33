import CellOutput
import Markup

/// Shows what a cell put out.
struct OutputRenderer {
  /// What makes the ids of this cell's figures its own.
  let prefix: String

  /// One way a form of a display is shown, richest first where several would do.
  private struct Form: Sendable {
    let mime: String
    let html: @Sendable (_ form: Display.Representation, Display, _ id: String) -> HTML
  }

  private static let forms = [
    Form(mime: "image/svg+xml") { form, _, id in
      let width = InlinePicture.width(ofSVG: form.text)
      let style = width.map { " style=\"--figure-width: \($0)px\"" as HTML } ?? ""
      return "<div class=\"figure\"\(style)>\(InlinePicture.svg(form.text, prefix: id))</div>"
    },
    Form(mime: "text/html") { form, _, _ in
      "<div class=\"scroll\">\(HTML(trusting: form.text))</div>"
    },
    Form(mime: "text/markdown") { form, _, id in
      "<div class=\"markdown\">\n\(MarkdownDisplay.html(form.text, prefix: id))</div>"
    },
    raster("image/png"), raster("image/jpeg"),
    Form(mime: "text/plain") { form, _, _ in "<pre>\(TerminalText(form.text).html)</pre>" },
  ]

  private static func raster(_ mime: String) -> Form {
    Form(mime: mime) { form, display, _ in
      let description = display.text("text/plain") ?? "a picture"
      let picture = InlinePicture.raster(form.bytes, mime: mime, description: description)
      return "<div class=\"figure\">\(picture)</div>"
    }
  }
}

extension OutputRenderer {
  /// Returns the outputs in order; pieces of one stream that follow one another are one block.
  func html(for outputs: [Output], isExpected: Bool) -> HTML {
    var html = HTML()
    var index = 0
    while index < outputs.count {
      if case .text(let stream, _) = outputs[index] {
        let run = outputs[index...].prefix { $0.stream == stream }
        html += text(run.map(\.printed).joined(), to: stream)
        index = run.endIndex
      } else {
        html += single(outputs[index], number: index, isExpected: isExpected)
        index += 1
      }
    }
    return html
  }

  private func text(_ text: String, to stream: TextStream) -> HTML {
    // By scalars, for "\r\n" is one character.
    let lines =
      text.unicodeScalars.last == "\n" ? text.unicodeScalars.dropLast() : text.unicodeScalars[...]
    let shown = TerminalText(String(lines)).html
    return switch stream {
    case .standardOutput: "<pre class=\"out\">\(kept(shown))</pre>\n"
    case .standardError:
      "<pre class=\"out stderr\" title=\"standard error\">\(kept(shown))</pre>\n"
    }
  }

  /// Returns what a `pre` begins with, such that a first line end is not lost (HTML 13.1.2.5).
  private func kept(_ html: HTML) -> HTML {
    html.markup.utf8.first == UInt8(ascii: "\n") ? "\n\(html)" : html
  }

  private func single(_ output: Output, number: Int, isExpected: Bool) -> HTML {
    switch output {
    case .text(let stream, let text): self.text(text, to: stream)
    case .echo(let value): "<pre class=\"out echo\">\(kept(TerminalText(value).html))</pre>\n"
    case .display(let display):
      "<div class=\"out display\">\(html(for: display, number: number))</div>\n"
    case .failure(let failure): html(for: failure, isExpected: isExpected)
    }
  }

  /// Returns the richest form of `display` that a page can show.
  private func html(for display: Display, number: Int) -> HTML {
    for form in display.representations {
      if let shown = Self.forms.first(where: { $0.mime == form.mime }) {
        return shown.html(form, display, "\(prefix)-\(number)-")
      }
    }
    return "<pre>a value without a form that a page can show</pre>"
  }
}

extension Display.Representation {
  fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Output {
  /// The stream of printed text.
  fileprivate var stream: TextStream? {
    guard case .text(let stream, _) = self else { return nil }
    return stream
  }

  /// The printed text; empty for all else.
  fileprivate var printed: String {
    guard case .text(_, let text) = self else { return "" }
    return text
  }
}
