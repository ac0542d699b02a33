import AbacusKernels
import Glibc
import Tensors
import Testing

/// The system call that Swift's overlay hides, since it copies no thread but the calling one.
@_silgen_name("fork") private func copyOfThisProcess() -> pid_t

/// Whether a product and a sum of shared parts are right: rows of 300 ones, 90,000 elements.
private func computes() -> Bool {
  // Threads that ask for memory at the same time wait for each other, in a copy too.
  unsafe ab_share(4, { _, _ in for _ in 0..<500 { _ = Tensor.ones(8) } }, nil)
  let ones = Tensor.ones(300, 300)
  return ones.matmul(ones).sum().item() == 27_000_000 && (ones + ones).exp().max().item() > 7.38
}

/// Forks, lets `child` judge in the copy, and returns whether it found all well within 20 s.
private func succeedsInCopy(_ child: () -> Bool) -> Bool {
  let copy = copyOfThisProcess()
  if copy == 0 {
    alarm(20)
    _exit(child() ? 0 : 1)
  }
  var status: Int32 = 0
  return unsafe copy > 0 && waitpid(copy, &status, 0) == copy && status == 0
}

@Suite struct `A process that forks` {
  @Test func `computes on in both copies, each with threads of its own`() async {
    await #expect(processExitsWith: .success) {
      setThreads(3)
      guard computes(), ab_threads_started() == 2 else { exit(1) }
      for _ in 0..<20 {
        let copied = succeedsInCopy {
          ab_threads_started() == 0 && computes() && ab_threads_started() == 2
            && succeedsInCopy { computes() }
        }
        guard copied, computes(), ab_threads_started() == 2 else { exit(2) }
      }
      exit(0)
    }
  }

  @Test func `may do so while another thread has work under way`() async {
    await #expect(processExitsWith: .success) {
      setThreads(3)
      guard computes() else { exit(1) }
      let busy = Tally(16) { _ in usleep(50) }
      var thread = pthread_t()
      unsafe pthread_create(
        &thread, nil,
        { context in
          guard let context = unsafe context else { return nil }
          let tally = unsafe Unmanaged<Tally>.fromOpaque(context).takeUnretainedValue()
          for _ in 0..<100 { tally.share() }
          return nil
        }, Unmanaged.passUnretained(busy).toOpaque())
      for _ in 0..<20 {
        guard succeedsInCopy({ computes() }), computes() else { exit(2) }
      }
      pthread_join(thread, nil)
      exit(busy.counts == [Int](repeating: 100, count: 16) ? 0 : 3)
    }
  }
}
