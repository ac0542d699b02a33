/// One direction of a recurrent layer with the memory it works in.
struct Recurrence: Sendable {
  let form: RecurrentForm
  let direction: Int
  let x: Tensor
  let weights: RecurrentWeights
  /// `[hidden, n]`: the state and the cell, changed from the first to the last.
  let hidden: Tensor
  let memory: Tensor?
  /// Long arrays; see `ab_recurrence`.
  let gates: Tensor
  let before: Tensor
  let memoryBefore: Tensor?
  let extra: Tensor?
  let results: Tensor

  init(
    _ form: RecurrentForm, _ x: Tensor, _ weights: RecurrentWeights, direction: Int,
    hidden: Tensor, memory: Tensor?, results: Tensor
  ) {
    (self.form, self.direction, self.x, self.results) = (form, direction, x, results)
    self.weights = weights.packed
    self.hidden = hidden.t().clone()
    self.memory = memory?.t().clone()
    gates = form.long(form.rows, x.dtype)
    before = form.long(form.hidden, x.dtype)
    memoryBefore = memory == nil ? nil : form.long(form.hidden, x.dtype)
    extra = form.cell.gates == 1 ? nil : form.long(form.hidden, x.dtype)
  }

  /// What the gradient needs, beside the input.
  var saved: [Tensor] {
    [weights.input, weights.hidden, gates, before] + [extra, memoryBefore].compactMap { $0 }
  }

  /// Goes through all steps.
  func run() {
    guard results.count > 0 else { return }
    Kernels.recur(self)
    let last = form.lastState(in: results, direction: direction, isMemory: false)
    Kernels.copy(hidden.t(), to: last)
    guard let memory else { return }
    let lastMemory = form.lastState(in: results, direction: direction, isMemory: true)
    Kernels.copy(memory.t(), to: lastMemory)
  }
}

/// The gradients of one direction of a recurrent layer.
struct RecurrenceGradients: Sendable {
  let form: RecurrentForm
  let direction: Int
  let source: Tensor
  let weights: RecurrentWeights
  let gates: Tensor
  let before: Tensor
  let extra: Tensor?
  let memoryBefore: Tensor?
  let results: Tensor
  /// Those of the state and the cell, `[hidden, n]`.
  let hidden: Tensor
  let memory: Tensor?
  /// Those of the two parts of the gates.
  let gatesX: Tensor
  let gatesH: Tensor
  /// Those of the input and of the parameters.
  let x: Tensor?
  let parameters: [Tensor]

  init(
    _ form: RecurrentForm, _ x: Tensor, _ saved: [Tensor], _ weights: RecurrentWeights,
    direction: Int, results: Tensor, wantsInput: Bool
  ) {
    (self.form, self.direction, source, self.results) = (form, direction, x, results)
    self.weights = RecurrentWeights(
      saved[0], saved[1], weights.inputBias?.packed, weights.hiddenBias?.packed)
    (gates, before) = (saved[2], saved[3])
    extra = saved.count > 4 ? saved[4] : nil
    memoryBefore = saved.count > 5 ? saved[5] : nil
    let last = form.lastState(in: results, direction: direction, isMemory: false)
    hidden = last.t().clone()
    memory =
      saved.count > 5
      ? form.lastState(in: results, direction: direction, isMemory: true).t().clone() : nil
    gatesX = form.long(form.rows, x.dtype)
    gatesH = form.cell == .gru ? form.long(form.rows, x.dtype) : gatesX
    self.x = wantsInput ? Tensor(uninitialized: x.shape, x.dtype) : nil
    parameters = weights.all.map { Tensor(uninitialized: $0.shape, x.dtype) }
  }

  /// Goes back through all steps.
  func run() {
    guard results.count > 0, source.count > 0 else {
      for gradient in parameters + [x].compactMap({ $0 }) { Kernels.fill(gradient, with: .real(0)) }
      return
    }
    Kernels.recurBackward(self)
  }
}

extension RecurrentWeights {
  /// The same without gaps.
  var packed: RecurrentWeights {
    RecurrentWeights(input.packed, hidden.packed, inputBias?.packed, hiddenBias?.packed)
  }
}
