public import Tensors

/// Scales the gradients of `parameters` down so that their norm is at most `maxNorm`, and returns
/// the norm they had.
///
/// As `torch.nn.utils.clip_grad_norm_`: the norm is that of all gradients laid end to end; they are
/// multiplied by `maxNorm / (norm + 10⁻⁶)` where that is below 1. Parameters without a gradient are
/// passed over.
///
/// - Parameter normType: The p of the norm (Σ|g|ᵖ)^(1/p); infinity for the largest |g|.
@discardableResult
public func clipGradNorm(
  _ parameters: [Tensor], maxNorm: Double, normType: Double = 2
) -> Tensor {
  noGrad {
    let gradients = parameters.compactMap(\.grad)
    let total = norm(gradients, normType)
    let factor = (maxNorm / (total + 1e-6)).clamp(max: 1)
    for gradient in gradients { gradient.copy(gradient * factor) }
    return total
  }
}

/// Limits every element of the gradients of `parameters` to -`clipValue` … `clipValue`.
///
/// As `torch.nn.utils.clip_grad_value_`.
public func clipGradValue(_ parameters: [Tensor], clipValue: Double) {
  noGrad {
    for gradient in parameters.compactMap(\.grad) {
      gradient.copy(gradient.clamp(min: -clipValue, max: clipValue))
    }
  }
}

/// The norm of the tensors laid end to end; 0 without any.
private func norm(_ tensors: [Tensor], _ p: Double) -> Tensor {
  guard !tensors.isEmpty else { return Tensor(0.0) }
  if p == .infinity { return Tensor.stack(tensors.map { $0.abs().max() }).max() }
  if p == 2 { return Tensor.stack(tensors.map { $0.square().sum() }).sum().sqrt() }
  return Tensor.stack(tensors.map { $0.abs().pow(p).sum() }).sum().pow(1 / p)
}
