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
    Slip("that has been changed in place since: it is at version 1") { let x = leaf(), f = Tensor([3.0]), y = x * f; f.fill(4); y.backward() },
    Slip("fill: a leaf tensor that requires gradients cannot be changed") { leaf().fill(1) },
    Slip("zero: a leaf tensor that requires gradients, here through a view,") { leaf()[0].zero() },
    Slip("copy: elements of this tensor of shape (3,) share memory") { Tensor.zeros(1).expand(3).copy(Tensor.ones(3)) },
    Slip("fill: the view was taken inside noGrad") { let y = leaf() * 2; noGrad { y[0] }.fill(1) },
    Slip("subscript: index -4 is out of bounds for dimension 0 with size 3") { _ = Tensor.arange(3)[-4] },
    Slip("indices must be integers or bool, not float32") { _ = Tensor.arange(3)[Tensor([Double.nan])] },
    Slip("there are more indices than the 1 dimensions") { _ = Tensor.arange(3)[0, 0] },
    Slip("a step of 0 is not above 0") { _ = Tensor.arange(3)[(0...).by(0)] },
    Slip("a mask of shape (2,) does not fit") { _ = Tensor.arange(3)[Tensor([true, false])] },
    Slip("subscript: the shapes (2,) and (4,) do not fit together") { Tensor.arange(3)[[0, 1]] = Tensor.arange(4) },
    Slip("linear: its operands must be of one floating-point type") { _ = linear(Tensor.ones(2, 2), Tensor.ones([2, 2], dtype: .float64)) },
    Slip("do not fit the shape (4, -1)") { _ = Tensor.ones(6).reshape(4, -1) },
    Slip("only one extent of (-1, -1)") { _ = Tensor.ones(6).view(-1, -1) },
    Slip("has more elements than memory can") { _ = Tensor.zeros(0, 1 << 62, 1 << 62) },
    Slip("has more elements than memory can") { _ = Tensor.ones(0).reshape(0, 1 << 62, 1 << 62) },
    Slip("has more elements than memory can") { _ = Tensor.ones(1).expand(.max, .max) },
    Slip("arange: steps of 0.0 do not lead from 0.0 to 1.0") { _ = Tensor.arange(0, 1, 0) },
    Slip("arange: steps of nan") { _ = Tensor.arange(0, 1, Double.nan) },
    Slip("linspace: the number of steps is -1") { _ = Tensor.linspace(0, 1, -1) },
    Slip("randint: there are no integers from 3 up to, but without, 3") { _ = Tensor.randint(3, 3, [2]) },
    Slip("narrow: 9223372036854775807 positions from 1 on") { _ = Tensor.ones(3).narrow(0, 1, .max) },
    Slip("more than the limit of 32") { _ = Tensor.zeros([Int](repeating: 1, count: 33)) },
    Slip("max: there are no elements to choose from in (0,)") { _ = Tensor.zeros(0).max() },
    Slip("backward: the gradient has shape (3,), the tensor (1,)") { leaf().backward(Tensor.ones(3)) },
    Slip("backward: the tensor does not require gradients") { Tensor([1.0]).backward() },
    Slip("grad: input 0 has no part in the outputs") { _ = grad(leaf(), leaf()) },
    Slip("grad: input 0 does not require gradients") { _ = grad(leaf(), Tensor([1.0])) },
    Slip("grad: the derivative of ProdBackward0 is computed in one step") { let x = leaf(); _ = grad(x.prod(), x, createGraph: true) },
    Slip("retainGrad: the tensor does not require gradients") { Tensor([1.0]).retainGrad() },
    Slip("a hook returned shape (2,) for a gradient of shape (1,)") { let x = leaf(); x.registerHook { _ in Tensor.ones(2) }; x.backward() },
    Slip("is 2 in one operand and 3 in another") { _ = Tensor.einsum("i,i", Tensor.ones(2), Tensor.ones(3)) },
    Slip("tensordot: dimensions (0,) of () and (0,) of () do not have") { _ = Tensor(1.0).tensordot(Tensor(1.0), dims: [0], [0]) },
    Slip("mT: a tensor of shape (3,) has no matrices", line: 0) { _ = Tensor.ones(3).mT },
    Slip("cholesky: a matrix of shape (2, 2) is not positive definite") { _ = (Tensor.ones(2, 2) * -1).cholesky() },
    Slip("solve: a matrix of shape (2, 2) is singular") { let x = Tensor.ones([2, 2], requiresGrad: true); x.qr().r.sum().backward() },
    Slip("histc: there are no 0 intervals") { _ = Tensor.ones(3).histc(bins: 0) },
    Slip("has more elements than memory can") { _ = Tensor.ones(3).histc(bins: .max) },
    Slip("trapezoid: points of shape (0,) do not go along dimension 0 of ()") { _ = Tensor(1.0).trapezoid(Tensor.zeros(0), 0) },
    Slip("tensorSplit: (3,) cannot be cut into 9223372036854775807 parts") { _ = Tensor.ones(3).tensorSplit(.max) },
    Slip("combinations: there are no choices of -1") { _ = Tensor.ones(3).combinations(-1) },
    Slip("has more elements than memory can") { _ = Tensor.ones(3).combinations(.max, withReplacement: true) },
    Slip("has more elements than memory can") { _ = Tensor.ones(3).repeatInterleave(.max) },
    Slip("1 elements of shape (1,) do not fit the shape (9223372036854775807, 9223372036854775807)") { _ = Tensor.ones(1).reshape(.max, .max) },
    Slip("is no int64") { _ = Tensor.linspace(.nan, 3, 4, dtype: .int64) },
    Slip("unflatten: dimension 0 of (6,) cannot be cut up into (4, -1)") { _ = Tensor.ones(6).unflatten(0, [4, -1]) },
    Slip("multinomial: it draws one or more positions from a vector") { _ = Tensor.zeros(0).multinomial(2) },
    Slip("has more elements than memory can") { _ = Tensor.ones(1).multinomial(.max, replacement: true) },
    Slip("randint: there are no integers from 5 up to, but without, 5") { _ = Tensor.randint(like: Tensor([1]), 5, 5) },
    Slip("300 is no uint8, which holds 0 to 255") { _ = Tensor.randint(300, 301, [2], dtype: .uint8) },
    Slip("NumPyRandom.rand: there cannot be -1 numbers") { _ = NumPyRandom(seed: 1).rand(-1) },
    Slip("has more elements than memory can") { _ = Tensor.logspace(0, 1, .max) },
    Slip("Miscounted: backward returned 0 gradients for 1 inputs") { Miscounted().apply(leaf()).backward() },
  ]
}

/// A leaf of one element.
private func leaf() -> Tensor { Tensor([2.0], requiresGrad: true) }

/// A function whose derivative forgets its input.
private struct Miscounted: Function {
  func forward(_ context: FunctionContext, _ inputs: [Tensor]) -> Tensor { inputs[0] * 2 }
  func backward(_ context: FunctionContext, _ gradient: Tensor) -> [Tensor?] { [] }
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
    // Properties and operators cannot take a line.
    let place = slip.line == 0 ? "<operator>:0:" : "MisuseLineTests.swift:\(slip.line):"
    #expect(text.contains(place), "\(text.prefix(200))")
  }
}
