import AbacusKernels
import Glibc
import Synchronization
import Tensors
import Testing

@Suite(.serialized) struct `The thread pool` {
  @Test(arguments: [0, 1, 2, 3, 7, 64, 1000])
  func `does every part once`(parts: Int) {
    withThreads(4) {
      let tally = Tally(parts)
      for _ in 0..<50 { tally.share() }
      #expect(tally.counts == [Int](repeating: 50, count: parts))
    }
  }

  @Test func `does work within work, on the thread that asks`() {
    withThreads(3) {
      let inner = Tally(5)
      let outer = Tally(8) { _ in inner.share() }
      outer.share()
      #expect(inner.counts == [8, 8, 8, 8, 8])
    }
  }

  @Test func `does the work of several threads at once`() async {
    let tallies = (0..<4).map { _ in Tally(6) }
    setThreads(3)
    await withTaskGroup(of: Void.self) { group in
      for tally in tallies {
        group.addTask { for _ in 0..<300 { tally.share() } }
      }
    }
    setThreads(usual)
    for tally in tallies { #expect(tally.counts == [Int](repeating: 300, count: 6)) }
  }

  @Test func `keeps no more threads than it was told, and none for one`() {
    withThreads(4) {
      Tally(8).share()
      #expect(threads == 4)
      #expect(ab_threads_started() == 3)
      setThreads(2)
      #expect(ab_threads_started() == 1)
      setThreads(1)
      Tally(8).share()
      #expect(ab_threads_started() == 0)
    }
  }

  @Test func `sleeps when there is nothing to do`() async {
    await #expect(processExitsWith: .success) {
      setThreads(4)
      Tally(8).share()
      usleep(20_000)
      let before = clock()
      usleep(200_000)
      // Three threads that looked for work all the time would take at least one processor: 200 ms.
      exit(Double(clock() - before) / Double(CLOCKS_PER_SEC) < 0.05 ? 0 : 1)
    }
  }

  @Test func `leaves the results alone`() {
    let x = withForkedGenerator {
      manualSeed(3)
      return Tensor.randn(300, 1111)
    }
    func results() -> [[Float]] {
      [
        x.sum(), x.max(), x.sum(0), x.mean(1), x.softmax(1), x.exp(), x * 2 + x, x.t().clone(),
        x.t().matmul(x), x.to(.float64).sum(), x.matmul(x.t()).sum(1), x.logSoftmax(0),
        x.narrow(0, 0, 40).matmul(x.t()), x.narrow(0, 0, 100).matmul(x.t().narrow(1, 0, 70)),
      ].map { $0.scalars(as: Float.self) }
    }
    withThreads(1) {
      let alone = results()
      for count in [2, 3, 8] {
        setThreads(count)
        #expect(results() == alone)
      }
    }
  }

  @Test func `reads its size from the environment`() async {
    await #expect(processExitsWith: .success) {
      unsafe setenv("ABACUS_THREADS", "3", 1)
      exit(threads == 3 ? 0 : 1)
    }
    await #expect(processExitsWith: .success) {
      unsafe setenv("ABACUS_THREADS", "none", 1)
      exit(threads >= 1 && threads != 3 ? 0 : 1)
    }
  }

  @Test func `takes at least one thread`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { setThreads(0) }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("setThreads: the number of threads must be at least 1, not 0"))
  }

  private let usual = threads

  private func withThreads(_ count: Int, _ body: () -> Void) {
    setThreads(count)
    body()
    setThreads(usual)
  }
}

/// Counts how often each part of a piece of work is done.
final class Tally: Sendable {
  private let parts: Int
  private let done: Mutex<[Int]>
  private let work: @Sendable (Int) -> Void

  init(_ parts: Int, _ work: @escaping @Sendable (Int) -> Void = { _ in }) {
    self.parts = parts
    self.work = work
    done = Mutex([Int](repeating: 0, count: parts))
  }

  var counts: [Int] { done.withLock { $0 } }

  /// Does the work once.
  func share() {
    unsafe ab_share(
      parts,
      { context, part in
        guard let context = unsafe context else { return }
        let tally = unsafe Unmanaged<Tally>.fromOpaque(context).takeUnretainedValue()
        tally.work(part)
        tally.done.withLock { $0[part] += 1 }
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
