public import Tensors

// The activations as functions. What a chapter declares under the same name comes before them.

/// Returns `max(x, 0)`, as `torch.relu`.
@_disfavoredOverload
public func relu(_ x: Tensor) -> Tensor { x.relu() }

/// Returns `1 / (1 + e⁻ˣ)`, as `torch.sigmoid`.
@_disfavoredOverload
public func sigmoid(_ x: Tensor) -> Tensor { x.sigmoid() }

/// Returns the hyperbolic tangent, as `torch.tanh`.
@_disfavoredOverload
public func tanh(_ x: Tensor) -> Tensor { x.tanh() }

/// Returns `x · Φ(x)`, as `torch.nn.functional.gelu`.
@_disfavoredOverload
public func gelu(_ x: Tensor) -> Tensor { x.gelu() }

/// Returns `x · σ(x)`, as `torch.nn.functional.silu`.
@_disfavoredOverload
public func silu(_ x: Tensor) -> Tensor { x.silu() }

/// Returns positive numbers that sum to 1 along `dim`, as `torch.softmax`.
@_disfavoredOverload
public func softmax(
  _ x: Tensor, dim: Int, file: StaticString = #filePath, line: UInt = #line
) -> Tensor { x.softmax(dim, file: file, line: line) }

/// Returns the logarithms of `softmax`, as `torch.log_softmax`.
@_disfavoredOverload
public func logSoftmax(
  _ x: Tensor, dim: Int, file: StaticString = #filePath, line: UInt = #line
) -> Tensor { x.logSoftmax(dim, file: file, line: line) }
