internal import KernelChannel
internal import Synchronization

/// What waits for the end of a cell, in order.
private let waiting = Mutex<[Waiting]>([])

private struct Waiting: @unchecked Sendable {  // Called on the thread that runs the cells.
  let body: () -> Void
}

/// Calls `body`, once, when the cell that runs now has come to its end.
///
/// Outside a kernel, where nothing has cells, it is not called.
package func whenCellEnds(_ body: @escaping () -> Void) {
  let work = Waiting(body: body)
  waiting.withLock { $0.append(work) }
  lk_when_cell_ends {
    let work = waiting.withLock { all in
      defer { all = [] }
      return all
    }
    for item in work { item.body() }
  }
}
