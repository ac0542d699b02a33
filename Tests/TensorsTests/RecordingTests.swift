import Glibc
import Tensors
import Testing

@Suite struct `A graph that is not used` {
  @Test func `has no nodes`() async {
    // In a process of its own, where nobody else records.
    await #expect(processExitsWith: .success) {
      let w = Tensor.ones(3, 3, requiresGrad: true)
      work(w)
      let before = recordedOperations
      guard before > 0 else { exit(1) }
      noGrad { work(w) }
      work(w.detach())
      guard recordedOperations == before else { exit(2) }
    }
  }

  @Test func `has no names to show`() {
    let w = Tensor.ones(3, 3, requiresGrad: true)
    noGrad {
      for result in results(w) { #expect(result.gradFn == nil && !result.requiresGrad) }
    }
    #expect(results(w).allSatisfy { $0.gradFn != nil })
  }
}

/// Operations of every kind that is recorded.
private func results(_ w: Tensor) -> [Tensor] {
  let first = w.reshape(9)[0..<3]
  return [
    w + 1, w * w, 2 / w, w.relu(), w.exp(), w.matmul(w), w.sum(0), w.mean(), w.T, w.view(9), first,
    w.softmax(1), w.max(), w.clone(), w.double(), Tensor.cat([w, w]),
    linear(w, w, w[0]), crossEntropy(w, Tensor([0, 1, 2])),
    binaryCrossEntropyWithLogits(w, Tensor.ones(3, 3)),
  ]
}

private func work(_ w: Tensor) { _ = results(w) }
