internal import CellOutput
internal import Synchronization

/// Keeps programs as they were between cells, so that a run need not begin at the top.
///
/// What was run is known by its cells, not by its chapter or tab: after an edit, in another tab, or
/// for an attempt at an exercise, a program starts behind the cells it shares with one that ran. The
/// snapshots end with the keeper.
package final class SnapshotKeeper: Sendable {
  /// How much may be kept.
  package struct Limits: Sendable {
    /// How many snapshots wait.
    package var count = 16
    /// How much memory they hold together, in bytes; what they share counts once.
    package var memory = 1 << 30

    /// Creates the usual limits.
    package init() {}
  }

  /// A program between two cells.
  struct Moment: Sendable {
    let snapshot: Snapshot
    /// What the cells before put out.
    let results: [CellResult]
    /// The files they read.
    let files: Set<String>
  }

  fileprivate struct Entry {
    let chain: [String]
    let moment: Moment
    /// The files as they were.
    let read: [StoredRun.ReadFile]
  }

  fileprivate struct State {
    var entries: [Entry] = []
    var syntax: [[UInt8]: CellSyntax] = [:]
  }

  private let limits: Limits
  private let state = Mutex(State())

  /// Creates a keeper that has nothing yet.
  package init(_ limits: Limits = Limits()) { self.limits = limits }

  /// How many snapshots wait.
  package var count: Int { state.withLock { $0.entries.count } }

  /// How much memory they hold, in bytes.
  package var memory: Int {
    state.withLock { $0.entries }.reduce(0) { $0 + ($1.moment.snapshot.memory ?? 0) }
  }

  /// Lets go of all snapshots.
  package func removeAll() { state.withLock { $0.entries = [] } }
}

extension SnapshotKeeper {
  /// The last moment of `program` that is kept, unless a file it depends on has changed.
  func last(of program: Program) -> Moment? {
    let chain = program.chain
    let found = state.withLock { state -> [Entry] in
      state.entries.filter { chain.starts(with: $0.chain) && $0.chain.count <= chain.count }
    }
    let best = found.sorted { $0.chain.count > $1.chain.count }
      .first { $0.read.allSatisfy(\.isUnchanged) && $0.moment.snapshot.memory != nil }
    return best?.moment
  }

  /// Keeps `moment`, which has run as many cells of `program` as it has results of.
  func keep(_ moment: Moment, of program: Program) {
    let chain = Array(program.chain.prefix(moment.results.count + 1))
    let read = moment.files.sorted().map(StoredRun.ReadFile.init(at:))
    let dropped = state.withLock { state -> [Entry] in
      let old = state.entries.filter { $0.chain == chain }
      state.entries.removeAll { $0.chain == chain }
      state.entries.append(Entry(chain: chain, moment: moment, read: read))
      return old + state.dropTooMany(limits)
    }
    withExtendedLifetime(dropped) {}  // Snapshots end outside of the lock.
  }

  /// What each of `sources` consists of; the parser is only asked about those it has not seen.
  func syntax(
    of sources: [[UInt8]], _ reader: SyntaxReader
  ) throws(EnvironmentError) -> [CellSyntax?] {
    let known = state.withLock { $0.syntax }
    let new = sources.filter { known[$0] == nil }
    let read = try new.isEmpty ? [] : reader.syntax(of: new)
    let found = Dictionary(zip(new, read), uniquingKeysWith: { first, _ in first })
      .compactMapValues { $0 }
    state.withLock {
      $0.syntax = found.merging($0.syntax.filter { sources.contains($0.key) }) { a, _ in a }
    }
    return sources.map { known[$0] ?? found[$0] }
  }
}

extension SnapshotKeeper.State {
  /// Drops what is soonest made again until the rest is within `limits`; the newest stays, as a
  /// program runs in a copy of it.
  fileprivate mutating func dropTooMany(
    _ limits: SnapshotKeeper.Limits
  ) -> [SnapshotKeeper.Entry] {
    var dropped: [SnapshotKeeper.Entry] = []
    func memory() -> Int { entries.reduce(0) { $0 + ($1.moment.snapshot.memory ?? 0) } }
    while entries.count > 1, entries.count > limits.count || memory() > limits.memory {
      let cheapest = entries.indices.dropLast().min { cost(of: $0) < cost(of: $1) }
      guard let cheapest else { break }
      dropped.append(entries.remove(at: cheapest))
    }
    return dropped
  }

  /// How long it takes to get there from the snapshot before, in seconds.
  private func cost(of index: Int) -> Double {
    let entry = entries[index]
    let before =
      entries.filter {
        $0.chain.count < entry.chain.count && entry.chain.starts(with: $0.chain)
      }.map(\.moment.results.count).max() ?? 0
    return entry.moment.results[before...].reduce(0) { $0 + $1.seconds + 0.01 }
  }
}
