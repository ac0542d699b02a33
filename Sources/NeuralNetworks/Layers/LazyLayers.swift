public import Tensors

/// A layer that takes the number of its inputs from the first tensor it is given.
///
/// Before that it has no parameters: give it one before its optimizer is made.
public class LazyLayer<Layer: Module>: Module {
  /// The layer, once there is one.
  public private(set) var layer: Layer?
  private let lazyName: String
  private let lazyDetails: String
  private let make: (Tensor, CallSite) -> Layer

  init(_ name: String, _ details: String, _ make: @escaping (Tensor, CallSite) -> Layer) {
    (lazyName, lazyDetails, self.make) = (name, details, make)
  }

  public override func forward(_ x: Tensor) -> Tensor {
    let layer = layer ?? make(x, caller)
    self.layer = layer
    layer.isTraining = isTraining
    return layer(x, file: caller.file, line: caller.line)
  }

  override var typeName: String { layer?.typeName ?? lazyName }
  public override var details: String { layer?.details ?? lazyDetails }
  package override var members: [Member] { layer?.members ?? [] }
}

/// The extent of dimension `dim` of `x`; stops when there is none.
private func extent(
  _ x: Tensor, _ dim: Int, _ ranks: ClosedRange<Int>, _ name: String, _ site: CallSite
) -> Int {
  guard ranks.contains(x.ndim) else {
    fatalError(
      "\(name): an input of shape \(x.shape.shapeText) does not tell the number of features",
      file: site.file, line: site.line)
  }
  return x.size(dim)
}

/// A `Linear` layer that takes `inFeatures` from its first input, as `torch.nn.LazyLinear`.
public final class LazyLinear: LazyLayer<Linear> {
  /// Creates a layer to `outFeatures`.
  public init(_ outFeatures: Int, bias: Bool = true) {
    let text = LayerText.truth(bias)
    super.init("LazyLinear", "in_features=0, out_features=\(outFeatures), bias=\(text)") {
      x, site in
      let features = extent(x, -1, 1...32, "LazyLinear", site)
      return Linear(features, outFeatures, bias: bias, file: site.file, line: site.line)
    }
  }
}

/// A `Conv2d` that takes `inChannels` from its first input, as `torch.nn.LazyConv2d`.
public final class LazyConv2d: LazyLayer<Conv2d> {
  /// Creates a layer to `outChannels`.
  public init(
    _ outChannels: Int, _ kernelSize: any SizePair, stride: any SizePair = 1,
    padding: any SizePair = 0, dilation: any SizePair = 1, groups: Int = 1, bias: Bool = true
  ) {
    let details = LayerText.list(
      "0, \(outChannels), kernel_size=\(LayerText.tuple(kernelSize.extents))",
      "stride=\(LayerText.tuple(stride.extents))", padding.extents.option("padding", unless: 0),
      dilation.extents.option("dilation", unless: 1), groups == 1 ? nil : "groups=\(groups)",
      bias ? nil : "bias=False")
    super.init("LazyConv2d", details) { x, site in
      Conv2d(
        extent(x, -3, 3...4, "LazyConv2d", site), outChannels, kernelSize, stride: stride,
        padding: padding, dilation: dilation, groups: groups, bias: bias, file: site.file,
        line: site.line)
    }
  }
}

/// A `BatchNorm1d` that takes the channels from its first input, as `torch.nn.LazyBatchNorm1d`.
public final class LazyBatchNorm1d: LazyLayer<BatchNorm1d> {
  /// Creates a layer.
  public init(eps: Double = 1e-5, momentum: Double? = 0.1) {
    super.init("LazyBatchNorm1d", lazyNormText(eps, momentum)) { x, site in
      BatchNorm1d(
        extent(x, 1, 2...3, "LazyBatchNorm1d", site), eps: eps, momentum: momentum,
        file: site.file, line: site.line)
    }
  }
}

/// A `BatchNorm2d` that takes the channels from its first input, as `torch.nn.LazyBatchNorm2d`.
public final class LazyBatchNorm2d: LazyLayer<BatchNorm2d> {
  /// Creates a layer.
  public init(eps: Double = 1e-5, momentum: Double? = 0.1) {
    super.init("LazyBatchNorm2d", lazyNormText(eps, momentum)) { x, site in
      BatchNorm2d(
        extent(x, 1, 4...4, "LazyBatchNorm2d", site), eps: eps, momentum: momentum,
        file: site.file, line: site.line)
    }
  }
}

private func lazyNormText(_ eps: Double, _ momentum: Double?) -> String {
  "0, eps=\(eps), momentum=\(momentum.map { "\($0)" } ?? "None"), affine=True, bias=True,"
    + " track_running_stats=True"
}
