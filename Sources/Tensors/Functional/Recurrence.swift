/// What a recurrent layer does at each step.
package enum RecurrentCell: Sendable {
  case tanh, relu, lstm, gru

  /// How many rows of weights each unit has.
  package var gates: Int { self == .lstm ? 4 : self == .gru ? 3 : 1 }

  fileprivate var gradientName: StaticString {
    switch self {
    case .tanh: "RnnTanhBackward0"
    case .relu: "RnnReluBackward0"
    case .lstm: "LstmBackward0"
    case .gru: "GruBackward0"
    }
  }
}

/// The parameters of one direction of a recurrent layer.
///
/// `[gates · hidden, inputs]`, `[gates · hidden, hidden]`, and the biases `[gates · hidden]`.
package struct RecurrentWeights: Sendable {
  package let input: Tensor
  package let hidden: Tensor
  package let inputBias: Tensor?
  package let hiddenBias: Tensor?

  package init(_ input: Tensor, _ hidden: Tensor, _ inputBias: Tensor?, _ hiddenBias: Tensor?) {
    (self.input, self.hidden) = (input, hidden)
    (self.inputBias, self.hiddenBias) = (inputBias, hiddenBias)
  }

  /// The parameters there are, in PyTorch's order.
  var all: [Tensor] { [input, hidden] + [inputBias, hiddenBias].compactMap { $0 } }
}

/// Returns what one recurrent layer makes of sequences: all its states, and the last of each.
///
///     [t, n, inputs], d × [n, hidden] → [t, n, d · hidden], [d, n, hidden]
///
/// There is one direction for each element of `weights`, the second from the end to the start.
/// `active` says how many sequences, from the first, have each step; nil for all of them.
///
/// - Precondition: The operands are of one floating-point type and of these shapes, and `active` does
///   not grow.
package func recurrentLayer(
  _ cell: RecurrentCell, _ x: Tensor, hidden: Tensor, cell memory: Tensor?,
  _ weights: [RecurrentWeights], active: [Int]?
) -> (output: Tensor, hidden: Tensor, cell: Tensor?) {
  let source = x.packed
  let form = RecurrentForm(cell, source, weights, active)
  let flat = form.memoryForResults(x.dtype)
  let directions = weights.indices.map { index in
    Recurrence(
      form, source, weights[index], direction: index, hidden: hidden.alias.select(0, index),
      memory: memory?.alias.select(0, index), results: flat)
  }
  Parallel.ranges(directions.count, work: form.work) { range in
    for index in range { directions[index].run() }
  }
  let inputs = [x, hidden] + (memory.map { [$0] } ?? []) + weights.flatMap(\.all)
  let saved = [source] + directions.flatMap(\.saved)
  let result = flat.recorded(cell.gradientName, of: inputs, saving: saved) { node, g in
    recurrentGradients(node, form, weights, g.packed, saved.indices.map(node.saved))
  }
  let states = form.directions * form.batch * form.hidden
  let output = result.narrow(0, 0, form.outputCount).view(form.outputShape)
  let last = result.narrow(0, form.outputCount, states).view(form.stateShape)
  let lastMemory = memory.map { _ in
    result.narrow(0, form.outputCount + states, states).view(form.stateShape)
  }
  return (output, last, lastMemory)
}

/// The gradients of x, the states and the parameters of each direction.
private func recurrentGradients(
  _ node: Node, _ form: RecurrentForm, _ weights: [RecurrentWeights], _ g: Tensor,
  _ saved: [Tensor]
) -> [Tensor?] {
  let perDirection = (saved.count - 1) / form.directions
  let found = weights.indices.map { index in
    let own = Array(saved[(1 + index * perDirection)...].prefix(perDirection))
    return RecurrenceGradients(
      form, saved[0], own, weights[index], direction: index, results: g, wantsInput: node.wants(0))
  }
  Parallel.ranges(found.count, work: form.work * 2) { range in
    for index in range { found[index].run() }
  }
  var gradients: [Tensor?] = [found[0].x]
  if let first = found[0].x {
    for other in found.dropFirst() { if let x = other.x { Kernels.axpy(1, x, into: first) } }
  }
  gradients.append(node.wants(1) ? Tensor.stack(found.map { $0.hidden.t() }) : nil)
  let memories = found.compactMap { $0.memory?.t() }
  if !memories.isEmpty { gradients.append(node.wants(2) ? Tensor.stack(memories) : nil) }
  return gradients + found.flatMap { $0.parameters.map(Optional.some) }
}

/// The extents of a recurrent layer, and how its results lie in one tensor: outputs, then the last
/// states, then the last cells.
struct RecurrentForm: Sendable {
  let cell: RecurrentCell
  let steps: Int
  let batch: Int
  let inputs: Int
  let hidden: Int
  let directions: Int
  /// How many sequences have each step.
  let active: Tensor?

  init(_ cell: RecurrentCell, _ x: Tensor, _ weights: [RecurrentWeights], _ active: [Int]?) {
    self.cell = cell
    (steps, batch, inputs) = (x.shape[0], x.shape[1], x.shape[2])
    hidden = weights.first?.hidden.shape[1] ?? 0
    directions = weights.count
    self.active = active.map { Tensor($0, shape: [$0.count]) }
  }

  var rows: Int { cell.gates * hidden }
  var outputShape: [Int] { [steps, batch, directions * hidden] }
  var outputCount: Int { outputShape.reduce(1, *) }
  var stateShape: [Int] { [directions, batch, hidden] }
  var work: Int { directions * steps * batch * rows * (inputs + hidden) }

  /// The row of a long array: an odd number of cache lines, so that rows do not share the same few.
  var stride: Int { (steps * batch / 16 | 1) * 16 + 32 }

  /// Memory for the results; that of steps nobody has is 0.
  func memoryForResults(_ dtype: DType) -> Tensor {
    let states = stateShape.reduce(1, *) * (cell == .lstm ? 2 : 1)
    let shape = [outputCount + states]
    return active == nil ? Tensor(uninitialized: shape, dtype) : .zeros(shape, dtype: dtype)
  }

  /// A long array; columns of steps nobody has are 0.
  func long(_ rows: Int, _ dtype: DType) -> Tensor {
    let shape = [rows, stride]
    return active == nil ? Tensor(uninitialized: shape, dtype) : .zeros(shape, dtype: dtype)
  }

  /// Where the last states of a direction lie in the results: [n, hidden].
  func lastState(in results: Tensor, direction: Int, isMemory: Bool) -> Tensor {
    let place = (isMemory ? directions : 0) + direction
    return Tensor(
      viewing: results, shape: [batch, hidden], strides: [hidden, 1],
      offset: results.offset + outputCount + place * batch * hidden)
  }
}
