/// The means over an epoch of what a model noted about its batches.
public struct EpochMetrics: Sendable {
  private var sums: [(name: String, sum: Double, count: Int)] = []

  init() {}

  /// The names, in the order in which they were first noted.
  public var names: [String] { sums.map(\.name) }

  /// The mean over the batches, each counted once, of what was noted as `name`; NaN if nothing was.
  public subscript(name: String) -> Double {
    guard let entry = sums.first(where: { $0.name == name }) else { return .nan }
    return entry.sum / Double(entry.count)
  }

  mutating func note(_ value: Double, _ name: String) {
    if let index = sums.firstIndex(where: { $0.name == name }) {
      sums[index].sum += value
      sums[index].count += 1
    } else {
      sums.append((name, value, 1))
    }
  }
}

/// What is known of one epoch of a training.
public struct EpochRecord: Sendable {
  /// The number of the epoch, from 0.
  public let epoch: Int
  /// What was noted about batches that the model was trained with.
  public internal(set) var train = EpochMetrics()
  /// What was noted about batches that it was validated with.
  public internal(set) var validation = EpochMetrics()

  init(epoch: Int) { self.epoch = epoch }
}

extension EpochRecord: CustomStringConvertible {
  /// The epoch in a line: `epoch 3: train loss 0.412, validation loss 0.455`.
  public var description: String {
    let parts = [("train", train), ("validation", validation)].flatMap { kind, metrics in
      metrics.names.map { "\(kind) \($0) \(metrics[$0])" }
    }
    return "epoch \(epoch): " + parts.joined(separator: ", ")
  }
}

/// The value that tells how good a model is after an epoch.
public struct Monitor: Sendable {
  /// The name it is noted under.
  public let name: String
  /// Whether larger values are better.
  public let isBetterWhenLarger: Bool

  /// Creates a monitor of what is noted as `name`.
  public init(_ name: String, isBetterWhenLarger: Bool) {
    (self.name, self.isBetterWhenLarger) = (name, isBetterWhenLarger)
  }

  /// The loss, which should become small.
  public static let loss = Monitor("loss", isBetterWhenLarger: false)
  /// The accuracy, which should become large.
  public static let accuracy = Monitor("accuracy", isBetterWhenLarger: true)

  /// The value in `record`: that of validation if there is one, else that of training.
  func value(_ record: EpochRecord) -> Double {
    let value = record.validation[name]
    return value.isNaN ? record.train[name] : value
  }

  /// Whether `value` is better than `best` by more than `delta`.
  func isBetter(_ value: Double, than best: Double?, by delta: Double = 0) -> Bool {
    guard let best else { return !value.isNaN }
    return isBetterWhenLarger ? value > best + delta : value < best - delta
  }
}

/// Ends a training that has ceased to get better.
public struct EarlyStopping: Sendable {
  /// How many epochs in a row may fail to get better.
  public var patience: Int
  /// How much better an epoch must be to count as such.
  public var minDelta: Double

  /// Creates a rule.
  public init(patience: Int = 3, minDelta: Double = 0) {
    (self.patience, self.minDelta) = (patience, minDelta)
  }
}
