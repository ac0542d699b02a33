internal import Glibc
internal import Tensors

/// Prepares the batches of an epoch on a thread of its own, a few ahead of the one that takes them.
///
/// The thread ends with the epoch, or when nobody waits for its batches any more.
final class Prefetcher {
  private let queue: BatchQueue

  /// Starts preparing the batches of `plan`, at most `ahead` that have not been taken; nil when there
  /// is no thread to be had.
  ///
  /// What the data set draws from the default generator comes, on that thread, from the stream of
  /// `seed`, as in PyTorch's first worker.
  init?(_ plan: EpochPlan, ahead: Int, seed: UInt64) {
    queue = BatchQueue(ahead: ahead)
    let work = Preparation(plan: plan, queue: queue, seed: seed)
    let context = unsafe Unmanaged.passRetained(work)
    var thread = pthread_t()
    let error = unsafe pthread_create(
      &thread, nil, { unsafe Preparation.perform($0) }, context.toOpaque())
    guard error == 0 else {
      unsafe context.release()
      return nil
    }
    pthread_detach(thread)
  }

  deinit { queue.close() }

  /// Returns the next batch, waiting for it if need be, or nil after the last.
  func next() -> Batch? { queue.take() }
}

/// What the thread does.
private final class Preparation {
  private let plan: EpochPlan
  private let queue: BatchQueue
  private let seed: UInt64

  init(plan: EpochPlan, queue: BatchQueue, seed: UInt64) {
    (self.plan, self.queue, self.seed) = (plan, queue, seed)
  }

  static func perform(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let work = unsafe Unmanaged<Preparation>.fromOpaque(context).takeRetainedValue()
    withForkedGenerator {
      manualSeed(Int(truncatingIfNeeded: work.seed))
      var position = 0
      while let batch = work.plan.batch(position), work.queue.put(batch) { position += 1 }
    }
    work.queue.close()
    return nil
  }
}

/// Batches on their way from one thread to another.
@safe private final class BatchQueue: @unchecked Sendable {  // Changed only under the lock.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let ahead: Int
  private var batches: [Batch] = []
  /// Whether no batch will be added, or none taken, any more.
  private var isClosed = false

  init(ahead: Int) {
    self.ahead = ahead
    unsafe pthread_mutex_init(lock, nil)
    unsafe pthread_cond_init(change, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(change)
    unsafe pthread_mutex_destroy(lock)
    unsafe change.deallocate()
    unsafe lock.deallocate()
  }

  /// Adds a batch when there is room; false when nobody will take it.
  func put(_ batch: Batch) -> Bool {
    locked {
      while batches.count >= ahead, !isClosed { unsafe pthread_cond_wait(change, lock) }
      if !isClosed { batches.append(batch) }
      return !isClosed
    }
  }

  /// Takes the first batch when there is one; nil when there will be none.
  func take() -> Batch? {
    locked {
      while batches.isEmpty, !isClosed { unsafe pthread_cond_wait(change, lock) }
      return batches.isEmpty ? nil : batches.removeFirst()
    }
  }

  func close() { locked { isClosed = true } }

  private func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(lock)
    defer {
      unsafe pthread_cond_broadcast(change)
      unsafe pthread_mutex_unlock(lock)
    }
    return body()
  }
}
