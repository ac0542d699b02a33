internal import Synchronization

/// The time in which a command has only read: whoever stops it then need not wait for anything.
final class Beginning: Sendable {
  private let isOver = Atomic(false)

  /// Whether something was started or written that has to be wound up.
  var isPast: Bool { isOver.load(ordering: .acquiring) }

  /// Says that from now on there is something to wind up.
  func pass() { isOver.store(true, ordering: .releasing) }
}
