internal import Foundation

extension JupyterNotebook {
  /// The file, byte for byte as Jupyter itself would save it.
  package var fileText: String { json.text + "\n" }

  private var json: JSON {
    .object([
      "cells": .array(cells.map(\.json)),
      "metadata": .object(metadata),
      "nbformat": .integer(4),
      "nbformat_minor": .integer(5),
    ])
  }

  private var metadata: [String: JSON] {
    let spec = Self.languages[language]
    let display = spec?.display ?? language
    var info: [String: JSON] = ["name": .string(language), "pygments_lexer": .string(language)]
    if let spec {
      info["file_extension"] = .string(spec.file)
      info["mimetype"] = .string(spec.mime)
    }
    var metadata: [String: JSON] = [
      "kernelspec": .object([
        "display_name": .string(display), "language": .string(language),
        "name": .string(spec?.kernel ?? language),
      ]),
      "language_info": .object(info),
    ]
    metadata["lectern"] = record?.json
    return metadata
  }

  /// What Jupyter wants to know of the usual languages.
  private static let languages = [
    "swift": (display: "Swift", kernel: "swift", file: ".swift", mime: "text/x-swift"),
    "python": (display: "Python 3", kernel: "python3", file: ".py", mime: "text/x-python"),
    "r": (display: "R", kernel: "ir", file: ".r", mime: "text/x-r-source"),
    "julia": (display: "Julia", kernel: "julia", file: ".jl", mime: "application/julia"),
  ]
}

extension JupyterCell {
  fileprivate var json: JSON {
    var members: [String: JSON] = [
      "cell_type": .string(kind.rawValue), "id": .string(id), "metadata": .object(metadata),
      "source": .lines(source),
    ]
    if kind == .code {
      members["execution_count"] = executionCount.map(JSON.integer) ?? .null
      members["outputs"] = .array(outputs)
    }
    if !attachments.isEmpty {
      let bundles = attachments.map { attachment in
        let content = Data(attachment.bytes).base64EncodedString()
        return (attachment.name, JSON.object([attachment.mime: .string(content)]))
      }
      members["attachments"] = .object(Dictionary(bundles) { first, _ in first })
    }
    return .object(members)
  }

  private var metadata: [String: JSON] {
    var metadata: [String: JSON] = [:]
    let tags = traits.allTags
    if !tags.isEmpty { metadata["tags"] = .array(tags.map(JSON.string)) }
    var jupyter: [String: JSON] = [:]
    if traits.hidesInput { jupyter["source_hidden"] = .bool(true) }
    if traits.hidesOutput, kind == .code { jupyter["outputs_hidden"] = .bool(true) }
    if !jupyter.isEmpty { metadata["jupyter"] = .object(jupyter) }
    metadata["lectern"] = record?.json
    return metadata
  }
}

extension JupyterCell.Traits {
  /// What begins a tag that stands for a tab.
  static let tabTag = "tab:"

  /// The tags as other tools know them, each once and none with a comma.
  fileprivate var allTags: [String] {
    var all = tabs.map { Self.tabTag + $0 }
    if hidesInput && hidesOutput {
      all.append("hide-cell")
    } else if hidesInput {
      all.append("hide-input")
    } else if hidesOutput {
      all.append("hide-output")
    }
    if expectsError { all.append("raises-exception") }
    var seen: Set<String> = []
    return (all + tags).filter { !$0.isEmpty && !$0.contains(",") && seen.insert($0).inserted }
  }
}

// MARK: - Records

extension CellRecord {
  fileprivate var json: JSON {
    var members: [String: JSON] = ["index": .integer(index)]
    let texts = [("before", before), ("after", after), ("prefix", prefix), ("digest", digest)]
    for (name, text) in texts where !text.isEmpty { members[name] = .string(text) }
    if !replaced.isEmpty {
      members["replaced"] = .array(
        replaced.map { .array([.string($0.shown), .string($0.written)]) })
    }
    if let chapter { members["chapter"] = .string(chapter) }
    return .object(members)
  }

  /// Reads what `json` keeps; `nil` when it is nothing of ours.
  init?(_ value: PlacedJSON?) {
    guard let value, let index = value["index"]?.integer, index >= 0 else { return nil }
    self.init(index: index)
    before = value["before"]?.string ?? ""
    after = value["after"]?.string ?? ""
    prefix = value["prefix"]?.string ?? ""
    replaced = (value["replaced"]?.array ?? []).compactMap { pair in
      let texts = (pair.array ?? []).compactMap(\.string)
      return texts.count == 2 ? Replacement(shown: texts[0], written: texts[1]) : nil
    }
    chapter = value["chapter"]?.string
    digest = value["digest"]?.string ?? ""
  }
}

extension NotebookRecord {
  fileprivate var json: JSON {
    var members: [String: JSON] = ["version": .integer(Self.version)]
    if !tab.isEmpty { members["tab"] = .string(tab) }
    if isTabbed { members["tabbed"] = .bool(true) }
    if !skipped.isEmpty {
      members["skipped"] = .array(
        skipped.map { .object(["index": .integer($0.index), "text": .string($0.text)]) })
    }
    return .object(members)
  }

  /// Reads what `json` keeps; `nil` when it is nothing of ours, or of a later version.
  init?(_ value: PlacedJSON?) {
    guard let value, value["version"]?.integer == Self.version else { return nil }
    tab = value["tab"]?.string ?? ""
    isTabbed = value["tabbed"]?.bool ?? false
    skipped = (value["skipped"]?.array ?? []).compactMap { part in
      guard let index = part["index"]?.integer, let text = part["text"]?.string else { return nil }
      return Skipped(index: index, text: text)
    }
  }
}
