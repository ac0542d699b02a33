import Tensors
import Testing

/// A leaf of `float64` that collects its gradient.
private func leaf(_ values: Double...) -> Tensor {
  Tensor(values, dtype: .float64, requiresGrad: true)
}

/// Each program was run in PyTorch 2.15 too; the numbers are what it answered.
@Suite struct `A result changed in place` {
  let x = leaf(1, 2, 3, 4)

  private func gradient(of y: Tensor) throws -> [Double] {
    y.sum().backward()
    return try #require(x.grad).array
  }

  @Test func `has the history of the change`() throws {
    var y = x * 2
    y += 1
    #expect(y.gradFn == "AddBackward0")
    #expect(try gradient(of: y) == [2, 2, 2, 2])
  }

  @Test func `may be multiplied by what needs its old elements`() throws {
    var y = x * 2
    y *= x
    #expect(y.gradFn == "MulBackward0")
    #expect(try gradient(of: y) == [4, 8, 12, 16])
  }

  @Test func `may be divided by what needs its old elements`() throws {
    var y = x * 2
    y /= x
    #expect(try gradient(of: y) == [0, 0, 0, 0])
  }

  @Test func `may be subtracted from itself`() throws {
    var y = x * 2
    y -= y
    #expect(try gradient(of: y) == [0, 0, 0, 0])
  }

  @Test func `gives its new history to the views taken before`() throws {
    var y = x * 2
    let v = y.view(2, 2)
    y *= 3
    #expect(v.gradFn == "AsStridedBackward0")
    #expect(try gradient(of: v[0]) == [6, 6, 0, 0])
  }

  @Test func `through a view has a new history`() throws {
    let y = x * 2
    var v = y[1..<3]
    v *= x[..<2]
    #expect(y.gradFn == "CopySlices")
    #expect(v.gradFn == "AsStridedBackward0")
    #expect(try gradient(of: y) == [6, 8, 4, 2])
  }

  @Test func `through a view reaches its other views`() throws {
    let y = x * 2
    var v = y[1..<3]
    let w = y.view(2, 2)
    v *= 5
    #expect(w.gradFn == "AsStridedBackward0")
    #expect(try gradient(of: w * w) == [8, 400, 600, 32])
  }

  @Test func `through views that overlap is differentiated in order`() throws {
    let y = x * 2
    var (a, b) = (y[..<2], y[1..<3])
    a *= 2
    b *= x[1..<3]
    #expect(a.gradFn == "AsStridedBackward0")
    #expect(try gradient(of: y) == [4, 16, 12, 2])
  }

  @Test func `through a row of a transposed view`() throws {
    let y = x * 2
    y.view(2, 2).t()[0] *= x[..<2]
    #expect(try gradient(of: y * y) == [16, 160, 96, 32])
  }

  @Test func `at picked positions of a view`() throws {
    let y = x * 2
    let v = y.view(2, 2)
    v[[0, 1], [1, 0]] = x[..<2] * 10
    #expect(y.gradFn == "CopySlices")
    #expect(v.gradFn == "AsStridedBackward0")
    #expect(try gradient(of: y * y) == [208, 400, 0, 32])
  }

  @Test func `at picked positions`() throws {
    let y = x * 2
    y[[0, 2]] = x[..<2] * 10
    #expect(y.gradFn == "IndexPutBackward0")
    #expect(try gradient(of: y) == [10, 12, 0, 2])
  }

  @Test func `to a constant lets no gradient through, but has a history still`() throws {
    let y = x * 2
    y.zero()
    #expect(y.gradFn == "ZeroBackward0")
    #expect(try gradient(of: y) == [0, 0, 0, 0])
  }

  @Test func `at one position to a constant`() throws {
    let y = x * 2
    y[0] = Tensor(5)
    #expect(y.gradFn == "CopySlices")
    #expect(try gradient(of: y * y) == [0, 16, 24, 32])
  }

  @Test func `by a copy has the history of the copy`() throws {
    let y = x * 2
    y.copy(x * x)
    #expect(y.gradFn == "CopyBackwards")
    #expect(try gradient(of: y) == [2, 4, 6, 8])
  }

  @Test func `when it is a single number of a result`() throws {
    var y = (x * 2)[0]
    y += x[1]
    #expect(try gradient(of: y) == [2, 1, 0, 0])
  }

  @Test func `takes part in gradients though it had none before`() throws {
    let buffer = Tensor.zeros(6, dtype: .float64)
    buffer[1..<5] = x * x
    #expect(buffer.gradFn == "CopySlices")
    #expect(try gradient(of: buffer * buffer) == [4, 32, 108, 256])
  }

  @Test func `that lies transposed in memory keeps its gradients in place`() throws {
    // A pick along dimension 1 lies in memory with that dimension first.
    let y = (x * 2).view(2, 2)[.all, [1, 0]]
    y[0] *= 10
    #expect(try gradient(of: y) == [20, 20, 2, 2])
  }

  @Test func `keeps the gradient that is to be retained`() throws {
    var y = x * 2
    y.retainGrad()
    y += 1
    #expect(y.retainsGrad)
    #expect(try gradient(of: y * y) == [12, 20, 28, 36])
    #expect(try #require(y.grad).array == [6, 10, 14, 18])
  }

  @Test func `of a maximum along a dimension keeps what was not changed`() throws {
    let m = x.view(2, 2).max(1).values
    m[0] *= 5
    #expect(try gradient(of: m) == [0, 5, 0, 1])
  }
}

@Suite struct `A tensor that was saved` {
  @Test func `may change where its derivative is not wanted`() throws {
    let x = leaf(1, 2, 4)
    let factor = Tensor([2.0, 4, 8], dtype: .float64)
    let (product, quotient) = (x * factor, x / factor)
    let rows = linear(factor.view(1, 3), x.view(1, 3))
    noGrad { x.fill(7) }
    (product + quotient).sum().backward()
    rows.sum().backward()
    #expect(try #require(x.grad).array == [4.5, 8.25, 16.125])
  }

  @Test func `may change elsewhere in memory that is not shared`() throws {
    let x = leaf(1, 2)
    let y = x * 2
    let d = y.detach().clone()
    d.fill(9)
    (y * y).sum().backward()
    #expect(try #require(x.grad).array == [8, 16])
  }

  @Test func `is not kept alive by what it becomes`() {
    let w = leaf(1, 2)
    weak var buffer: Tensor?
    do {
      var b = Tensor.zeros(2, dtype: .float64)
      buffer = b
      b += b * w
      #expect(b.requiresGrad)
    }
    #expect(buffer == nil)
  }
}
