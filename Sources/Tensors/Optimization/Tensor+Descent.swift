extension Tensor {
  /// Subtracts rate · (gradient + decay · self) in place, recorded by nobody: one step of descent.
  ///
  /// - Precondition: Both are contiguous, of one shape and one floating-point type.
  package func descend(along gradient: Tensor, rate: Double, decay: Double = 0) {
    let g = gradient.packed(as: dtype)
    guard isContiguous, g.shape == shape, dtype.isFloatingPoint else {
      return noGrad {
        assign(self - (gradient + self * decay) * rate, "descend", at: .unknown)
      }
    }
    Kernels.descend(self, g, rate: rate, decay: decay)
    storage.version += 1
  }
}
