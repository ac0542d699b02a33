internal import Foundation

/// A number of places to work at, shared by threads.
final class Slots: @unchecked Sendable {  // `free` is only touched while `condition` is locked.
  private let condition = NSCondition()
  private var free: Int

  init(_ count: Int) { free = max(1, count) }

  /// Waits for a place and takes it.
  func take() {
    condition.lock()
    while free == 0 { condition.wait() }
    free -= 1
    condition.unlock()
  }

  /// Gives a place back.
  func give() {
    condition.lock()
    free += 1
    condition.signal()
    condition.unlock()
  }
}

/// Hands values from one thread to another, in order, up to an end.
final class Pipeline<Value: Sendable>: @unchecked Sendable {  // Guarded by `condition`.
  private let condition = NSCondition()
  private var values: [Value] = []
  private var isEnded = false

  /// Appends `value`, unless the pipeline has ended.
  func send(_ value: Value) {
    condition.lock()
    if !isEnded { values.append(value) }
    condition.signal()
    condition.unlock()
  }

  /// Says that nothing more comes, or that nobody listens any more.
  func end() {
    condition.lock()
    isEnded = true
    condition.signal()
    condition.unlock()
  }

  /// Whether `end()` was called.
  var hasEnded: Bool {
    condition.lock()
    defer { condition.unlock() }
    return isEnded
  }

  /// Waits for the next value; `nil` after the last.
  func next() -> Value? {
    condition.lock()
    defer { condition.unlock() }
    while values.isEmpty && !isEnded { condition.wait() }
    return values.isEmpty ? nil : values.removeFirst()
  }
}
