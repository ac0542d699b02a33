extension Module: CustomStringConvertible {
  /// The module as PyTorch prints it: its class, its details, and its children, indented.
  public var description: String { ModuleText(ancestors: []).text(self) }
}

/// Writes modules; a module that contains one of its `ancestors` leaves it out.
private struct ModuleText {
  var ancestors: Set<ObjectIdentifier>

  func text(_ module: Module) -> String {
    let inside = ModuleText(ancestors: ancestors.union([ObjectIdentifier(module)]))
    let details = module.details
    let children = module.members.compactMap(inside.line)
    if children.isEmpty, !details.contains("\n") { return "\(module.typeName)(\(details))" }
    return block(module.typeName, (details.isEmpty ? [] : [details]) + children)
  }

  /// `(name): description`, or `nil` for what PyTorch does not list.
  private func line(_ member: Member) -> String? {
    content(member).map { "(\(member.name)): \($0)" }
  }

  private func content(_ member: Member) -> String? {
    switch member.content {
    case .parameter, .buffer: nil
    case .module(let module):
      ancestors.contains(ObjectIdentifier(module)) ? nil : text(module)
    case .group("ModuleList", let members): list(members)
    case .group(let kind, let members): block(kind, members.compactMap(line))
    }
  }

  /// A list of members; equal neighbours share a line: `(0-2): 3 x Linear(…)`.
  private func list(_ members: [Member]) -> String? {
    var runs: [(first: String, last: String, count: Int, text: String)] = []
    for member in members {
      guard let text = content(member) else { continue }
      if let last = runs.last, last.text == text {
        runs[runs.count - 1] = (last.first, member.name, last.count + 1, text)
      } else {
        runs.append((member.name, member.name, 1, text))
      }
    }
    let lines = runs.map { run in
      run.count == 1
        ? "(\(run.first)): \(run.text)" : "(\(run.first)-\(run.last)): \(run.count) x \(run.text)"
    }
    return lines.isEmpty ? nil : block("ModuleList", lines)
  }

  private func block(_ name: String, _ lines: [String]) -> String {
    let indented = lines.map { line in
      line.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    }
    return "\(name)(\n  " + indented.joined(separator: "\n  ") + "\n)"
  }
}
