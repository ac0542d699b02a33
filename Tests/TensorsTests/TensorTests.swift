import Tensors
import Testing

@Suite struct `Making tensors` {
  @Test func `nested arrays give the shape and the type torch.tensor gives`() {
    #expect(Tensor([[1, 2, 3], [4, 5, 6]]).shape == [2, 3])
    #expect(Tensor([[1, 2, 3], [4, 5, 6]]).dtype == .int64)
    #expect(Tensor([1, 2.5]).dtype == .float32)
    #expect(Tensor([true, false]).dtype == .bool)
    #expect(Tensor(3.5).shape == [])
    #expect(Tensor([[[Int]]]([[[], []]])).shape == [1, 2, 0])
  }

  @Test func `ranges and grids`() {
    #expect(Tensor.arange(5).scalars(as: Int.self) == [0, 1, 2, 3, 4])
    #expect(Tensor.arange(1, 2, 0.25).scalars == [1, 1.25, 1.5, 1.75])
    #expect(Tensor.linspace(0, 1, 5).scalars == [0, 0.25, 0.5, 0.75, 1])
    #expect(Tensor.eye(2, 3).scalars == [1, 0, 0, 0, 1, 0])
    #expect(Tensor.zeros(2, 3).shape == Tensor.ones([2, 3]).shape)
  }
}

@Suite struct `Views` {
  let x = Tensor.arange(12).reshape(3, 4)

  @Test func `share memory with what they look at`() {
    let column = x.T[1]
    x[0, 1] = Tensor(100)
    #expect(column.scalars(as: Int.self) == [100, 5, 9])
    x[1...].fill(0)
    #expect(column.scalars(as: Int.self) == [100, 0, 0])
  }

  @Test func `are chosen by positions, ranges, steps, new axes and the ellipsis`() {
    #expect(x[0].scalars(as: Int.self) == [0, 1, 2, 3])
    #expect(x[-1, -1].item() == 11)
    #expect(x[1..., 0].scalars(as: Int.self) == [4, 8])
    #expect(x[0..<2, 1...2].scalars(as: Int.self) == [1, 2, 5, 6])
    #expect(x[nil, .ellipsis, 0].shape == [1, 3])
    #expect(x[..., 1].scalars(as: Int.self) == [1, 5, 9])
    #expect(x[0, (0...).by(2)].scalars(as: Int.self) == [0, 2])
  }

  @Test func `copies are picked by positions and masks`() {
    #expect(x[[0, 2], [1, 3]].scalars(as: Int.self) == [1, 11])
    #expect(x[.all, [3, 0]].scalars(as: Int.self) == [3, 0, 7, 4, 11, 8])
    #expect(x[x .> 8].scalars(as: Int.self) == [9, 10, 11])
    x[x .> 8] = Tensor(-1)
    #expect(x[2].scalars(as: Int.self) == [8, -1, -1, -1])
  }
}

@Suite struct `Gradients` {
  @Test func `of a small expression are those worked out by hand`() throws {
    let x = Tensor([4.0, 4.0]).requiresGrad(true)
    let y = (x * x * 2 + 3).sum()
    y.backward()
    #expect(try #require(x.grad).scalars == [16, 16])
    #expect(y.gradFn == "SumBackward0")
  }

  @Test func `accumulate until they are taken away`() throws {
    let w = Tensor([1.0, 2.0], requiresGrad: true)
    for _ in 0..<3 { (w * 2).sum().backward() }
    #expect(try #require(w.grad).scalars == [6, 6])
    w.grad = nil
    #expect(w.grad == nil)
  }

  @Test func `of a chain of 100,000 operations need no deep stack`() throws {
    let x = Tensor([1.0], requiresGrad: true)
    var y = x * 1
    for _ in 0..<100_000 { y = y + 1 }
    y.backward()
    #expect(try #require(x.grad).scalars == [1])
  }

  @Test func `are not recorded inside noGrad`() {
    let x = Tensor([1.0], requiresGrad: true)
    #expect(noGrad { (x * 2).requiresGrad } == false)
    #expect((x * 2).requiresGrad)
  }

  @Test func `of a linear layer are those of its three parts`() throws {
    let x = Tensor([[1.0, 2.0], [3.0, 4.0]]).requiresGrad(true)
    let w = Tensor([[1.0, -1.0]]).requiresGrad(true)
    let b = Tensor([0.5]).requiresGrad(true)
    let y = linear(x, w, b)
    #expect(y.scalars == [-0.5, -0.5])
    #expect(y.gradFn == "AddmmBackward0")
    y.backward(Tensor([[1.0], [10.0]]))
    #expect(try #require(x.grad).scalars == [1, -1, 10, -10])
    #expect(try #require(w.grad).scalars == [31, 42])
    #expect(try #require(b.grad).scalars == [11])
  }
}

@Suite struct `Memory of a graph` {
  @Test func `goes with the last result, also where an operation keeps its own output`() {
    let x = Tensor([[0.5, 1.5], [2, 3]]).requiresGrad(true)
    let operations: [(Tensor) -> Tensor] = [
      { $0.exp() }, { $0.softmax() }, { $0.logSoftmax(0) }, { $0.max() }, { $0.std() },
      { $0.norm() }, { $0.logsumexp(1) }, { $0.tanh().relu() }, { $0.max(1).values },
    ]
    for operation in operations {
      weak var result: Tensor?
      do {
        let y = operation(x)
        result = y
        #expect(y.requiresGrad)
      }
      #expect(result == nil)
    }
  }
}

@Suite struct `Changing in place` {
  @Test func `is seen through every view`() {
    var x = Tensor.zeros(2, 3)
    let row = x[1]
    x += 2
    x[1] *= 3
    x[.all, 0] = Tensor([7.0, 8.0])
    #expect(x.scalars == [7, 2, 2, 8, 6, 6])
    #expect(row.scalars == [8, 6, 6])
  }

  @Test func `lets gradients flow to the new elements and to the kept ones`() throws {
    let x = Tensor([1.0, 2.0, 3.0]).requiresGrad(true)
    let w = Tensor(5.0).requiresGrad(true)
    let y = x * 2
    y[0] = w
    y[1] += w * 3
    (y * Tensor([1.0, 10.0, 100.0])).sum().backward()
    #expect(y.scalars == [5, 19, 6])
    #expect(try #require(x.grad).scalars == [0, 20, 200])
    #expect(try #require(w.grad).scalars == [31])
  }

  @Test func `lets gradients flow from a buffer that had none`() throws {
    let w = Tensor(2.0).requiresGrad(true)
    let buffer = Tensor.zeros(2, 2)
    buffer[0, 1] = w
    buffer[1] = w * w
    buffer[Tensor([true, false])] *= 3
    buffer.sum().backward()
    #expect(buffer.scalars == [0, 6, 4, 4])
    #expect(try #require(w.grad).scalars == [11])
  }

  @Test func `through a slice, positions or a mask reaches the tensor itself`() {
    let x = Tensor([1.0, 2.0, 3.0])
    for row in 0..<2 { x[row] += 10 }
    x[x .> 5] *= 2
    x[[2]] -= Tensor(1.0)
    #expect(x.scalars == [22, 24, 2])
  }

  @Test func `of parameters is allowed inside noGrad`() {
    var w = Tensor([1.0], requiresGrad: true)
    noGrad { w -= 0.25 }
    #expect(w.scalars == [0.75])
    #expect(w.requiresGrad && w.isLeaf)
  }
}

@Suite struct `Questions about a tensor` {
  let x = Tensor([[0.0, .nan], [.infinity, 2.0]])

  @Test func `are answered with truth values`() {
    #expect(x.isnan().scalars == [0, 1, 0, 0])
    #expect(x.isinf().scalars == [0, 0, 1, 0])
    #expect(x.any().item() == 1)
    #expect(x.all().item() == 0)
    #expect(x.nonzero().scalars(as: Int.self) == [0, 1, 1, 0, 1, 1])
  }

  @Test func `of closeness heed infinities and NaN`() {
    #expect(!x.allclose(x))
    #expect(x.allclose(x, equalNaN: true))
    #expect(Tensor([1.0]).allclose(Tensor([1.000001])))
    #expect(!Tensor([Double.infinity]).allclose(Tensor([1.0])))
    #expect(Tensor([1, 2]).equal(Tensor([1.0, 2.0])))
  }
}

@Suite struct `Element types` {
  @Test func `are promoted as PyTorch does it`() {
    let (truth, bytes, longs) = (Tensor([true]), Tensor([UInt8(200)]), Tensor([3]))
    let (floats, doubles) = (Tensor([1.5]), Tensor([1.5], dtype: .float64))
    #expect((truth + truth).dtype == .bool)
    #expect((bytes + bytes).scalars(as: Int.self) == [144])
    #expect((bytes + 1).dtype == .uint8)
    #expect((longs + 1.5).dtype == .float32)
    #expect((longs + truth).dtype == .int64)
    #expect((floats * doubles).dtype == .float64)
    #expect((floats + Tensor(2.0, dtype: .float64)).dtype == .float32)
    #expect((longs / 2).scalars == [1.5])
    #expect(longs.sum().dtype == .int64)
    #expect(longs.exp().dtype == .float32)
    #expect(Tensor([-7]).floorDivide(Tensor([2])).item() == -4)
    #expect(Tensor([-7]).remainder(Tensor([2])).item() == 1)
    #expect(Tensor([2.9, -2.9, .nan]).long().scalars(as: Int.self) == [2, -2, Int.min])
  }
}

@Suite struct `A large product` {
  @Test(arguments: [(400, 90, 600), (90, 400, 600), (257, 263, 300)])
  func `is the same as that of its rows one by one`(m: Int, n: Int, k: Int) {
    let a = Tensor.arange(m * k).remainder(Tensor(7)).float().reshape(m, k)
    let b = Tensor.arange(k * n).remainder(Tensor(5)).float().reshape(k, n)
    // Small integers: every sum is exact, so nothing may differ.
    let whole = a.matmul(b)
    for row in [0, 1, m / 2, m - 1] {
      #expect(whole[row].equal(a[row].matmul(b)))
    }
    #expect(a.T.matmul(whole).shape == [k, n])
  }
}
