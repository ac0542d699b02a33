public import Tensors

/// The function that bounds the states of an `RNN`.
public enum RNNNonlinearity: Sendable {
  case tanh, relu
}

/// Recurrent layers as Elman's, as `torch.nn.RNN`.
///
///     hₜ = tanh(W_ih xₜ + b_ih + W_hh hₜ₋₁ + b_hh)
///
/// `let (output, hidden) = rnn(x)`: all states of the last layer, `[time, batch, d · hiddenSize]`, and
/// the last of each layer and direction, `[numLayers · d, batch, hiddenSize]`.
public final class RNN: RecurrentLayers {
  /// Creates layers with parameters from the default generator.
  public init(
    _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1,
    nonlinearity: RNNNonlinearity = .tanh, bias: Bool = true, batchFirst: Bool = false,
    dropout: Double = 0, bidirectional: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    super.init(
      nonlinearity == .tanh ? .tanh : .relu, inputSize, hiddenSize, numLayers: numLayers,
      bias: bias, batchFirst: batchFirst, dropout: dropout, bidirectional: bidirectional, "RNN",
      CallSite(file, line))
  }

  /// Returns all states, and the last ones, from `hidden` on or from zeros.
  public func callAsFunction(
    _ x: Tensor, _ hidden: Tensor? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> (output: Tensor, hidden: Tensor) {
    caller = CallSite(file, line)
    let result = run(x, hidden, nil)
    return (result.output, result.hidden)
  }

  /// Returns all states, and the last ones, of sequences of different lengths.
  public func callAsFunction(
    _ x: PackedSequence, _ hidden: Tensor? = nil, file: StaticString = #filePath,
    line: UInt = #line
  ) -> (output: PackedSequence, hidden: Tensor) {
    caller = CallSite(file, line)
    let result = run(x, hidden, nil)
    return (result.output, result.hidden)
  }
}

/// Gated recurrent units, as `torch.nn.GRU`.
///
///     r = σ(W_ir x + b_ir + W_hr h + b_hr)        z = σ(W_iz x + b_iz + W_hz h + b_hz)
///     n = tanh(W_in x + b_in + r · (W_hn h + b_hn))        h′ = (1 - z) · n + z · h
///
/// `let (output, hidden) = gru(x)`, of the shapes of `RNN`. From Cho and others (2014).
public final class GRU: RecurrentLayers {
  /// Creates layers with parameters from the default generator.
  public init(
    _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1, bias: Bool = true,
    batchFirst: Bool = false, dropout: Double = 0, bidirectional: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    super.init(
      .gru, inputSize, hiddenSize, numLayers: numLayers, bias: bias, batchFirst: batchFirst,
      dropout: dropout, bidirectional: bidirectional, "GRU", CallSite(file, line))
  }

  /// Returns all states, and the last ones, from `hidden` on or from zeros.
  public func callAsFunction(
    _ x: Tensor, _ hidden: Tensor? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> (output: Tensor, hidden: Tensor) {
    caller = CallSite(file, line)
    let result = run(x, hidden, nil)
    return (result.output, result.hidden)
  }

  /// Returns all states, and the last ones, of sequences of different lengths.
  public func callAsFunction(
    _ x: PackedSequence, _ hidden: Tensor? = nil, file: StaticString = #filePath,
    line: UInt = #line
  ) -> (output: PackedSequence, hidden: Tensor) {
    caller = CallSite(file, line)
    let result = run(x, hidden, nil)
    return (result.output, result.hidden)
  }
}

/// Long short-term memory, as `torch.nn.LSTM`.
///
///     i, f, o = σ(W x + b + W h + b)        g = tanh(W_ig x + b_ig + W_hg h + b_hg)
///     c′ = f · c + i · g        h′ = o · tanh(c′)
///
/// `let (output, (hidden, cell)) = lstm(x)`, of the shapes of `RNN`. From Hochreiter and Schmidhuber
/// (1997).
public final class LSTM: RecurrentLayers {
  /// The last states and cells.
  public typealias State = (hidden: Tensor, cell: Tensor)

  /// Creates layers with parameters from the default generator.
  public init(
    _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1, bias: Bool = true,
    batchFirst: Bool = false, dropout: Double = 0, bidirectional: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    super.init(
      .lstm, inputSize, hiddenSize, numLayers: numLayers, bias: bias, batchFirst: batchFirst,
      dropout: dropout, bidirectional: bidirectional, "LSTM", CallSite(file, line))
  }

  /// Returns all states, and the last states and cells, from `state` on or from zeros.
  public func callAsFunction(
    _ x: Tensor, _ state: State? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> (output: Tensor, state: State) {
    caller = CallSite(file, line)
    let result = run(x, state?.hidden, state?.cell)
    return (result.output, (result.hidden, result.cell ?? result.hidden))
  }

  /// Returns all states, and the last states and cells, of sequences of different lengths.
  public func callAsFunction(
    _ x: PackedSequence, _ state: State? = nil, file: StaticString = #filePath,
    line: UInt = #line
  ) -> (output: PackedSequence, state: State) {
    caller = CallSite(file, line)
    let result = run(x, state?.hidden, state?.cell)
    return (result.output, (result.hidden, result.cell ?? result.hidden))
  }
}
