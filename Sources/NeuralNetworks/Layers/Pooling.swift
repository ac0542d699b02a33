public import Tensors

/// The greatest element of each window, as `torch.nn.MaxPool2d`.
///
///     [n, c, h, w] → [n, c, h′, w′]
///     h′ = ⌊(h + 2 · padding - dilation · (kernelSize - 1) - 1) / stride⌋ + 1
public final class MaxPool2d: Module {
  private let kernelSize: any SizePair
  private let stride: any SizePair
  private let padding: any SizePair
  private let dilation: any SizePair
  private let ceilMode: Bool

  /// Creates a layer whose windows lie side by side unless a stride is given.
  public init(
    _ kernelSize: any SizePair, stride: (any SizePair)? = nil, padding: any SizePair = 0,
    dilation: any SizePair = 1, ceilMode: Bool = false
  ) {
    (self.kernelSize, self.stride) = (kernelSize, stride ?? kernelSize)
    (self.padding, self.dilation, self.ceilMode) = (padding, dilation, ceilMode)
  }

  public override func forward(_ x: Tensor) -> Tensor {
    maxPool2d(
      x, kernelSize, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode,
      file: caller.file, line: caller.line)
  }

  public override var details: String {
    LayerText.list(
      "kernel_size=\(LayerText.given(kernelSize))", "stride=\(LayerText.given(stride))",
      "padding=\(LayerText.given(padding))", "dilation=\(LayerText.given(dilation))",
      "ceil_mode=\(LayerText.truth(ceilMode))")
  }

  package override var members: [Member] { [] }
}

/// The mean of each window, as `torch.nn.AvgPool2d`.
///
///     [n, c, h, w] → [n, c, h′, w′]      h′ = ⌊(h + 2 · padding - kernelSize) / stride⌋ + 1
public final class AvgPool2d: Module {
  private let kernelSize: any SizePair
  private let stride: any SizePair
  private let padding: any SizePair
  private let ceilMode: Bool
  private let countIncludePad: Bool

  /// Creates a layer whose windows lie side by side unless a stride is given.
  public init(
    _ kernelSize: any SizePair, stride: (any SizePair)? = nil, padding: any SizePair = 0,
    ceilMode: Bool = false, countIncludePad: Bool = true
  ) {
    (self.kernelSize, self.stride, self.padding) = (kernelSize, stride ?? kernelSize, padding)
    (self.ceilMode, self.countIncludePad) = (ceilMode, countIncludePad)
  }

  public override func forward(_ x: Tensor) -> Tensor {
    avgPool2d(
      x, kernelSize, stride: stride, padding: padding, ceilMode: ceilMode,
      countIncludePad: countIncludePad, file: caller.file, line: caller.line)
  }

  public override var details: String {
    LayerText.list(
      "kernel_size=\(LayerText.given(kernelSize))", "stride=\(LayerText.given(stride))",
      "padding=\(LayerText.given(padding))")
  }

  package override var members: [Member] { [] }
}

/// The means of a given number of windows that cover each image, as `torch.nn.AdaptiveAvgPool2d`.
///
///     [n, c, h, w] → [n, c, h′, w′] with outputSize = (h′, w′)
public final class AdaptiveAvgPool2d: Module {
  private let outputSize: any SizePair

  /// Creates a layer that makes images of `outputSize`.
  public init(_ outputSize: any SizePair) { self.outputSize = outputSize }

  public override func forward(_ x: Tensor) -> Tensor {
    adaptiveAvgPool2d(x, outputSize, file: caller.file, line: caller.line)
  }

  public override var details: String { "output_size=\(LayerText.given(outputSize))" }
  package override var members: [Member] { [] }
}

/// The greatest elements of a given number of windows, as `torch.nn.AdaptiveMaxPool2d`.
///
///     [n, c, h, w] → [n, c, h′, w′] with outputSize = (h′, w′)
public final class AdaptiveMaxPool2d: Module {
  private let outputSize: any SizePair

  /// Creates a layer that makes images of `outputSize`.
  public init(_ outputSize: any SizePair) { self.outputSize = outputSize }

  public override func forward(_ x: Tensor) -> Tensor {
    adaptiveMaxPool2d(x, outputSize, file: caller.file, line: caller.line)
  }

  public override var details: String { "output_size=\(LayerText.given(outputSize))" }
  package override var members: [Member] { [] }
}
