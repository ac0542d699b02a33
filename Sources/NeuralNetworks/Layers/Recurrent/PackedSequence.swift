public import Tensors

/// Sequences of different lengths as recurrent layers take them.
///
/// They lie beside each other, the longest first, with padding after the end that no layer looks at.
/// As `torch.nn.utils.rnn.PackedSequence`, whose `data` and `batchSizes` it tells.
public struct PackedSequence {
  /// `[time, batch, features]`, the longest sequence first.
  let padded: Tensor
  /// The lengths in the order in which the sequences were given.
  public let lengths: [Int]
  /// Which of the given sequences is at each place.
  public let sortedIndices: [Int]

  /// How many sequences have each step.
  public var batchSizes: [Int] {
    (0..<padded.shape[0]).map { step in lengths.count { $0 > step } }
  }

  /// The steps one after the other, each with the sequences that have it: `[Σ lengths, features]`.
  public var data: Tensor {
    Tensor.cat(batchSizes.enumerated().map { padded[$0].narrow(0, 0, $1) })
  }

  /// The place of each sequence, the longest first.
  var order: Tensor { Tensor(sortedIndices, shape: [sortedIndices.count]) }

  /// Where each of the given sequences is.
  var inverseOrder: Tensor {
    var inverse = sortedIndices
    for (place, index) in sortedIndices.enumerated() { inverse[index] = place }
    return Tensor(inverse, shape: [inverse.count])
  }

  /// The same lengths with other features.
  func with(_ features: Tensor) -> PackedSequence {
    PackedSequence(padded: features, lengths: lengths, sortedIndices: sortedIndices)
  }
}

/// Returns padded sequences as recurrent layers take them, as `torch.nn.utils.rnn.pack_padded_sequence`.
///
///     [time, batch, …], or [batch, time, …] with batchFirst
///
/// - Precondition: There is a length of at least 1 and at most the time for each sequence; they do
///   not grow, unless `enforceSorted` is false.
public func packPaddedSequence(
  _ x: Tensor, _ lengths: [Int], batchFirst: Bool = false, enforceSorted: Bool = true,
  file: StaticString = #filePath, line: UInt = #line
) -> PackedSequence {
  let steps = x.ndim >= 2 ? (batchFirst ? x.transpose(0, 1) : x) : x
  guard x.ndim >= 2, lengths.count == steps.shape[1], !lengths.isEmpty,
    lengths.allSatisfy({ $0 >= 1 && $0 <= steps.shape[0] })
  else {
    fatalError(
      "packPaddedSequence: the lengths \(lengths) do not go with sequences of shape \(x.shape.shapeText)",
      file: (file), line: line)
  }
  let order = lengths.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
  guard !enforceSorted || order == Array(lengths.indices) else {
    fatalError(
      "packPaddedSequence: the lengths \(lengths) grow; sort the sequences, or pass"
        + " enforceSorted: false", file: (file), line: line)
  }
  let places = Tensor(order, shape: [order.count])
  let longest = steps.narrow(0, 0, lengths[order[0]])
  let sorted = enforceSorted ? longest : longest.indexSelect(1, places)
  return PackedSequence(padded: sorted, lengths: lengths, sortedIndices: order)
}

/// Returns padded sequences as recurrent layers take them.
public func packPaddedSequence(
  _ x: Tensor, _ lengths: Tensor, batchFirst: Bool = false, enforceSorted: Bool = true,
  file: StaticString = #filePath, line: UInt = #line
) -> PackedSequence {
  packPaddedSequence(
    x, lengths.scalars(as: Int.self), batchFirst: batchFirst, enforceSorted: enforceSorted,
    file: file, line: line)
}

/// Returns sequences with zeros after their ends, and their lengths.
///
///     [time, batch, …], or [batch, time, …] with batchFirst
///
/// As `torch.nn.utils.rnn.pad_packed_sequence`.
public func padPackedSequence(
  _ sequences: PackedSequence, batchFirst: Bool = false
) -> (padded: Tensor, lengths: Tensor) {
  let x = sequences.padded
  let ends = Tensor(sequences.sortedIndices.map { sequences.lengths[$0] }, shape: [x.shape[1]])
  let isPadding = Tensor.arange(x.shape[0]).unsqueeze(1) .>= ends.unsqueeze(0)
  let spread = isPadding.reshape(Array(x.shape[..<2]) + x.shape[2...].map { _ in 1 })
  let padded = x.maskedFill(spread.expand(x.shape), 0).indexSelect(1, sequences.inverseOrder)
  let lengths = Tensor(sequences.lengths, shape: [sequences.lengths.count])
  return (batchFirst ? padded.transpose(0, 1) : padded, lengths)
}
