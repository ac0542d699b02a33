internal import AbacusKernels

extension Kernels {
  /// Runs one direction of a recurrent layer.
  static func recur(_ r: Recurrence) {
    var plan = unsafe ab_recurrence(
      r.form, direction: r.direction, x: r.x, r.weights, gates: r.gates, before: r.before,
      memoryBefore: r.memoryBefore, extra: r.extra, hidden: r.hidden, memory: r.memory,
      results: r.results)
    let type = r.x.dtype.kernelType
    let workspace = unsafe Storage(byteCount: ab_recurrence_workspace(type, &plan))
    unsafe table.layers.recur(type, &plan, workspace.bytes)
  }

  /// Runs back through one direction of a recurrent layer.
  static func recurBackward(_ r: RecurrenceGradients) {
    var plan = unsafe ab_recurrence(
      r.form, direction: r.direction, x: r.source, r.weights, gates: r.gates, before: r.before,
      memoryBefore: r.memoryBefore, extra: r.extra, hidden: r.hidden, memory: r.memory,
      results: r.results)
    let size = r.results.dtype.size
    let start = unsafe r.results.pointer + r.direction * r.form.hidden * size
    let hasBias = r.parameters.count > 2
    var gradients = unsafe ab_recurrence_gradients(
      output: UnsafeRawPointer(start), h: r.hidden.pointer, c: r.memory?.pointer,
      gates_x: r.gatesX.pointer, gates_h: r.gatesH.pointer, x: r.x?.pointer,
      weight_x: r.parameters[0].pointer, weight_h: r.parameters[1].pointer,
      bias_x: hasBias ? r.parameters[2].pointer : nil,
      bias_h: hasBias ? r.parameters[3].pointer : nil)
    let type = r.results.dtype.kernelType
    let workspace = unsafe Storage(byteCount: ab_recurrence_workspace(type, &plan))
    unsafe table.layers.recur_backward(type, &plan, &gradients, workspace.bytes)
  }
}

extension RecurrentCell {
  fileprivate var kernelCell: ab_cell {
    switch self {
    case .tanh: ab_cell_tanh
    case .relu: ab_cell_relu
    case .lstm: ab_cell_lstm
    case .gru: ab_cell_gru
    }
  }
}

extension ab_recurrence {
  @unsafe fileprivate init(
    _ form: RecurrentForm, direction: Int, x: Tensor, _ weights: RecurrentWeights, gates: Tensor,
    before: Tensor, memoryBefore: Tensor?, extra: Tensor?, hidden: Tensor, memory: Tensor?,
    results: Tensor
  ) {
    unsafe self.init(
      cell: form.cell.kernelCell, reversed: direction == 1, steps: form.steps, batch: form.batch,
      inputs: form.inputs, hidden: form.hidden, stride: form.stride,
      active: (form.active?.pointer).map {
        unsafe UnsafePointer($0.assumingMemoryBound(to: Int64.self))
      },
      x: UnsafeRawPointer(x.pointer), weight_x: UnsafeRawPointer(weights.input.pointer),
      weight_h: UnsafeRawPointer(weights.hidden.pointer),
      bias_x: UnsafeRawPointer(weights.inputBias?.pointer),
      bias_h: UnsafeRawPointer(weights.hiddenBias?.pointer), gates: gates.pointer,
      h_before: before.pointer, c_before: memoryBefore?.pointer, extra: extra?.pointer,
      h: hidden.pointer, c: memory?.pointer,
      output: results.pointer + direction * form.hidden * results.dtype.size,
      output_row: form.directions * form.hidden)
  }
}
