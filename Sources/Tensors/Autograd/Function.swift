/// An operation with a derivative of its own, as `torch.autograd.Function`.
///
///     struct Cube: Function {
///       func forward(_ context: FunctionContext, _ inputs: [Tensor]) -> Tensor {
///         context.saveForBackward(inputs[0])
///         return inputs[0] * inputs[0] * inputs[0]
///       }
///       func backward(_ context: FunctionContext, _ gradient: Tensor) -> [Tensor?] {
///         [gradient * context.savedTensors[0].square() * 3]
///       }
///     }
///     Cube().apply(x)
///
/// What is not a tensor (a factor, a dimension) is a stored property of the conforming type.
public protocol Function: Sendable {
  /// Returns the output; what is done here is not recorded.
  func forward(_ context: FunctionContext, _ inputs: [Tensor]) -> Tensor

  /// Returns the gradient of each input from that of the output, nil where none flows.
  func backward(_ context: FunctionContext, _ gradient: Tensor) -> [Tensor?]
}

/// What `forward` leaves for `backward`.
public final class FunctionContext {
  /// The tensors that `forward` saved.
  public private(set) var savedTensors: [Tensor]

  /// For each input whether its gradient is wanted.
  public let needsInputGradient: [Bool]

  init(saved: [Tensor] = [], needsInputGradient: [Bool]) {
    savedTensors = saved
    self.needsInputGradient = needsInputGradient
  }

  /// Keeps `tensors`, inputs or the output, for `backward`, which checks that nothing changed them.
  public func saveForBackward(_ tensors: Tensor...) { savedTensors = tensors }
}

extension Function {
  /// Returns what `forward` makes of `inputs`, recorded so that gradients go through `backward`.
  ///
  /// - Precondition: `backward` returns as many gradients as there are inputs, of their shapes.
  public func apply(
    _ inputs: Tensor..., file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let context = FunctionContext(needsInputGradient: inputs.map(\.isRecorded))
    let made = noGrad { forward(context, inputs) }
    guard made.dtype.isFloatingPoint, inputs.contains(where: \.isRecorded) else { return made }
    let output = made.requiresGrad || inputs.contains { $0 === made } ? made.alias : made
    let saved = context.savedTensors.map { tensor in
      SavedTensor(
        tensor, tensor === made ? .output : .input(inputs.firstIndex { $0 === tensor }))
    }
    let (shapes, count, site) = (inputs.map(\.shape), saved.count, Site(file, line))
    let node = Node("Function", inputs.map(\.edge), saving: saved, isSmooth: true) { node, g in
      let context = FunctionContext(
        saved: (0..<count).map(node.saved), needsInputGradient: shapes.indices.map(node.wants))
      let gradients = backward(context, g)
      require(gradients, shapes, at: site)
      return gradients
    }
    node.ownName = "\(Self.self)Backward"
    output.node = node
    return output
  }

  private func require(_ gradients: [Tensor?], _ shapes: [[Int]], at site: Site) {
    guard gradients.count == shapes.count else {
      fail(
        "\(Self.self)",
        "backward returned \(gradients.count) gradients for \(shapes.count) inputs", at: site)
    }
    for (index, shape) in shapes.enumerated() {
      guard let found = gradients[index]?.shape, found != shape else { continue }
      fail(
        "\(Self.self)",
        "backward returned a gradient of shape \(found.shapeText) for input \(index) of shape"
          + " \(shape.shapeText)", at: site)
    }
  }
}
