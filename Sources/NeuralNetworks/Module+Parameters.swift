public import Tensors

extension Module {
  /// The parameters of this module and everything in it, each once, in order of declaration.
  public func parameters() -> [Tensor] {
    var found: [Tensor] = []
    var seen: Set<ObjectIdentifier> = []
    walk(nil, &seen) { _, content in
      if case .parameter(let tensor) = content { found.append(tensor) }
    }
    return found
  }

  /// The parameters with the paths that lead to them: `layer1.weight`.
  ///
  /// A parameter that several paths lead to has the name of the first.
  public func namedParameters() -> [(name: String, tensor: Tensor)] {
    var found: [(name: String, tensor: Tensor)] = []
    var seen: Set<ObjectIdentifier> = []
    walk("", &seen) { name, content in
      if case .parameter(let tensor) = content { found.append((name, tensor)) }
    }
    return found
  }

  /// The tensors of this module and everything in it that belong to the state but do not learn.
  public func buffers() -> [Tensor] { namedBuffers().map(\.tensor) }

  /// The buffers with the paths that lead to them: `norm.running_mean`.
  public func namedBuffers() -> [(name: String, tensor: Tensor)] {
    var found: [(name: String, tensor: Tensor)] = []
    var seen: Set<ObjectIdentifier> = []
    walk("", &seen) { name, content in
      if case .buffer(let tensor) = content { found.append((name, tensor)) }
    }
    return found
  }

  /// Parameters and buffers by name, in order.
  func namedState() -> [(name: String, tensor: Tensor)] {
    var found: [(name: String, tensor: Tensor)] = []
    var seen: Set<ObjectIdentifier> = []
    walk("", &seen) { name, content in
      switch content {
      case .parameter(let tensor), .buffer(let tensor): found.append((name, tensor))
      case .module, .group: break
      }
    }
    return found
  }

  /// The modules that are this module's own properties, in order of declaration.
  public var children: [Module] { namedChildren.map(\.module) }

  /// The modules that are this module's own properties, with their names.
  public var namedChildren: [(name: String, module: Module)] {
    Self.modules(in: members, prefix: "")
  }

  /// This module and all modules in it, each once, before the modules it contains.
  public func modules() -> [Module] {
    var found = [self]
    var seen: Set<ObjectIdentifier> = []
    walk(nil, &seen) { _, content in
      if case .module(let module) = content { found.append(module) }
    }
    return found
  }

  /// This module and all modules in it with the paths that lead to them; its own is empty.
  public func namedModules() -> [(name: String, module: Module)] {
    var found: [(name: String, module: Module)] = [("", self)]
    var seen: Set<ObjectIdentifier> = []
    walk("", &seen) { name, content in
      if case .module(let module) = content { found.append((name, module)) }
    }
    return found
  }

  /// Calls `body` for this module and every module in it, each once, those inside first.
  @discardableResult
  public func apply(_ body: (Module) throws -> Void) rethrows -> Self {
    var seen: Set<ObjectIdentifier> = []
    try apply(body, &seen)
    return self
  }

  private func apply(
    _ body: (Module) throws -> Void, _ seen: inout Set<ObjectIdentifier>
  ) rethrows {
    guard seen.insert(ObjectIdentifier(self)).inserted else { return }
    for child in children { try child.apply(body, &seen) }
    try body(self)
  }

  private static func modules(
    in members: [Member], prefix: String
  ) -> [(name: String, module: Module)] {
    var found: [(name: String, module: Module)] = []
    for member in members {
      switch member.content {
      case .parameter, .buffer: break
      case .module(let module): found.append((prefix + member.name, module))
      case .group(_, let inner): found += modules(in: inner, prefix: prefix + member.name + ".")
      }
    }
    return found
  }
}

extension Module {
  /// Calls `visit` for every parameter and module below this one, the first time it is met.
  ///
  /// Names are put together after `prefix`; without one they are empty, which is faster.
  private func walk(
    _ prefix: String?, _ seen: inout Set<ObjectIdentifier>,
    _ visit: (_ name: String, _ content: Member.Content) -> Void
  ) {
    guard seen.insert(ObjectIdentifier(self)).inserted else { return }
    Self.walk(members, prefix, &seen, visit)
  }

  private static func walk(
    _ members: [Member], _ prefix: String?, _ seen: inout Set<ObjectIdentifier>,
    _ visit: (_ name: String, _ content: Member.Content) -> Void
  ) {
    for member in members {
      let name = prefix.map { $0 + member.name }
      switch member.content {
      case .parameter(let tensor), .buffer(let tensor):
        guard seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
        visit(name ?? "", member.content)
      case .module(let module):
        guard !seen.contains(ObjectIdentifier(module)) else { continue }
        visit(name ?? "", member.content)
        module.walk(name.map { $0 + "." }, &seen, visit)
      case .group(_, let inner):
        walk(inner, name.map { $0 + "." }, &seen, visit)
      }
    }
  }
}
