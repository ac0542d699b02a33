import TestSupport
import Tensors
import Testing

private typealias Operation = @Sendable (Tensor, Tensor) -> Tensor

private let operations: [String: Operation] = [
  "add": { $0 + $1 }, "sub": { $0 - $1 }, "mul": { $0 * $1 }, "div": { $0 / $1 },
  "floorDivide": { $0.floorDivide($1) }, "remainder": { $0.remainder($1) },
  "pow": { $0.pow($1) }, "maximum": { $0.maximum($1) }, "eq": { $0 .== $1 },
  "lt": { $0 .< $1 }, "cat": { Tensor.cat([$0, $1]) },
  "where": { Tensor.where(Tensor([true, false, true]), $0, $1) },
]

/// The same operators with a Swift number for the second operand.
private func result(_ operation: String, _ a: Tensor, _ b: some TensorScalar) -> Tensor? {
  switch operation {
  case "add": a + b
  case "sub": a - b
  case "mul": a * b
  case "div": a / b
  case "floorDivide": a.floorDivide(b)
  case "remainder": a % b
  case "pow": a.pow(b)
  case "eq": a .== b
  case "lt": a .< b
  default: nil
  }
}

@Suite struct `Operands of different types` {
  @Test func `are combined in PyTorch's type, to PyTorch's values`() throws {
    let cases = try fixtureCases("promotion.json")
    for test in cases {
      let kind = test["kind"].string
      let name = "\(test["op"].string) \(kind) \(test["a"].string) \(test["b"].string)"
      var a = Tensor([7, 200, 1]).to(try type(test["a"]))
      if kind.hasPrefix("0") { a = a[1] }
      let found = try kind == "vn" ? withNumber(test, a) : withTensor(test, a)
      expectElements(try #require(found, "\(name)"), test, 1e-5, name)
    }
    print("promotion.json: \(cases.count) cases ran")
  }

  private func withTensor(_ test: JSON, _ a: Tensor) throws -> Tensor? {
    let b = Tensor([3, 100, 2]).to(try type(test["b"]))
    return operations[test["op"].string]?(a, test["kind"].string.hasSuffix("0") ? b[0] : b)
  }

  private func withNumber(_ test: JSON, _ a: Tensor) -> Tensor? {
    let operation = test["op"].string
    return switch test["b"].string {
    case "integer": result(operation, a, 3)
    case "real": result(operation, a, 2.5)
    default: result(operation, a, true)
    }
  }

  private func type(_ name: JSON) throws -> DType {
    try #require(DType.allCases.first { $0.name == name.string })
  }
}

@Suite struct `Numbers at the edge of a type` {
  @Test func `wrap around in sums and products`() {
    #expect((Tensor([200], dtype: .uint8) + 100).array == [44])
    #expect((Tensor([100], dtype: .int8) * 2).array == [-56])
    #expect((-Tensor([-128], dtype: .int8)).array == [-128])
    #expect((Tensor([Int.max]) + 1).scalars(as: Int.self) == [.min])
  }

  @Test func `are converted from floats as PyTorch does`() {
    let floats = Tensor([300, -1, 1e20, Double.nan, 3e9, -3e9])
    #expect(floats.to(.uint8).array == [44, 255, 0, 0, 0, 0])
    #expect(floats.to(.int8).array == [44, -1, 0, 0, 0, 0])
    let least = Double(Int32.min)
    #expect(floats.to(.int32).array == [300, -1, least, least, least, least])
    let long = floats.to(.int64).scalars(as: Int.self)
    #expect(long == [300, -1, .min, .min, 3_000_000_000, -3_000_000_000])
  }

  @Test func `are divided towards the lower whole number, and infinity stays apart`() {
    let a = Tensor([-3, 5, -0.0, 7, 1])
    let b = Tensor([Double.infinity, -Double.infinity, 2, -2, 0])
    #expect(a.floorDivide(b).array == [-1, -1, 0, -4, Double.infinity])
    #expect(a.floorDivide(b).array[2].sign == .minus)
    #expect((Tensor([-7, 7]) % 3).array == [2, 1])
  }

  @Test func `of integers are not divided by zero`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Tensor([1, 2]).floorDivide(Tensor([1, 0]))
    }
    expectMessage(
      result, "floorDivide: integers cannot be divided by zero; floats can, with float()")
  }

  @Test func `must fit a new tensor`() async {
    #expect(Tensor([-1], dtype: .uint8).array == [255])
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Tensor([1, 300], dtype: .uint8)
    }
    expectMessage(result, "Tensor: 300 is no uint8, which holds 0 to 255")
  }

  @Test func `have no negative power among integers`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Tensor([2]).pow(-1)
    }
    expectMessage(result, "pow: integers have no integer power of -1; convert with float()")
  }

  private func expectMessage(_ result: ExitTest.Result?, _ message: String) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(message), "\(text.prefix(300))")
  }
}
