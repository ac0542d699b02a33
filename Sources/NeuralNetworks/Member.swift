package import Tensors

/// A parameter or child of a module, or a group of them, with the name it has there.
package struct Member {
  /// The property's name, or a position, or a key.
  package let name: String
  /// What goes by that name.
  package let content: Content

  /// What a name can stand for.
  package indirect enum Content {
    case parameter(Tensor)
    /// A tensor that belongs to the state but does not learn.
    case buffer(Tensor)
    case module(Module)
    /// Members side by side, under the name of the PyTorch class that is printed for them.
    case group(String, [Member])
  }

  package init(_ name: String, _ module: Module) {
    self.name = name
    content = .module(module)
  }

  /// Makes `parameter` known as one, so that it stays one while its gradients are switched off.
  package init(_ name: String, _ parameter: Tensor) {
    self.name = name
    parameter.isParameter = true
    content = .parameter(parameter)
  }

  /// Makes `tensor` part of the state.
  package init(buffer name: String, _ tensor: Tensor) {
    self.name = name
    content = .buffer(tensor)
  }

  private init(_ name: String, _ group: String, _ members: [Member]) {
    self.name = name
    content = .group(group, members)
  }
}

extension Member {
  /// The members of `module` by reflection: those of its superclasses first.
  static func reflecting(_ module: Module) -> [Member] {
    var mirrors: [Mirror] = []
    var mirror: Mirror? = Mirror(reflecting: module)
    while let current = mirror, current.subjectType != Module.self {
      mirrors.append(current)
      mirror = current.superclassMirror
    }
    return mirrors.reversed().flatMap { mirror in
      mirror.children.compactMap { Member(name: $0.label ?? "", value: $0.value) }
    }
  }

  /// Looks for modules and parameters in `value`; `nil` when there are none.
  private init?(name: String, value: Any) {
    if let module = value as? Module {
      self.init(Self.propertyName(name), module)
    } else if let tensor = value as? Tensor {
      guard tensor.isParameter || tensor.requiresGrad && tensor.isLeaf else { return nil }
      self.init(Self.propertyName(name), tensor)
    } else {
      self.init(name: name, parts: Mirror(reflecting: value))
    }
  }

  private init?(name: String, parts: Mirror) {
    switch parts.displayStyle {
    case .optional:
      guard let some = parts.children.first else { return nil }
      self.init(name: name, value: some.value)
    case .collection, .tuple, .struct:
      self.init(name: name, group: "ModuleList", Self.elements(parts))
    case .dictionary:
      self.init(name: name, group: "ModuleDict", Self.entries(parts))
    default: return nil
    }
  }

  private init?(name: String, group: String, _ members: [Member]) {
    guard !members.isEmpty else { return nil }
    self.init(Self.propertyName(name), group, members)
  }

  /// The members among the elements of a collection or the fields of a structure.
  ///
  /// A collection that begins with something else has none, so that long arrays of numbers cost
  /// nothing.
  private static func elements(_ mirror: Mirror) -> [Member] {
    var members: [Member] = []
    for (position, child) in mirror.children.enumerated() {
      let label = mirror.displayStyle == .struct ? child.label : nil
      if let member = Member(name: label ?? "\(position)", value: child.value) {
        members.append(member)
      } else if mirror.displayStyle == .collection, !isEmptyOptional(child.value) {
        return members
      }
    }
    return members
  }

  private static func isEmptyOptional(_ value: Any) -> Bool {
    let mirror = Mirror(reflecting: value)
    return mirror.displayStyle == .optional && mirror.children.isEmpty
  }

  /// The members among the values of a dictionary, by key, since a dictionary has no order.
  private static func entries(_ mirror: Mirror) -> [Member] {
    mirror.children.compactMap { child in
      let pair = Array(Mirror(reflecting: child.value).children)
      guard pair.count == 2 else { return nil }
      return Member(name: "\(pair[0].value)", value: pair[1].value)
    }.sorted { $0.name < $1.name }
  }

  /// The name as it was declared: without what the compiler adds for `lazy`.
  private static func propertyName(_ label: String) -> String {
    let prefix = "$__lazy_storage_$_"
    return label.hasPrefix(prefix) ? String(label.dropFirst(prefix.count)) : label
  }
}
