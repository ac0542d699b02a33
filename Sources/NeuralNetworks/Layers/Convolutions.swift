public import Tensors

/// What the convolution layers share: filters, their starting values and how they are printed.
public class ConvolutionLayer: Module {
  /// The filters.
  public let weight: Tensor
  /// What is added to each output channel; `nil` for nothing.
  public let bias: Tensor?
  /// The number of channels that come in.
  public let inChannels: Int
  /// The number of channels that go out.
  public let outChannels: Int
  /// The size of the filters along each axis of space.
  public let kernelSize: [Int]
  /// The distance of neighbouring windows along each axis.
  public let stride: [Int]
  /// How far the input is thought to go on with zeros on every side, along each axis.
  public let padding: [Int]
  /// The distance of the elements of a window along each axis.
  public let dilation: [Int]
  /// How many groups channels are divided into, each with filters of its own.
  public let groups: Int

  init(
    _ name: String, _ inChannels: Int, _ outChannels: Int, _ kernelSize: [Int], stride: [Int],
    padding: [Int], dilation: [Int], groups: Int, bias: Bool, isTransposed: Bool = false,
    _ site: CallSite
  ) {
    guard inChannels > 0, outChannels > 0, groups > 0, inChannels % groups == 0,
      outChannels % groups == 0, kernelSize.allSatisfy({ $0 > 0 })
    else {
      fatalError(
        "\(name): \(inChannels) channels cannot become \(outChannels) with a kernel of"
          + " \(kernelSize) in \(groups) groups", file: site.file, line: site.line)
    }
    (self.inChannels, self.outChannels, self.groups) = (inChannels, outChannels, groups)
    (self.kernelSize, self.stride) = (kernelSize, stride)
    (self.padding, self.dilation) = (padding, dilation)
    let ends =
      isTransposed ? [inChannels, outChannels / groups] : [outChannels, inChannels / groups]
    weight = .parameter(ends + kernelSize)
    self.bias = bias ? .parameter([outChannels]) : nil
    super.init()
    startUniform(weight, self.bias)
  }

  /// Stops at the caller's line unless `x` has the layer's channels, with a batch or without.
  func requireChannels(_ x: Tensor) {
    let axes = kernelSize.count
    let space = axes == 1 ? "length" : "height, width"
    requireInput(
      x, ranks: axes + 1...axes + 2, dim: -axes - 1, size: inChannels,
      "(n, \(inChannels), \(space)) or (\(inChannels), \(space))")
  }

  /// What PyTorch prints between the padding and the dilation.
  var outputPaddingText: String? { nil }

  public override var details: String {
    LayerText.list(
      "\(inChannels), \(outChannels), kernel_size=\(LayerText.tuple(kernelSize))",
      "stride=\(LayerText.tuple(stride))", padding.option("padding", unless: 0),
      outputPaddingText, dilation.option("dilation", unless: 1),
      groups == 1 ? nil : "groups=\(groups)", bias == nil ? "bias=False" : nil)
  }

  package override var members: [Member] {
    [Member("weight", weight)] + (bias.map { [Member("bias", $0)] } ?? [])
  }
}

/// A convolution of images, as `torch.nn.Conv2d`.
///
///     [n, inChannels, h, w] → [n, outChannels, h′, w′]
///     h′ = ⌊(h + 2 · padding - dilation · (kernelSize - 1) - 1) / stride⌋ + 1
///
/// Parameters start uniform in `±1/√(inChannels / groups · kernelSize²)`.
public final class Conv2d: ConvolutionLayer {
  /// Creates a layer with filters from the default generator.
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: any SizePair,
    stride: any SizePair = 1, padding: any SizePair = 0, dilation: any SizePair = 1,
    groups: Int = 1, bias: Bool = true, file: StaticString = #filePath, line: UInt = #line
  ) {
    super.init(
      "Conv2d", inChannels, outChannels, kernelSize.extents, stride: stride.extents,
      padding: padding.extents, dilation: dilation.extents, groups: groups, bias: bias,
      CallSite(file, line))
  }

  public override func forward(_ x: Tensor) -> Tensor {
    requireChannels(x)
    return conv2d(
      x, weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups,
      file: caller.file, line: caller.line)
  }
}

/// A convolution of sequences, as `torch.nn.Conv1d`.
///
///     [n, inChannels, l] → [n, outChannels, l′]
///     l′ = ⌊(l + 2 · padding - dilation · (kernelSize - 1) - 1) / stride⌋ + 1
public final class Conv1d: ConvolutionLayer {
  /// Creates a layer with filters from the default generator.
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: Int, stride: Int = 1, padding: Int = 0,
    dilation: Int = 1, groups: Int = 1, bias: Bool = true, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    super.init(
      "Conv1d", inChannels, outChannels, [kernelSize], stride: [stride], padding: [padding],
      dilation: [dilation], groups: groups, bias: bias, CallSite(file, line))
  }

  public override func forward(_ x: Tensor) -> Tensor {
    requireChannels(x)
    return conv1d(
      x, weight, bias, stride: stride[0], padding: padding[0], dilation: dilation[0],
      groups: groups, file: caller.file, line: caller.line)
  }
}

/// A transposed convolution of images, which makes them larger, as `torch.nn.ConvTranspose2d`.
///
///     [n, inChannels, h, w] → [n, outChannels, h′, w′]
///     h′ = (h - 1) · stride - 2 · padding + dilation · (kernelSize - 1) + outputPadding + 1
public final class ConvTranspose2d: ConvolutionLayer {
  /// How much larger the output is made on one side, along each axis.
  public let outputPadding: [Int]

  /// Creates a layer with filters from the default generator.
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: any SizePair,
    stride: any SizePair = 1, padding: any SizePair = 0, outputPadding: any SizePair = 0,
    groups: Int = 1, bias: Bool = true, dilation: any SizePair = 1,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    self.outputPadding = outputPadding.extents
    super.init(
      "ConvTranspose2d", inChannels, outChannels, kernelSize.extents, stride: stride.extents,
      padding: padding.extents, dilation: dilation.extents, groups: groups, bias: bias,
      isTransposed: true, CallSite(file, line))
  }

  public override func forward(_ x: Tensor) -> Tensor {
    requireChannels(x)
    return convTranspose2d(
      x, weight, bias, stride: stride, padding: padding, outputPadding: outputPadding,
      groups: groups, dilation: dilation, file: caller.file, line: caller.line)
  }

  override var outputPaddingText: String? { outputPadding.option("output_padding", unless: 0) }
}
