import Tensors
import Testing

/// x³, with the derivative 3x².
private struct Cube: Function {
  func forward(_ context: FunctionContext, _ inputs: [Tensor]) -> Tensor {
    context.saveForBackward(inputs[0])
    return inputs[0] * inputs[0] * inputs[0]
  }

  func backward(_ context: FunctionContext, _ gradient: Tensor) -> [Tensor?] {
    [gradient * context.savedTensors[0].square() * 3]
  }
}

/// x · factor, with a wrong derivative: the factor twice.
private struct WrongScale: Function {
  let factor: Double

  func forward(_ context: FunctionContext, _ inputs: [Tensor]) -> Tensor { inputs[0] * factor }
  func backward(_ context: FunctionContext, _ gradient: Tensor) -> [Tensor?] {
    [gradient * (2 * factor)]
  }
}

/// eˣ, which saves its own output.
private struct Exponential: Function {
  func forward(_ context: FunctionContext, _ inputs: [Tensor]) -> Tensor {
    let result = inputs[0].exp()
    context.saveForBackward(result)
    return result
  }

  func backward(_ context: FunctionContext, _ gradient: Tensor) -> [Tensor?] {
    [gradient * context.savedTensors[0]]
  }
}

private func point(_ values: Double...) -> Tensor {
  Tensor(values, shape: [values.count], dtype: .float64).requiresGrad(true)
}

@Suite struct `A function of one's own` {
  @Test func `is recorded under its name and differentiated by its backward`() throws {
    let x = point(2, -3)
    let y = Cube().apply(x)
    #expect(y.array == [8, -27])
    #expect(y.gradFn == "CubeBackward")
    y.sum().backward()
    #expect(try #require(x.grad).array == [12, 27])
  }

  @Test func `passes gradcheck when its derivative is right`() throws {
    let isRight = try gradcheck(
      { Cube().apply(Exponential().apply($0[0])) }, inputs: [point(0.5, -1)])
    #expect(isRight)
  }

  @Test func `fails gradcheck with the derivative that is wrong`() {
    let wrong = #expect(throws: GradientMismatch.self) {
      try gradcheck({ WrongScale(factor: 3).apply($0[0]) }, inputs: [point(1, 2)])
    }
    #expect(wrong?.analytic == 6)
    #expect(wrong?.input == 0)
    #expect(wrong?.output == 0)
    #expect(wrong.map { abs($0.numeric - 3) < 1e-6 } == true)
  }

  @Test func `is not recorded inside noGrad`() {
    #expect(noGrad { Cube().apply(point(2)) }.requiresGrad == false)
  }
}

@Suite struct `Checking gradients` {
  @Test func `keeps the strides of inputs and leaves them and their gradients alone`() throws {
    let x = Tensor.arange(6, dtype: .float64).reshape(2, 3).T.requiresGrad(true)
    var strides: Set<[Int]> = []
    try gradcheck(
      {
        strides.insert($0[0].strides)
        return $0[0] * $0[0]
      }, inputs: [x])
    #expect(strides == [[1, 3]])
    #expect(x.grad == nil)
    #expect(x.array == [0, 3, 1, 4, 2, 5])
  }

  @Test func `finds a derivative that is missing`() {
    #expect(throws: GradientMismatch.self) {
      try gradcheck({ $0[0].detach() * 2 }, inputs: [point(1)])
    }
  }
}

@Suite struct `A hook on a tensor` {
  @Test func `sees the gradient and may change it`() throws {
    let x = point(1, 2)
    let y = x * 3
    var seen: [[Double]] = []
    y.registerHook { seen.append($0.array) }
    y.registerHook { $0 * 10 }
    (y * y).sum().backward()
    #expect(seen == [[6, 12]])
    #expect(try #require(x.grad).array == [180, 360])
  }

  @Test func `on a leaf sees the sum of one pass, not what was collected before`() throws {
    let x = point(2)
    var seen: [Double] = []
    x.registerHook { seen.append($0.item()) }
    for _ in 0..<2 { (x * 3 + x * x).backward() }
    #expect(seen == [7, 7])
    #expect(try #require(x.grad).item() == 14)
  }

  @Test func `is not called once it is removed`() throws {
    let x = point(2)
    let handle = x.registerHook { $0 * 0 }
    handle.remove()
    handle.remove()
    (x * 5).backward()
    #expect(try #require(x.grad).item() == 5)
  }
}
