public import Tensors

/// Changes parameters along their gradients.
///
/// Subclasses override `step()`. Parameters without a gradient are passed over: they keep their
/// values, and what the optimizer carries from step to step for them stays as it is.
open class Optimizer {
  /// A group of parameters with settings of its own, as an element of PyTorch's `param_groups`.
  public struct Group {
    /// The parameters.
    public var parameters: [Tensor] { slots.map(\.parameter) }
    /// The length of a step.
    public var learningRate: Double
    /// The factor that pulls every parameter to 0.
    public var weightDecay: Double
    let slots: [Slot]
  }

  /// The groups in the order in which they were given.
  public var groups: [Group] = []

  private let weightDecay: Double

  /// Creates an optimizer of `parameters`: tensors, or groups of them.
  ///
  /// - Precondition: There are parameters: a model without any has not been found to have layers.
  public init(
    _ parameters: [some Optimizable], learningRate: Double, weightDecay: Double = 0,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    self.weightDecay = weightDecay
    let wanted = type(of: parameters).Element.groups(parameters)
    guard wanted.contains(where: { !$0.parameters.isEmpty }) else {
      fatalError("Optimizer: there are no parameters to change", file: (file), line: line)
    }
    for group in wanted { add(group, learningRate, file, line) }
  }

  /// Forgets the gradients, so that the next backward pass starts from nothing.
  public func zeroGrad() {
    for group in groups {
      for slot in group.slots { slot.parameter.grad = nil }
    }
  }

  /// Changes every parameter that has a gradient.
  open func step() {
    for group in groups {
      for slot in group.slots {
        guard let gradient = slot.parameter.grad else { continue }
        slot.steps += 1
        update(slot, along: gradient, in: group)
      }
    }
  }

  /// Changes one parameter; the optimizers that come with Lectern override this.
  func update(_ slot: Slot, along gradient: Tensor, in group: Group) {}
}

extension Optimizer {
  /// A parameter and what is carried for it from step to step.
  final class Slot {
    let parameter: Tensor
    /// How many steps it has taken, the one under way included.
    var steps = 0
    /// A mean of gradients, the mean of their squares, and what else a rule needs.
    private(set) var first, second, third: Tensor?

    init(_ parameter: Tensor) { self.parameter = parameter }

    /// Whether it carries no mean of gradients yet.
    var isFresh: Bool { first == nil }

    /// Takes the step, with those memories that the rule needs.
    func take(
      _ step: ParameterStep, along gradient: Tensor, first needsFirst: Bool = false,
      second needsSecond: Bool = false, third needsThird: Bool = false
    ) {
      if needsFirst, first == nil { first = zeros() }
      if needsSecond, second == nil { second = zeros() }
      if needsThird, third == nil { third = zeros() }
      step(
        parameter, along: gradient, needsFirst ? first : nil, needsSecond ? second : nil,
        needsThird ? third : nil)
    }

    /// Makes the mean of squares start at `value` instead of 0.
    func fillSecond(with value: Double) {
      if second == nil { second = .full(parameter.shape, value, dtype: parameter.dtype) }
    }

    private func zeros() -> Tensor { .zeros(parameter.shape, dtype: parameter.dtype) }
  }
}

extension Optimizer {
  /// The parameters of all groups.
  public var parameters: [Tensor] { groups.flatMap(\.parameters) }

  /// The length of a step: the first group's; setting it sets that of every group.
  public var learningRate: Double {
    get { groups[0].learningRate }
    set { for index in groups.indices { groups[index].learningRate = newValue } }
  }

  /// Takes more parameters in, as layers that are unfrozen in the course of training.
  ///
  /// - Precondition: No other group has any of them.
  public func add(
    _ group: ParameterGroup, file: StaticString = #filePath, line: UInt = #line
  ) {
    add(group, learningRate, file, line)
  }

  private func add(
    _ group: ParameterGroup, _ learningRate: Double, _ file: StaticString, _ line: UInt
  ) {
    let present = Set(parameters.map(ObjectIdentifier.init))
    guard present.isDisjoint(with: group.parameters.map(ObjectIdentifier.init)) else {
      fatalError("Optimizer: a parameter stands in two groups", file: (file), line: line)
    }
    groups.append(
      Group(
        learningRate: group.learningRate ?? learningRate,
        weightDecay: group.weightDecay ?? weightDecay, slots: group.parameters.map(Slot.init)))
  }
}
