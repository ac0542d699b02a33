import Tensors
import Testing

/// A leaf of `float64` that collects its gradient.
private func leaf(_ values: Double...) -> Tensor {
  Tensor(values, dtype: .float64, requiresGrad: true)
}

/// Each program was run in PyTorch 2.15 too; the numbers are what it answered.
@Suite struct `Gradients that are asked for` {
  @Test func `are returned, and no tensor collects them`() {
    let x = leaf(0.5, 1.5)
    let z = x * 2
    let found = grad([(z * z).sum()], [z, x])
    #expect(found.map(\.array) == [[2, 6], [4, 12]])
    #expect(x.grad == nil)
  }

  @Test func `of several outputs are added up`() {
    let x = leaf(1, 2)
    #expect(grad([(x * 2).sum(), (x * 3).sum()], [x])[0].array == [5, 5])
  }

  @Test func `are nil for what has no part in it, where that is allowed`() {
    let (x, y) = (leaf(3), leaf(2))
    let found = grad([x * 2], [x, y], allowUnused: true)
    #expect(found[0]?.array == [2])
    #expect(found[1] == nil)
  }

  @Test func `of a result have not been through its hooks, those of a leaf have`() {
    let x = leaf(1, 2)
    let z = x * 2
    z.registerHook { $0 * 10 }
    #expect(grad([z.sum()], [z, x]).map(\.array) == [[1, 1], [20, 20]])
    let w = leaf(1, 2)
    w.registerHook { $0 * 10 }
    #expect(grad((w * 2).sum(), w).array == [20, 20])
    #expect(w.grad == nil)
  }

  @Test func `leave what lies behind them alone`() throws {
    let x = leaf(1, 2)
    let y = x.exp()
    let z = y * 3
    #expect(grad(z.sum(), y, retainGraph: true).array == [3, 3])
    z.sum().backward()
    #expect(try #require(x.grad).array == noGrad { (x.exp() * 3).array })
  }

  @Test func `are collected by those that backward names`() throws {
    let x = leaf(1, 2)
    let y = x * 2
    (y * 3).sum().backward(inputs: [y])
    #expect(try #require(y.grad).array == [3, 3])
    #expect(x.grad == nil)
  }

  @Test func `start with the given gradient`() {
    let x = leaf(1, 2)
    let start = Tensor([10.0, 100], dtype: .float64)
    #expect(grad(x * x, x, gradient: start).array == [20, 400])
  }
}

@Suite struct `A gradient of a gradient` {
  @Test func `of a power, three times`() {
    let x = leaf(2)
    var y = x.pow(4)
    var found: [Double] = []
    for _ in 0..<3 {
      y = grad(y, x, createGraph: true)
      found += y.array
    }
    #expect(found == [32, 48, 48])
  }

  @Test func `goes through the leaf's own, when that is recorded`() throws {
    let x = leaf(3)
    x.pow(3).backward(createGraph: true)
    let slope = try #require(x.grad)
    #expect(slope.array == [27])
    x.grad = nil
    slope.backward()
    #expect(try #require(x.grad).array == [18])
  }

  @Test func `as a penalty reaches the weights`() throws {
    let x = leaf(0.5, 1.5)
    let w = Tensor([[1.0, -2.0], [3.0, 0.5]], dtype: .float64, requiresGrad: true)
    let y = linear(x.view(1, 2), w).relu().sum()
    let slope = grad(y, x, createGraph: true)
    #expect(slope.array == [3, 0.5])
    (slope.norm() - 1).square().backward()
    let expected = [0, 0, 4.0272121523, 0.6712020254]
    for (found, wanted) in zip(try #require(w.grad).array, expected) {
      #expect(abs(found - wanted) < 1e-9)
    }
  }

  @Test func `of a softmax`() {
    let x = leaf(0.5, 1.5, -1)
    let slope = grad(x.softmax(0)[0], x, createGraph: true)
    let found = grad(slope[1], x).array
    for (found, wanted) in zip(found, [-0.0861899620, 0.0663780106, 0.0198119514]) {
      #expect(abs(found - wanted) < 1e-9)
    }
  }

  @Test func `is not recorded unless asked for`() {
    let x = leaf(3)
    #expect(!grad(x.pow(3), x).requiresGrad)
  }
}

@Suite struct `A result that retains its gradient` {
  @Test func `has it after backward, as the hooks have left it`() throws {
    let x = leaf(1, 2, 3)
    let y = x * 2
    y.retainGrad()
    y.registerHook { $0 * 10 }
    #expect(y.retainsGrad && !x.retainsGrad)
    y.sum().backward()
    #expect(try #require(y.grad).array == [10, 10, 10])
    #expect(try #require(x.grad).array == [20, 20, 20])
  }

  @Test func `adds up what later passes bring`() throws {
    let x = leaf(1, 2)
    let y = x * 2
    y.retainGrad()
    y.sum().backward(retainGraph: true)
    (y * y).sum().backward()
    #expect(try #require(y.grad).array == [5, 9])
  }

  @Test func `has none without being told`() {
    let x = leaf(1)
    let y = x * 2
    y.backward()
    #expect(y.grad == nil)
  }
}

@Suite struct `Recording` {
  @Test func `is switched for a while or from here on`() {
    let x = leaf(1)
    #expect(setGradEnabled(false) { (x * 2).requiresGrad } == false)
    #expect(inferenceMode { (x * 2).requiresGrad } == false)
    #expect(noGrad { setGradEnabled(true) { (x * 2).requiresGrad } })
    setGradEnabled(false)
    #expect(!isGradEnabled && !(x * 2).requiresGrad)
    setGradEnabled(true)
    #expect(isGradEnabled && (x * 2).requiresGrad)
  }

  @Test func `calls hooks in the order in which they were registered`() throws {
    let x = leaf(1, 2)
    var order: [String] = []
    let y = x * 2
    y.registerHook { gradient -> Tensor? in
      order.append("doubles")
      return gradient * 2
    }
    y.registerHook { gradient -> Tensor? in
      order.append("adds one")
      return gradient + 1
    }
    y.sum().backward()
    #expect(order == ["doubles", "adds one"])
    #expect(try #require(x.grad).array == [6, 6])
  }
}
