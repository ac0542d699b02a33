internal import Foundation

/// A value that one thread comes to and others wait for.
final class Promise<Value: Sendable>: @unchecked Sendable {  // Guarded by `condition`.
  private let condition = NSCondition()
  private var given: Value?

  /// Gives the value, unless there is one.
  func fulfil(_ value: Value) {
    condition.lock()
    if given == nil { given = value }
    condition.broadcast()
    condition.unlock()
  }

  /// The value, once there is one.
  var value: Value {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let given { return given }
      condition.wait()
    }
  }

  /// Lets go of the value, which nobody waits for any more.
  func clear() {
    condition.lock()
    let old = given
    given = nil
    condition.unlock()
    withExtendedLifetime(old) {}  // What it holds ends outside of the lock.
  }
}
