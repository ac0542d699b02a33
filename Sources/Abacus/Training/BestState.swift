internal import NeuralNetworks
internal import Tensors

/// The parameters of a model after its best epoch so far.
struct BestState {
  /// The best epoch.
  private(set) var epoch: Int?
  /// How many epochs there were since.
  private(set) var age = 0

  private var value: Double?
  /// The model's values as they change, and as they were then.
  private var live: StateDictionary?
  private var kept: [(name: String, tensor: Tensor)] = []

  /// Takes in how the model did in an epoch, and keeps its parameters when that was the best.
  mutating func judge(
    _ record: EpochRecord, by monitor: Monitor, minDelta: Double, _ model: Module
  ) {
    age += 1
    let value = monitor.value(record)
    guard monitor.isBetter(value, than: self.value, by: minDelta) else { return }
    (self.value, epoch, age) = (value, record.epoch, 0)
    noGrad {
      guard let live else {
        let live = model.stateDict()
        self.live = live
        return kept = live.map { ($0.name, $0.tensor.clone()) }
      }
      for (now, then) in zip(live, kept) { then.tensor.copy(now.tensor) }
    }
  }

  /// The parameters, by name.
  var state: StateDictionary? {
    epoch == nil ? nil : StateDictionary(kept.map { ($0.name, $0.tensor.clone()) })
  }

  /// Gives the model the parameters back.
  func restore() {
    guard let live else { return }
    noGrad { for (now, then) in zip(live, kept) { now.tensor.copy(then.tensor) } }
  }
}
