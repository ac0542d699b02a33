internal import CellOutput
internal import KernelChannel

/// Checks that `condition` holds; when it does not, says so and goes on.
///
/// In a check of an exercise, what was found counts for that. In any other cell a condition that
/// does not hold is told on standard error.
public func expect(
  _ condition: Bool, _ message: String = "", file: String = #filePath, line: Int = #line
) {
  let said = message.isEmpty ? "the condition does not hold" : message
  tell(Expectation(isMet: condition, message: said, file: file, line: line))
}

/// Checks that `value` is as close to `other` as `rtol` and `atol` ask for.
///
/// Formula: |value − other| ≤ atol + rtol · |other|, number by number, in Double, as
/// `torch.allclose` has it; NaN is close to nothing. Values with other shapes are not close.
public func expect<Value: Approximable, Other: Approximable>(
  _ value: Value, closeTo other: Other, rtol: Double = 1e-5, atol: Double = 1e-8,
  _ message: String = "", file: String = #filePath, line: Int = #line
) {
  let difference = Difference(value.numbers, other.numbers, rtol: rtol, atol: atol)
  let parts = [message, difference?.words ?? ""].filter { !$0.isEmpty }
  tell(
    Expectation(
      isMet: difference == nil, message: parts.joined(separator: ": "), file: file, line: line))
}

private func tell(_ expectation: Expectation) {
  guard lk_checks() != 0 else {
    guard !expectation.isMet else { return }
    var line = "expectation failed: \(expectation.message)\n"
    line.withUTF8 { bytes in _ = unsafe lk_write_in_pieces(2, bytes.baseAddress, bytes.count) }
    return
  }
  let bytes = expectation.wireBytes
  unsafe bytes.withUnsafeBytes { bytes in
    unsafe lk_send_verdict(bytes.baseAddress, bytes.count)
  }
}
