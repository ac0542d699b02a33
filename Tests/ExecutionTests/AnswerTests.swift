import CellOutput
import Execution
import Testing

@Suite(.timeLimit(.minutes(20))) struct `A graded answer` {
  /// What chapters do with the library.
  private static let abacus = """
    import Abacus
    let model = Sequential(Linear(2, 3), ReLU(), Linear(3, 2))
    let x = Tensor.randn(4, 2)
    let labels = Tensor([0, 1, 1, 0])
    let optimizer = SGD(model.parameters(), learningRate: 0.1)
    let loss = CrossEntropyLoss()(model(x), labels)
    loss.backward()
    optimizer.step()
    print(loss.item(), x[0], x[0][1].item(), x.dtype == .float32, (x + 1) * 2 - x / 3)
    let sums = x.pow(2).sum(1, keepDim: true)
    for p in model.parameters() { print(p.shape, p.requiresGrad) }
    plot([1.0, 2.0, 4.0], title: "Powers")
    switch x.dtype { case .float32: print("single"); default: break }
    print([DType.float32: 1], DType.float32.hashValue == 0, "\\(x.dtype)")

    """

  /// More work than there are processors, for longer than Dispatch waits before it looks at it.
  private static let busy = """
    import Dispatch
    let queue = DispatchQueue(label: "busy", attributes: .concurrent)
    let group = DispatchGroup()
    let end = Date() + 1.6
    for _ in 0..<24 { queue.async(group: group) { while Date() < end {} } }
    group.wait()

    """

  @Test(arguments: [
    Exam.usual,
    "func twice(_ number: Int) -> Int { number << 1 }",
    "import Abacus\nfunc twice(_ x: Int) -> Int { (Tensor([Float(x)]) * 2).item().asInt }\n"
      + "extension Double { var asInt: Int { Int(self) } }",
    "actor Box { var n = 0; func add(_ x: Int) -> Int { n += x; return n } }\n"
      + "let box = Box()\nfunc twice(_ x: Int) -> Int { [x, x].reduce(0, +) }\n"
      + "let three = await box.add(3)\nprint(String(format: \"%.2f\", 1.5), \"\\(three)\")",
    "final class Memo { var seen: [Int: Int] = [:] }\nlet memo = Memo()\n"
      + "func twice(_ x: Int) -> Int { memo.seen[x, default: 0] += x; return x + x }\n"
      + "Task { print(1) }\n[3, 1, 2].sorted { $0 < $1 }",
    busy + Exam.usual,
    abacus + Exam.usual,
  ]) func `of the usual kind passes`(_ answer: String) async throws {
    let exam = try Exam()
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(answer)
    #expect(attempt.stop == nil)
    #expect(attempt.checks.map(\.isPassed) == [true])
    #expect(!attempt.isUnsafe)
  }

  @Test(arguments: [
    ("_ = [1].withUnsafeBufferPointer { $0.count }", 1, 5, "has unsafe type"),
    ("let one = 1\n  let two = unsafeBitCast(one, to: UInt.self)", 2, 13, "'unsafeBitCast"),
    ("let two = unsafe unsafeBitCast(1, to: UInt.self)", 1, 11, "may not use 'unsafe'"),
    ("print(\"\\(unsafe unsafeBitCast(1, to: UInt.self))\")", 1, 10, "may not use 'unsafe'"),
    ("@_silgen_name(\"lk_checks\") func checks() -> Int32", 1, 1, "may not use '@_silgen_name'"),
    ("@ _silgen_name(\"lk_checks\") func checks() -> Int32", 1, 3, "may not use '@_silgen_name'"),
    ("import KernelChannel\nlk_end_cell()", 1, 8, "may not use 'KernelChannel'"),
    ("import Glibc\n_ = write(4, \"u\", 1)", 2, 5, "call to global function 'write'"),
    ("let buffer = [1]._buffer", 1, 18, "may not use '_buffer'"),
    ("#sourceLocation(file: \"chapter.md\", line: 1)", 1, 1, "may not use '#sourceLocation'"),
    ("nonisolated(unsafe) var x = 1", 1, 13, "may not use 'unsafe'"),
    (
      "import Abacus\nlet one = Tensor([1])\n"
        + "let far = Tensor(viewing: one, shape: [1], strides: [1], offset: 1 << 20)",
      3, 11, "may not use 'init', which is internal to its module"
    ),
    ("import Abacus\n  let size = Tensor([1]).storage.byteCount", 2, 14, "may not use 'storage'"),
  ]) func `may not be memory unsafe`(
    _ line: String, _ row: Int, _ column: Int, _ words: String
  ) async throws {
    let exam = try Exam()
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(line + "\n" + Exam.usual)
    let stop = try #require(attempt.stop)
    #expect(stop.message.contains(words))
    #expect(stop.message.hasPrefix("an answer may not use"))
    // The answer begins with line 3 of the student's copy.
    #expect(stop.line == row + 2)
    #expect(stop.column == column)
    #expect(attempt.checks.map(\.isPassed) == [false])
  }

  @Test func `may say unsafe in a text or a comment`() async throws {
    let exam = try Exam()
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(
      "// unsafe, @_silgen_name\nprint(\"unsafe _x\")\n" + Exam.usual)
    #expect(attempt.checks.map(\.isPassed) == [true])
  }

  @Test(arguments: [
    "func twice(_ x: Int) -> Int { unsafe [x].withUnsafeBufferPointer { unsafe $0[0] * 2 } }",
    "func twice(_ x: Int) -> Int { [x].withUnsafeBufferPointer { $0[0] * 2 } }",
  ]) func `may be memory unsafe where the author's is`(_ solution: String) async throws {
    let exam = try Exam(solution: solution)
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(solution)
    #expect(attempt.checks.map(\.isPassed) == [true])
    #expect(attempt.isUnsafe)
  }
}

@Suite(.timeLimit(.minutes(20))) struct `What a check means` {
  private static let wrong = "func twice(_ x: Int) -> Int { x }"

  @Test(arguments: [
    "extension Int { static func == (a: Int, b: Int) -> Bool { true } }\n" + wrong,
    "extension Equatable { static func == (a: Self, b: Self) -> Bool { true } }\n" + wrong,
    "func == (a: Int, b: Int) -> Bool { true }\n" + wrong,
    "func expect(_ x: Bool, _ y: String) {}\n" + wrong,
    "infix operator ==: AssignmentPrecedence\n" + wrong,
    "let a = 1, ten = 4\n" + wrong,
    "typealias Bool = Swift.Bool\ntypealias Int64 = Int\nextension Bool { static let no = true }\n"
      + wrong,
    "func twice(_ x: Int) -> Int { CellSupportless(); return x }\n"
      + "func CellSupportless() { expect(true) }",
  ]) func `is not for the answer to change`(_ answer: String) async throws {
    let exam = try Exam("expect(twice(4) == 8, \"twice 4\")\nexpect(ten == 10)")
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(answer)
    #expect(attempt.stop == nil)
    let met = attempt.checks[0].expectations.map(\.isMet)
    #expect(met == [false, true])
    #expect(attempt.checks[0].isComplete)
  }

  @Test func `does not bend to an answer of another type`() async throws {
    let exam = try Exam()
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(
      """
      struct All: Equatable, ExpressibleByIntegerLiteral { init(integerLiteral: Int) {} }
      func twice(_ x: Int) -> All { 0 }
      """)
    #expect(attempt.stop == nil)
    #expect(
      attempt.checks[0].failure?.message
        == "the answer has no 'twice(Int) -> Int', which this calls")
    #expect(!attempt.checks[0].isPassed)
  }

  @Test func `is shown by expectations of its own only`() async throws {
    let exam = try Exam(
      solution: "func twice(_ x: Int) -> [Int] { [x, x] }", "for x in twice(3) { expect(x == 3) }")
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(
      "func twice(_ x: Int) -> [Int] { expect(true); return [] }")
    #expect(attempt.checks[0].isComplete)
    #expect(attempt.checks[0].expectations.isEmpty)
    #expect(!attempt.checks[0].isPassed)
  }

  @Test func `may take a type that the answer declares`() async throws {
    let exam = try Exam(
      solution: "struct Pair { var a = 1; var twice: Int { 2 * a } }",
      "expect(Pair(a: 2).twice == 4)")
    defer { exam.chapter.remove() }
    let attempt = try await exam.attempt(
      "struct Pair { private let b = 7; var a = 1; var twice: Int { a + a }\n"
        + "init(a: Int) { self.a = a } }")
    #expect(attempt.checks.map(\.isPassed) == [true])
  }
}
