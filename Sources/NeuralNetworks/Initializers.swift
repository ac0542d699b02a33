public import Tensors

/// What a layer's number of incoming and outgoing connections is, for its initial spread.
///
/// A weight of shape `[out, in, …]` has as many per position of `…` (its receptive field).
private func fans(_ weight: Tensor) -> (input: Double, output: Double) {
  let shape = weight.shape
  guard shape.count >= 2 else {
    fatalError(
      "an initializer needs a weight with at least 2 dimensions, not shape \(shape.shapeText)")
  }
  let field = Double(shape.dropFirst(2).reduce(1, *))
  return (Double(shape[1]) * field, Double(shape[0]) * field)
}

/// Which connections keep their spread: those of the forward or of the backward pass.
public enum FanMode: Sendable {
  case fanIn
  case fanOut
}

/// Returns the standard deviation of He and others (2015) for a leaky ReLU with `slope`.
private func kaimingDeviation(_ weight: Tensor, slope: Double, mode: FanMode) -> Double {
  let fans = fans(weight)
  let fan = mode == .fanIn ? fans.input : fans.output
  return fan > 0 ? (2 / (1 + slope * slope)).squareRoot() / fan.squareRoot() : 0
}

/// Fills `weight` uniformly within `±√(6 / ((1 + slope²) · fan))`, as `torch.nn.init.kaiming_uniform_`.
public func kaimingUniform(_ weight: Tensor, slope: Double = 0, mode: FanMode = .fanIn) {
  let bound = 3.0.squareRoot() * kaimingDeviation(weight, slope: slope, mode: mode)
  weight.fillUniform(-bound, bound)
}

/// Fills `weight` with normal numbers of variance `2 / ((1 + slope²) · fan)`.
///
/// As `torch.nn.init.kaiming_normal_`.
public func kaimingNormal(_ weight: Tensor, slope: Double = 0, mode: FanMode = .fanIn) {
  weight.fillNormal(0, kaimingDeviation(weight, slope: slope, mode: mode))
}

/// Fills `weight` uniformly within `±gain · √(6 / (fanIn + fanOut))`.
///
/// As `torch.nn.init.xavier_uniform_`; from Glorot and Bengio (2010).
public func xavierUniform(_ weight: Tensor, gain: Double = 1) {
  let bound = 3.0.squareRoot() * xavierDeviation(weight, gain: gain)
  weight.fillUniform(-bound, bound)
}

/// Fills `weight` with normal numbers of variance `gain² · 2 / (fanIn + fanOut)`.
///
/// As `torch.nn.init.xavier_normal_`; from Glorot and Bengio (2010).
public func xavierNormal(_ weight: Tensor, gain: Double = 1) {
  weight.fillNormal(0, xavierDeviation(weight, gain: gain))
}

private func xavierDeviation(_ weight: Tensor, gain: Double) -> Double {
  let fans = fans(weight)
  return fans.input + fans.output > 0 ? gain * (2 / (fans.input + fans.output)).squareRoot() : 0
}
