import Tensors
import Testing

/// One misuse: what it does, on one line of its own, and what is said about it.
private struct Slip: Sendable {
  let message: String
  let line: UInt
  let body: @Sendable () -> Void

  init(_ message: String, line: UInt = #line, _ body: @escaping @Sendable () -> Void) {
    (self.message, self.line, self.body) = (message, line, body)
  }

  // swift-format-ignore
  static let all = [
    Slip("cannot multiply (2, 3) by (2, 3)") { _ = Tensor.ones(2, 3).matmul(Tensor.ones(2, 3)) },
    Slip("mean: it needs floating point, not int64") { _ = Tensor.arange(3).mean() },
    Slip("only tensors of floating point can require gradients") { Tensor([1]).requiresGrad(true) },
    Slip("index 3 is out of bounds for dimension 0 with size 3") { _ = Tensor.arange(3).select(0, 3) },
    Slip("there is no dimension 2 in a tensor of shape (2, 3)") { _ = Tensor.ones(2, 3).sum(2) },
    Slip("cannot be seen as (6,) without a copy; use reshape") { _ = Tensor.zeros(2, 3).T.view(6) },
    Slip("has 4 elements, not one") { _ = Tensor.zeros(2, 2).item() },
    Slip("pass retainGraph: true") { twice(Tensor([2.0], requiresGrad: true).square()) },
    Slip("needs a gradient") { Tensor([2.0, 3], requiresGrad: true).backward() },
    Slip("it needs a vector of integers") { _ = Tensor.arange(3).indexSelect(0, Tensor([Double.nan])) },
    Slip("has a negative size") { _ = Tensor.zeros(2, -1) },
    Slip("has more elements than memory can") { _ = Tensor.zeros(1 << 40, 1 << 40) },
    Slip("element 1 has shape (1,) where those before it have (2,)") { _ = Tensor([[1, 2], [3]]) },
    Slip("median: there is no dimension 5 in a tensor of shape (2,)") { _ = Tensor.ones(2).median(5) },
    Slip("chunk: shape (2,) cannot be cut into 0 chunks") { _ = Tensor.ones(2).chunk(0) },
    Slip("bincount: -1 is negative") { _ = Tensor([1, -1]).bincount() },
    Slip("gradcheck: none of the inputs requires gradients") { _ = try? gradcheck({ $0[0] }, inputs: [Tensor([1.0])]) },
    Slip("registerHook: the tensor does not require gradients") { Tensor([1.0]).registerHook { _ in } },
  ]
}

/// Goes backward twice, the second time at the line of the caller.
private func twice(_ y: Tensor, line: UInt = #line) {
  y.backward()
  y.backward(line: line)
}

@Suite struct `A misuse at a line of the reader's` {
  @Test(arguments: Slip.all.indices)
  func `is reported there, with what is wrong`(index: Int) async throws {
    let slip = Slip.all[index]
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index] in
      Slip.all[index].body()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains(slip.message), "\(text.prefix(200))")
    #expect(text.contains("MisuseLineTests.swift:\(slip.line):"), "\(text.prefix(200))")
  }
}
