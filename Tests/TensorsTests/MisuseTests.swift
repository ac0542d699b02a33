import Tensors
import Testing

/// What a misuse must say, and where.
private func said(_ result: ExitTest.Result?) throws -> String {
  String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
}

/// Mistakes outside of a macro, inside of which lines are counted differently.
private enum Mistake {
  static let line: UInt = #line + 1
  static func multiply() { _ = Tensor.ones(32, 784).matmul(Tensor.ones(256, 10)) }
  static func index() { _ = Tensor.arange(3)[7] }
}

@Suite struct `A misuse` {
  @Test func `of matmul names both shapes and the dimensions, at the caller's line`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Mistake.multiply()
    }
    let message = try said(result)
    #expect(
      message.contains(
        "matmul: cannot multiply (32, 784) by (256, 10): the inner dimensions 784 and 256 differ"))
    #expect(message.contains("MisuseTests.swift:\(Mistake.line):"))
  }

  @Test func `of an operator names the shapes and the dimension that do not fit`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.ones(2, 3) + Tensor.ones(2)
    }
    #expect(
      try said(result).contains(
        "add: the shapes (2, 3) and (2,) do not fit together: dimension -1 is 3 in one and 2 in"
          + " the other"))
  }

  @Test func `by an index that is out of bounds says which`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Mistake.index()
    }
    let message = try said(result)
    #expect(message.contains("index 7 is out of bounds for dimension 0 with size 3"))
    #expect(message.contains("MisuseTests.swift:\(Mistake.line + 1):"))
  }

  @Test func `of item on several elements`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 2).item()
    }
    #expect(try said(result).contains("item: a tensor of shape (2, 2) has 4 elements, not one"))
  }

  @Test func `going backward a second time`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([2.0], requiresGrad: true)
      let y = x * x
      y.backward()
      y.backward()
    }
    #expect(try said(result).contains("pass retainGraph: true"))
  }

  @Test func `going backward from several elements without a gradient`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      (Tensor([2.0, 3.0], requiresGrad: true) * 2).backward()
    }
    #expect(try said(result).contains("a tensor of shape (2,) needs a gradient"))
  }

  @Test func `changing a leaf in place`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor([2.0], requiresGrad: true)
      x += 1
    }
    #expect(
      try said(result).contains(
        "+=: a leaf tensor that requires gradients cannot be changed in place"))
  }

  @Test func `changing in place what a derivative needs`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([2.0], requiresGrad: true)
      let factor = Tensor([3.0])
      let y = x * factor
      factor.fill(4)
      y.backward()
    }
    #expect(
      try said(result).contains(
        "MulBackward0 needs a tensor of shape (1,) that has been changed in place since: it is at"
          + " version 1, but was saved at version 0"))
  }

  @Test func `making a tensor of ragged arrays`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([[1, 2], [3]])
    }
    #expect(
      try said(result).contains("element 1 has shape (1,) where those before it have (2,)"))
  }

  @Test func `asking for a negative or an enormous size`() async throws {
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, -1)
    }
    #expect(try said(negative).contains("the shape (2, -1) has a negative size"))
    let enormous = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(1 << 40, 1 << 40)
    }
    #expect(try said(enormous).contains("more elements than memory can"))
  }

  @Test func `viewing a transpose as a vector`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 3).T.view(6)
    }
    #expect(try said(result).contains("cannot be seen as (6,) without a copy; use reshape"))
  }

  @Test func `naming a class that does not exist`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(Tensor.zeros(2, 3), Tensor([0, 3]))
    }
    #expect(
      try said(result).contains("crossEntropy: the target 3 is none of the 3 classes, 0 to 2"))
  }
}
