internal import NeuralNetworks
internal import Tensors

extension TrainableModule {
  /// Prints the shape of each layer's output for an input of shape `X`, as `d2l.layer_summary`.
  ///
  /// The layers are those of the model's `Sequential`s; the input is random, from a stream of its
  /// own.
  public func layerSummary(_ shape: [Int]) {
    print(
      layerShapes(shape).map { "\($0.name) output shape:\t\($0.shape)" }.joined(separator: "\n"))
  }

  /// Returns the shape of each layer's output for an input of shape `X`, first to last.
  public func layerShapes(_ shape: [Int]) -> [(name: String, shape: [Int])] {
    let chains = children.compactMap { $0 as? Sequential }
    let layers = chains.isEmpty ? children : chains.flatMap { Array($0) }
    return withForkedGenerator {
      noGrad {
        var x = Tensor.randn(shape)
        return layers.map { layer in
          x = layer(x, file: caller.file, line: caller.line)
          return ("\(type(of: layer))", x.shape)
        }
      }
    }
  }
}
