extension Tensor {
  /// Returns the sum of products that `equation` describes, as `torch.einsum`.
  ///
  ///     Tensor.einsum("ij,jk->ik", a, b)     matrix product: Σⱼ aᵢⱼ bⱼₖ
  ///     Tensor.einsum("bij,bjk->bik", a, b)  the same for a batch
  ///     Tensor.einsum("ii", a)               trace
  ///     Tensor.einsum("...ij->...ji", a)     transpose of the last dimensions
  ///
  /// Each letter names a dimension; what is not in the result is summed over. A letter twice in one
  /// operand takes the diagonal, `...` stands for the dimensions without a letter, which broadcast.
  /// Without `->` the result has the letters that occur once, in alphabetical order, after `...`.
  ///
  /// Operands are combined two at a time from the left, each time by one matrix product.
  ///
  /// - Precondition: Dimensions of one label are equally long, or 1.
  public static func einsum(
    _ equation: String, _ operands: Tensor..., file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    einsum(equation, operands, file: file, line: line)
  }

  /// Returns the sum of products that `equation` describes, as `torch.einsum`.
  public static func einsum(
    _ equation: String, _ operands: [Tensor], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let plan = EinsumEquation(equation, operands.map(\.shape), at: site)
    var terms = zip(operands, plan.inputs).map { LabelledTensor($0, $1, at: site) }
    LabelledTensor.requireFitting(terms, at: site)
    var result = terms.removeFirst()
    while !terms.isEmpty {
      let next = terms.removeFirst()
      let needed = Set(plan.output).union(terms.flatMap(\.labels))
      result = result.contracted(with: next, keeping: needed)
    }
    return result.summed(keeping: Set(plan.output)).arranged(as: plan.output)
  }
}

/// A tensor whose dimensions have names, no two the same.
private struct LabelledTensor {
  typealias Label = EinsumEquation.Label

  var tensor: Tensor
  var labels: [Label]

  private init(_ tensor: Tensor, _ labels: [Label]) {
    (self.tensor, self.labels) = (tensor, labels)
  }

  /// Takes the diagonals of dimensions with the same label.
  init(_ tensor: Tensor, _ labels: [Label], at site: Site) {
    self.init(tensor, labels)
    while let (first, second) = repeated {
      let (m, n) = (self.tensor.shape[first], self.tensor.shape[second])
      guard m == n else {
        fail(
          "einsum",
          "\(labels[first]) is twice in an operand of shape \(tensor.shape.shapeText), where it is"
            + " \(m) and \(n)", at: site)
      }
      let label = self.labels[first]
      self.tensor = self.tensor.diagonal(0, first, second)
      self.labels.removeAll { $0 == label }
      self.labels.append(label)
    }
  }

  private var repeated: (Int, Int)? {
    for (place, label) in labels.enumerated() {
      if let first = labels[..<place].firstIndex(of: label) { return (first, place) }
    }
    return nil
  }

  private func extent(_ label: Label) -> Int {
    labels.firstIndex(of: label).map { tensor.shape[$0] } ?? 1
  }

  /// Stops unless each label is equally long, or 1, in all of `terms`.
  static func requireFitting(_ terms: [LabelledTensor], at site: Site) {
    var extents: [Label: Int] = [:]
    for term in terms {
      for (label, extent) in zip(term.labels, term.tensor.shape) {
        let known = extents[label] ?? 1
        guard known == extent || known == 1 || extent == 1 else {
          fail("einsum", "\(label) is \(known) in one operand and \(extent) in another", at: site)
        }
        if known == 1 { extents[label] = extent }
      }
    }
  }

  /// The sum over the labels that are not in `needed`.
  func summed(keeping needed: Set<Label>) -> LabelledTensor {
    let gone = labels.indices.filter { !needed.contains(labels[$0]) }
    guard !gone.isEmpty else { return self }
    return LabelledTensor(tensor.sum(gone), labels.filter(needed.contains))
  }

  /// The tensor with its dimensions in the order `order`; labels it lacks have extent 1.
  func arranged(as order: [Label]) -> Tensor {
    let places = order.compactMap(labels.firstIndex)
    let turned =
      places == Array(labels.indices) ? tensor : tensor.permute(places)
    return places.count == order.count ? turned : turned.reshape(order.map(extent))
  }

  /// The same without dimensions of extent 1 that are longer in `other`.
  private func dropping(broadcastTo other: LabelledTensor) -> LabelledTensor {
    let kept = labels.filter { extent($0) != 1 || other.extent($0) == 1 }
    guard kept.count < labels.count else { return self }
    return LabelledTensor(tensor.reshape(kept.map(extent)), kept)
  }

  /// The product with `other`, summed over the labels that are not in `needed`.
  func contracted(with other: LabelledTensor, keeping needed: Set<Label>) -> LabelledTensor {
    let a = dropping(broadcastTo: other).summed(keeping: needed.union(other.labels))
    let b = other.dropping(broadcastTo: self).summed(keeping: needed.union(a.labels))
    let shared = a.labels.filter(b.labels.contains)
    let batch = shared.filter(needed.contains)
    let inner = shared.filter { !needed.contains($0) }
    let left = a.labels.filter { !shared.contains($0) && needed.contains($0) }
    let right = b.labels.filter { !shared.contains($0) }
    let first = a.summed(keeping: needed.union(shared))
    let labels = batch + left + right
    if inner.isEmpty {
      let product = first.arranged(as: labels) * b.arranged(as: labels)
      return LabelledTensor(product, labels)
    }
    let size = { (term: LabelledTensor, labels: [Label]) in
      labels.reduce(1) { $0 * term.extent($1) }
    }
    let group = batch.isEmpty ? [] : [size(first, batch)]
    let m = first.arranged(as: batch + left + inner)
      .reshape(group + [size(first, left), size(first, inner)])
    let n = b.arranged(as: batch + inner + right)
      .reshape(group + [size(b, inner), size(b, right)])
    let extents = (batch + left).map(first.extent) + right.map(b.extent)
    return LabelledTensor(m.matmul(n).reshape(extents), labels)
  }
}
