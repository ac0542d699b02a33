import Glibc
import Tensors
import Testing

/// What a thread is to do.
private final class Work {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}

/// Runs `body` on a thread with a stack of 256 KiB, a thirtieth of the usual.
private func onSmallStack(_ body: @escaping () -> Void) {
  var attributes = pthread_attr_t()
  unsafe pthread_attr_init(&attributes)
  unsafe pthread_attr_setstacksize(&attributes, 256 << 10)
  var thread = pthread_t()
  let work = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
  let status = unsafe pthread_create(
    &thread, &attributes,
    { work in
      if let work = unsafe work {
        unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
      }
      return nil
    }, work)
  #expect(status == 0)
  pthread_join(thread, nil)
}

/// How much smaller graphs are where code is not optimised; a frame for each of 10,000 operations
/// would overflow the stack as well.
#if DEBUG
private let share = 10
#else
private let share = 1
#endif

/// A graph that grows from a leaf, and the gradient of its result by that leaf.
private struct Growth: Sendable, CustomStringConvertible {
  let description: String
  let slope: Double
  let grow: @Sendable (_ x: Tensor) -> Tensor

  static let all = [
    Growth(description: "a chain of a million operations", slope: 1) { x in
      (0..<1_000_000 / share).reduce(x * 1) { y, _ in y + 1 }
    },
    Growth(description: "many side by side", slope: Double(100_000 / share)) { x in
      var sums = (0..<100_000 / share).map { x + Double($0) }
      while sums.count > 1 {
        sums = stride(from: 0, to: sums.count, by: 2).map { first in
          first + 1 < sums.count ? sums[first] + sums[first + 1] : sums[first]
        }
      }
      return sums[0]
    },
    Growth(description: "a ladder whose rungs share both rails", slope: 1) { x in
      var (left, right) = (x * 1, x * 1)
      for _ in 0..<100_000 / share { (left, right) = ((left + right) / 2, (left + right) / 2) }
      return left
    },
    Growth(description: "a chain that saves its results", slope: 1) { x in
      (0..<100_000 / share).reduce(x * 1) { y, _ in y.relu() * 1 }
    },
    Growth(description: "a buffer that is changed through views", slope: 1) { x in
      let buffer = Tensor.zeros(2)
      buffer[0] = x[0]
      for step in 0..<100_000 / share { buffer[(step + 1) % 2] = buffer[step % 2] }
      return buffer[0]
    },
    Growth(description: "a chain of functions of one's own", slope: 1) { x in
      (0..<100_000 / share).reduce(x * 1) { y, _ in Same().apply(y) }
    },
  ]
}

/// x itself.
private struct Same: Function {
  func forward(_ context: FunctionContext, _ inputs: [Tensor]) -> Tensor {
    context.saveForBackward(inputs[0])
    return inputs[0] * 1
  }

  func backward(_ context: FunctionContext, _ gradient: Tensor) -> [Tensor?] { [gradient] }
}

@Suite struct `A large graph` {
  @Test(arguments: Growth.all)
  private func `is gone through and freed on a small stack`(growth: Growth) {
    onSmallStack {
      let x = Tensor([2.0], requiresGrad: true)
      growth.grow(x).sum().backward()
      #expect(x.grad?.scalars == [Float(growth.slope)], "\(growth)")
      // Freed without having been gone through.
      _ = growth.grow(x)
    }
  }

  @Test func `of gradients that are recorded is freed on a small stack`() {
    onSmallStack {
      let x = Tensor([2.0], requiresGrad: true)
      let y = (0..<100_000 / share).reduce(x * 1) { y, _ in y.square().sqrt() }
      let slope = grad(y, x, createGraph: true)
      #expect(slope.scalars == [1])
      #expect(slope.requiresGrad)
    }
  }
}
