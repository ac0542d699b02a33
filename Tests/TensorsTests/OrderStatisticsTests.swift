import Tensors
import Testing

private func ints(_ x: Tensor) -> [Int] { x.scalars(as: Int.self) }

/// The numbers of all these tests, with PyTorch's answers.
private let x = Tensor([[3.0, 1, 2, 5], [4, 4, 0, 1]], dtype: .float64)

extension Tensor {
  /// Answers are known to 7 digits, what PyTorch computes in float32.
  fileprivate func isClose(to values: [Double]) -> Bool {
    reshape(-1).allclose(Tensor(values, dtype: .float64), rtol: 1e-6, atol: 1e-7)
  }
}

@Suite struct `Order statistics` {
  @Test func `give several quantiles in front`() {
    let q = [0.25, 0.5, 1]
    #expect(x.quantile(q).array == [1, 2.5, 5])
    #expect(x.quantile(Tensor(q), 1).array == [1.75, 0.75, 2.5, 2.5, 5, 4])
    #expect(
      x.quantile(q, 1).shape == [3, 2] && x.quantile(q, 1, keepDim: true).shape == [3, 2, 1])
    #expect(x.quantile(Tensor(0.5)).shape == [] && x.quantile(0.5, keepDim: true).shape == [1, 1])
  }

  @Test(
    arguments: [
      (.linear, [1.9, 0.9, 2.5, 2.5]), (.lower, [1, 0, 2, 1]), (.higher, [2, 1, 3, 4]),
      (.nearest, [2, 1, 3, 4]), (.midpoint, [1.5, 0.5, 2.5, 2.5]),
    ] as [(Tensor.Interpolation, [Double])])
  func `choose between two elements`(mode: Tensor.Interpolation, values: [Double]) {
    #expect(x.quantile([0.3, 0.5], 1, interpolation: mode).isClose(to: values))
  }

  @Test func `leave NaN out when asked to`() {
    let holes = Tensor([1, .nan, 3, 2])
    #expect(holes.nanquantile(0.5).item() == 2 && holes.nanmedian().item() == 2)
    #expect(holes.nanmean().item() == 2 && holes.nansum().item() == 6)
    #expect(holes.quantile(0.5).item().isNaN)
    #expect(Tensor([Double.nan]).nanquantile(0.5).item().isNaN)
  }

  @Test func `find the most frequent and the k-th`() {
    let mode = Tensor([[1, 2, 2, 3, 3], [5, 5, 1, 1, 0]]).mode()
    #expect(ints(mode.values) == [2, 1] && ints(mode.indices) == [2, 3])
    let second = x.kthvalue(2, 1)
    #expect(second.values.array == [2, 1] && ints(second.indices) == [2, 3])
  }

  @Test func `look up where values belong`() {
    let edges = Tensor([1.0, 3, 5, 7, 9])
    #expect(ints(edges.searchsorted(Tensor([3.0, 6, 9, 10, 0]))) == [1, 3, 4, 5, 0])
    #expect(ints(edges.searchsorted(Tensor([3.0, 6, 9]), right: true)) == [2, 3, 5])
    #expect(ints(Tensor([[3.0, 6, 9]]).bucketize(edges)) == [1, 3, 4])
    #expect(ints(Tensor([3.0, 6, 9]).bucketize(edges, right: true)) == [2, 3, 5])
    let rows = Tensor([[1.0, 3, 5], [2, 4, 6]])
    #expect(ints(rows.searchsorted(Tensor([[3.0, 4], [3, 6]]))) == [1, 2, 1, 2])
  }

  @Test func `count in intervals`() {
    #expect(Tensor([1.0, 2, 1, 4, 4]).histc(bins: 4, min: 0, max: 4).array == [0, 2, 1, 2])
    #expect(Tensor([1.0, 2, 1, 5]).histc(bins: 4).array == [2, 1, 0, 1])
  }

  @Test func `run along a dimension`() {
    let (largest, places) = x.cummax(1)
    #expect(largest.array == [3, 3, 3, 5, 4, 4, 4, 4] && ints(places) == [0, 0, 0, 3, 0, 1, 1, 1])
    let (least, where_) = x.cummin(1)
    #expect(least.array == [3, 1, 1, 1, 4, 4, 0, 0] && ints(where_) == [0, 1, 1, 1, 0, 1, 2, 2])
    #expect(ints(Tensor([1, 3, 3, .nan, 5]).cummax(0).indices) == [0, 1, 2, 3, 3])
    #expect(
      x.logcumsumexp(1).isClose(to: [
        3, 3.1269280910491943, 3.4076058864593506, 5.185182571411133, 4, 4.6931471824646,
        4.702263355255127, 4.7266316413879395,
      ]))
    #expect(Tensor([1000.0, 1000]).logcumsumexp(0).isClose(to: [1000, 1000.6931]))
  }

  @Test func `take differences and integrals`() {
    #expect(x.diff().array == [-2, 1, 3, 0, -4, 1])
    #expect(x.diff(n: 2, 1).array == [3, 2, -4, 5])
    let squares = Tensor([1, 4, 9]).diff(prepend: Tensor([0]), append: Tensor([16]))
    #expect(ints(squares) == [1, 3, 5, 7])
    #expect(x.trapezoid().array == [7, 6.5])
    #expect(x.trapezoid(Tensor([0.0, 1, 3, 4])).array == [8.5, 8.5])
    #expect(x.trapezoid(dx: 2, 0).array == [7, 5, 2, 6])
  }

  @Test func `measure how variables go together`() {
    #expect(x.cov().isClose(to: [2.9166667, -1.25, -1.25, 4.25]))
    #expect(x.cov(correction: 0).isClose(to: [2.1875, -0.9375, -0.9375, 3.1875]))
    #expect(x[0].cov().isClose(to: [2.9166667]))
    #expect(x.corrcoef().isClose(to: [1, -0.35503580, -0.35503580, 1]))
  }

  @Test func `have the derivatives of central differences`() throws {
    // No two elements of a row equal, where some of these have a corner.
    let leaf = (x + Tensor([0, 0.11, 0.23, 0.37], dtype: .float64)).detach().requiresGrad(true)
    for mode in Tensor.Interpolation.allCases {
      try gradcheck({ $0[0].quantile([0.3, 0.6], 1, interpolation: mode) }, inputs: [leaf])
    }
    let calls: [@Sendable (Tensor) -> Tensor] = [
      { $0.nanmean(0) }, { $0.kthvalue(2).values }, { $0.mode(0).values },
      { $0.cummax(1).values }, { $0.cummin(0).values }, { $0.logcumsumexp(1) }, { $0.diff(n: 2) },
      { $0.trapezoid(dx: 0.5) }, { $0.trapezoid(x[0]) }, { $0.cov() },
      { $0.amax([0, 1]) }, { $0.amin([1], keepDim: true) }, { $0.rot90() }, { $0.tile(2, 1) },
      { $0.corrcoef()[0, 1] }, { $0.repeatInterleave(2, 1) }, { $0.movedim(0, 1) },
    ]
    for call in calls { try gradcheck({ call($0[0]) }, inputs: [leaf]) }
  }
}
