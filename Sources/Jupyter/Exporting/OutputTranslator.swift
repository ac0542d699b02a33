internal import CellOutput
internal import Foundation

/// What a cell put out, as a notebook file stores it (nbformat 4, "Output types").
struct OutputTranslator {
  /// The cell's number in the order of the run.
  let executionCount: Int

  /// Returns the outputs in order; pieces of one stream that follow one another become one.
  func json(for outputs: [Output]) -> [JSON] {
    var result: [JSON] = []
    var index = 0
    while index < outputs.count {
      guard case .text(let stream, _) = outputs[index] else {
        result.append(json(for: outputs[index]))
        index += 1
        continue
      }
      var text = ""
      while index < outputs.count, case .text(stream, let piece) = outputs[index] {
        text += piece
        index += 1
      }
      result.append(self.text(text, of: stream))
    }
    return result
  }

  private func json(for output: Output) -> JSON {
    switch output {
    case .text(let stream, let text): self.text(text, of: stream)
    case .echo(let value):
      .object([
        "output_type": .string("execute_result"), "execution_count": .integer(executionCount),
        "data": .object(["text/plain": .lines(value)]), "metadata": .object([:]),
      ])
    case .display(let display): Self.display(display)
    case .failure(let failure): Self.error(failure)
    }
  }

  private func text(_ text: String, of stream: TextStream) -> JSON {
    .object([
      "output_type": .string("stream"),
      "name": .string(stream == .standardOutput ? "stdout" : "stderr"), "text": .lines(text),
    ])
  }
}

extension OutputTranslator {
  /// Returns a display of Markdown, as Lectern itself adds it.
  static func markdown(_ text: String) -> JSON { display(Display("text/markdown", text)) }

  private static func display(_ display: Display) -> JSON {
    var data: [String: JSON] = [:]
    for form in display.representations where data[form.mime] == nil {
      data[form.mime] = content(of: form)
    }
    if data["text/plain"] == nil {
      let title = display.figure?.title ?? ""
      data["text/plain"] = .lines(
        display.figure == nil ? "[a display]" : title.isEmpty ? "[figure]" : "[figure: \(title)]")
    }
    return .object([
      "output_type": .string("display_data"), "data": .object(data), "metadata": .object([:]),
    ])
  }

  /// Returns text as lines, JSON as a value, and all else in base 64.
  private static func content(of form: Display.Representation) -> JSON {
    if form.mime.hasSuffix("json") { return (try? JSONReader.value(of: form.bytes).json) ?? .null }
    let isText = form.mime.hasPrefix("text/") || textTypes.contains(form.mime)
    if isText { return .lines(String(decoding: form.bytes, as: UTF8.self)) }
    return .string(Data(form.bytes).base64EncodedString())
  }

  private static let textTypes: Set = ["image/svg+xml", "application/javascript"]

  private static func error(_ failure: Failure) -> JSON {
    var place = failure.file.split(separator: "/").last.map(String.init) ?? ""
    if failure.line > 0 { place += ":\(failure.line)" }
    if failure.line > 0, failure.column > 0 { place += ":\(failure.column)" }
    var traceback = [(place.isEmpty ? "" : place + ": ") + "error: " + failure.message]
    traceback += failure.frames.map { "  at \($0)" }
    if let hint = failure.hint { traceback.append("hint: \(hint)") }
    return .object([
      "output_type": .string("error"), "ename": .string(names[failure.kind] ?? "Error"),
      "evalue": .string(failure.message), "traceback": .array(traceback.map(JSON.string)),
    ])
  }

  private static let names: [Failure.Kind: String] = [
    .diagnostic: "CompilerError", .crash: "Crash", .thrown: "Error", .timeout: "Timeout",
    .memory: "OutOfMemory", .exit: "Exit", .interrupted: "Interrupted",
    .environment: "EnvironmentError",
  ]
}
