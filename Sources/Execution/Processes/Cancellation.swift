internal import Synchronization

/// A request to stop that many threads can look at.
package final class Cancellation: Sendable {
  private let flag = Atomic(false)

  /// Creates a request that nobody has made yet.
  package init() {}

  /// Whether everything should stop.
  package var isCancelled: Bool { flag.load(ordering: .acquiring) }

  /// Asks everything to stop.
  package func cancel() { flag.store(true, ordering: .releasing) }
}
