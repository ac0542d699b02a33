internal import Synchronization

/// A request to stop that many threads can look at.
package final class Cancellation: Sendable {
  private let flag = Atomic(false)
  private let whole: Cancellation?

  /// Creates a request that nobody has made yet.
  package init() { whole = nil }

  /// Creates a request that is made with `whole`, too.
  init(within whole: Cancellation) { self.whole = whole }

  /// Whether everything should stop.
  package var isCancelled: Bool {
    flag.load(ordering: .acquiring) || whole?.isCancelled ?? false
  }

  /// Asks everything to stop.
  package func cancel() { flag.store(true, ordering: .releasing) }
}
