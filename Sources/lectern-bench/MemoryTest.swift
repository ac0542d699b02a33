import Glibc
import NeuralNetworks
import Tensors

/// A row of the memory benchmark: work that must neither overflow the stack nor fill memory.
struct MemoryTest: Sendable {
  let name: String
  let run: @Sendable (Gauge) -> Void

  /// Does the work in a thread of its own with a stack of 512 KiB, and prints what it takes.
  func measure() {
    let gauge = Gauge(name)
    onSmallStack { run(gauge) }
    gauge.read("done")
  }
}

extension MemoryTest {
  // The largest comes last, so that what it took does not hide what the others take.
  static let all = [
    MemoryTest(name: "training-100k") { gauge in
      let model = Sequential(Linear(2, 8), ReLU(), Linear(8, 1))
      let optimizer = SGD(model.parameters(), learningRate: 0.1, momentum: 0.9)
      let (x, y) = (Tensor.randn(32, 2), (Tensor.rand(32, 1) .> 0.5).float())
      for part in 1...10 {
        for _ in 0..<10_000 {
          let loss = binaryCrossEntropyWithLogits(model(x), y)
          optimizer.zeroGrad()
          loss.backward()
          optimizer.step()
        }
        gauge.read("step \(part * 10_000)")
      }
    },
    MemoryTest(name: "no-grad-1m") { gauge in
      let x = Tensor.ones(4, requiresGrad: true)
      for part in 1...5 {
        noGrad { keep(chain(x, 200_000)) }
        gauge.read("operation \(part * 200_000)")
      }
    },
    MemoryTest(name: "chain-100k") { gauge in
      let x = Tensor.ones(4, requiresGrad: true)
      backward(chain(x, 100_000), gauge)
    },
    MemoryTest(name: "graph-1m") { gauge in
      let x = Tensor.ones(4, requiresGrad: true)
      var sum = Tensor.zeros(4)
      for _ in 0..<1000 { sum = sum + chain(x, 999) }
      backward(sum, gauge)
    },
  ]

  /// `length` operations one after the other.
  private static func chain(_ x: Tensor, _ length: Int) -> Tensor {
    var y = x
    for _ in 0..<length { y = y + x }
    return y
  }

  private static func backward(_ y: consuming Tensor, _ gauge: Gauge) {
    let loss = y.sum()
    gauge.read("recorded")
    loss.backward()
    gauge.read("gone through")
  }
}

/// Runs `body` in a thread with a stack of 512 KiB, and waits for it.
private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  unsafe pthread_attr_init(&attributes)
  defer { unsafe pthread_attr_destroy(&attributes) }
  unsafe pthread_attr_setstacksize(&attributes, 512 << 10)
  var thread = pthread_t()
  let context = unsafe Unmanaged.passRetained(Box(body))
  let status = unsafe pthread_create(
    &thread, &attributes,
    { context in
      if let context = unsafe context {
        unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
      }
      return nil
    }, context.toOpaque())
  guard status == 0 else { fatalError("there is no thread to measure in: error \(status)") }
  pthread_join(thread, nil)
}
