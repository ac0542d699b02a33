import NeuralNetworks
import Tensors

/// The network of three convolutions for images of 32 × 32 pixels in ten classes.
final class ConvolutionalNetwork: Module {
  let c1 = Conv2d(3, 16, 3, padding: 1)
  let c2 = Conv2d(16, 32, 3, padding: 1)
  let c3 = Conv2d(32, 64, 3, padding: 1)
  let pool = MaxPool2d(2, stride: 2)
  let l1 = Linear(1024, 512)
  let l2 = Linear(512, 10)
  let drop = Dropout(0.3)

  override func forward(_ x: Tensor) -> Tensor {
    let features = [c1, c2, c3].reduce(x) { pool($1($0).relu()) }
    return l2(drop(l1(drop(features.view(-1, 1024))).relu()))
  }
}

/// Two layers of long short-term memory in both directions over words, for four classes.
final class RecurrentNetwork: Module {
  let e = Embedding(5000, 100)
  let r = LSTM(100, 256, numLayers: 2, bidirectional: true)
  let f = Linear(512, 4)
  let d = Dropout(0.5)

  override func forward(_ x: Tensor) -> Tensor {
    let (_, (h, _)) = r(e(x))
    return f(d(Tensor.cat([h[-2], h[-1]], dim: 1)))
  }
}
