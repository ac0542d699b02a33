import Tensors
import Testing

private func ints(_ x: Tensor) -> [Int] { x.scalars(as: Int.self) }

private let x = Tensor([-2.5, -0.4, 0.3, 1.8], dtype: .float64)
private let unit = Tensor([0.1, 0.35, 0.6, 0.95], dtype: .float64)
private let above = Tensor([1.1, 1.5, 2, 4], dtype: .float64)

/// A function and what PyTorch answers for it, in `float64`.
private struct Answer: Sendable, CustomStringConvertible {
  let description: String
  let result: Tensor
  let values: [Double]

  init(_ name: String, _ result: Tensor, _ values: [Double]) {
    (description, self.result, self.values) = (name, result, values)
  }

  // swift-format-ignore
  static let all = [
    Answer("frac", x.frac(), [-0.5, -0.4, 0.3, 0.8]),
    Answer("exp2", x.exp2(), [0.1767766952966369, 0.757858283255199, 1.231144413344916, 3.482202253184496]),
    Answer("asinh", x.asinh(), [-1.647231146371096, -0.3900353197707153, 0.2956730475634224, 1.350440740274973]),
    Answer("acosh", above.acosh(), [0.4435682543851154, 0.9624236501192069, 1.316957896924817, 2.063437068895561]),
    Answer("atanh", unit.atanh(), [0.1003353477310756, 0.3654437542713961, 0.6931471805599453, 1.831780823064823]),
    Answer("erfc", x.erfc(), [1.999593047982555, 1.428392355046669, 0.6713732405408726, 0.01090949836426928]),
    Answer("erfinv", unit.erfinv(), [0.08885599049425769, 0.3208583217151815, 0.5951160814499948, 1.385903824349678]),
    Answer("lgamma", x.lgamma(), [-0.05624371649767405, 1.31452458994339, 1.095797994818076, -0.07108387291437215]),
    Answer("digamma", x.digamma(), [1.103156640645243, 0.9593807861068099, -3.502524222200133, 0.2849914332938616]),
    // PyTorch's answers are right to 10 digits only; these are computed with more precision.
    Answer("polygamma", x.polygamma(1), [9.5392466449891238, 9.8862096709023568, 12.245364546107732, 0.73697413750170027]),
    Answer("logit", unit.logit(), [-2.197224577336219, -0.6190392084062235, 0.4054651081081642, 2.944438979166439]),
    Answer("selu", x.selu(), [-1.613785758873242, -0.5796101097553361, 0.3152102962066441, 1.891261777239865]),
    Answer("celu", x.celu(alpha: 1.3), [-1.109996475806995, -0.3443160752308101, 0.3, 1.8]),
    Answer("mish", x.mish(), [-0.1968162039065334, -0.1889164823935146, 0.208001372348115, 1.728990622530169]),
    Answer("hardSigmoid", x.hardSigmoid(), [0.08333333333333333, 0.4333333333333333, 0.55, 0.8]),
    Answer("hardSwish", x.hardSwish(), [-0.2083333333333333, -0.1733333333333333, 0.165, 1.44]),
    Answer("softsign", x.softsign(), [-0.7142857142857143, -0.2857142857142858, 0.2307692307692308, 0.6428571428571429]),
    Answer("geluTanh", x.geluTanh(), [-0.01508426608999858, -0.1378388305726438, 0.1853709235427592, 1.73525952684593]),
    Answer("hardshrink", x.hardshrink(), [-2.5, 0, 0, 1.8]),
    Answer("softshrink", x.softshrink(), [-2, 0, 0, 1.3]),
    Answer("tanhshrink", x.tanhshrink(), [-1.51338570184857, -0.02005103774477512, 0.008687387548409087, 0.8531939871537317]),
    Answer("hardtanh", x.hardtanh(), [-1, -0.4, 0.3, 1]),
    Answer("relu6", (x * 4).relu6(), [0, 0, 1.2, 6]),
    Answer("threshold", x.threshold(0.5, 9), [9, 9, 9, 1.8]),
    Answer("hypot", Tensor([-7.0, 0], dtype: .float64).hypot(Tensor(3.0)), [7.615773105863909, 3]),
    Answer("logaddexp", Tensor([-7.0, 7], dtype: .float64).logaddexp(Tensor([3.0, -3])), [3.000045398899217, 7.000045398899217]),
    Answer("xlogy", Tensor([0.0, 2], dtype: .float64).xlogy(Tensor([0.0, 3], dtype: .float64)), [0, 2.19722457733622]),
  ]
}

@Suite struct `Special functions` {
  @Test(arguments: Answer.all)
  private func `give what PyTorch gives`(answer: Answer) {
    // PyTorch's answers are printed with 16 digits.
    let expected = Tensor(answer.values, dtype: .float64)
    #expect(answer.result.allclose(expected, rtol: 1e-14, atol: 1e-15), "\(answer.result.array)")
  }

  @Test func `have their limits at the edges`() {
    let edge = Tensor([0, 1e-10, 1 - 1e-12, -0.999999, 1, -1, 2], dtype: .float64).erfinv()
    let inverse = [
      0, 8.862269254527581e-11, 5.042031898572696, -3.458910737275499, Double.infinity,
      -Double.infinity, Double.nan,
    ]
    // Near 1 the condition of the function multiplies the rounding of 1 - y by 1e4.
    #expect(
      edge.allclose(
        Tensor(inverse, dtype: .float64), rtol: 1e-12, atol: 0, equalNaN: true))
    let digamma = Tensor([0, -1, -2.5, 1e-3, 100], dtype: .float64).digamma()
    let slope = [
      -Double.infinity, Double.nan, 1.1031566406452433, -1000.5755719318104, 4.600161852738088,
    ]
    #expect(
      digamma.allclose(Tensor(slope, dtype: .float64), rtol: 1e-14, atol: 0, equalNaN: true))
    #expect(Tensor([-1, 0, 2, .nan]).heaviside(Tensor(0.5)).array == [0, 0.5, 1, 0])
    #expect(Tensor([2.0]).logit(eps: 0.25).allclose(Tensor([1.0986122886681098])))
  }

  @Test func `have the derivatives of central differences`() throws {
    let leaf = above.detach().requiresGrad(true)
    let inner = unit.detach().requiresGrad(true)
    try gradcheck({ $0[0].acosh() }, inputs: [leaf])
    try gradcheck({ $0[0].atanh() }, inputs: [inner])
    try gradcheck({ $0[0].erfinv() }, inputs: [inner])
    try gradcheck({ $0[0].logit() }, inputs: [inner])
    try gradcheck({ $0[0].logit(eps: 0.2) }, inputs: [inner])
    try gradcheck({ $0[0].lerp($0[1], $0[0]) }, inputs: [leaf, inner])
    try gradcheck({ $0[0].addcmul($0[1], $0[0], value: 2) }, inputs: [leaf, inner])
    try gradcheck({ $0[0].addcdiv($0[1], $0[0], value: 2) }, inputs: [leaf, inner])
    let limits = Tensor([1.2, 1.2, 1.2, 1.2], dtype: .float64, requiresGrad: true)
    try gradcheck({ $0[0].clamp(min: $0[1], max: $0[1] + 0.5) }, inputs: [leaf, limits])
    let slope = Tensor([0.2], dtype: .float64, requiresGrad: true)
    try gradcheck({ ($0[0] - 1.7).prelu($0[1]) }, inputs: [leaf, slope])
    try gradcheck({ $0[0].glu() }, inputs: [leaf])
  }

  @Test func `can be differentiated twice`() throws {
    let leaf = above.detach().requiresGrad(true)
    let inner = unit.detach().requiresGrad(true)
    let calls: [(Tensor, @Sendable (Tensor) -> Tensor)] = [
      (leaf, { $0.acosh() }), (inner, { $0.atanh() }), (inner, { $0.erfinv() }),
      (inner, { $0.logit() }), (leaf, { $0.digamma() }), (leaf, { $0.norm(3) }),
      (leaf, { $0.amax([0]).square() }), (leaf, { $0.logcumsumexp(0) }),
      (leaf, { $0.reshape(2, 2).pinv() }), (leaf, { Tensor.einsum("i,i->", $0, $0) }),
      (leaf, { $0.scatter(0, Tensor([1]), 3).square() }),
      (leaf, { $0.scatterAdd(0, Tensor([1, 1]), $0).square() }),
    ]
    for (point, call) in calls {
      let slope = { (inputs: [Tensor]) in
        let x = inputs[0].requiresGrad(true)
        return enableGrad { grad(call(x).sum(), x, createGraph: true) }
      }
      // Second derivatives lose a digit or two more to rounding.
      try gradcheck(slope, inputs: [point], atol: 1e-5, rtol: 1e-5)
    }
  }

  @Test func `combine several tensors`() {
    #expect(Tensor([0.0, 10]).lerp(Tensor([4.0, 20]), 0.25).array == [1, 12.5])
    #expect(Tensor([1.0]).addcmul(Tensor([2.0]), Tensor([3.0]), value: 0.5).array == [4])
    #expect(
      Tensor([1, 5, 9]).clamp(min: Tensor([2]), max: Tensor([3, 4, 10])).array == [2, 4, 9])
    #expect(Tensor([3.0, -2]).copysign(Tensor([-1.0])).array == [-3, -2])
    #expect(Tensor([-7.0, 7, 3]).fmod(Tensor([3.0, -3, 0.5])).array == [-1, 1, 0])
    #expect(Tensor([[-1.0, 2], [-3, 4]]).prelu(Tensor([0.5, 2])).array == [-0.5, 2, -1.5, 4])
    let clean = Tensor([.nan, Double.infinity, -Double.infinity, 1]).nanToNum(posinf: 5)
    #expect(clean.array == [0, 5, -3.4028234663852886e38, 1])
    #expect(ints(Tensor([.nan, Double.infinity, 1]).isfinite()) == [0, 0, 1])
  }
}

@Suite struct `Bits` {
  let a = Tensor([12, -5, 7])
  let b = Tensor([10, 3, 1])

  @Test func `are combined as PyTorch does`() {
    #expect(ints(a.bitwiseAnd(b)) == [8, 3, 1])
    #expect(ints(a.bitwiseOr(b)) == [14, -5, 7])
    #expect(ints(a.bitwiseXor(b)) == [6, -8, 6])
    #expect(ints(a.bitwiseNot()) == [-13, 4, -8])
    #expect(ints(a.leftShift(1)) == [24, -10, 14])
    #expect(ints(a.rightShift(Tensor(1))) == [6, -3, 3])
    #expect(ints(a.fmod(b)) == [2, -2, 0])
    #expect(ints(Tensor([5], dtype: .uint8).bitwiseNot()) == [250])
    let truth = Tensor([true, false]).bitwiseNot()
    #expect(truth.dtype == .bool && ints(truth) == [0, 1])
  }

  @Test func `are of integers only`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1.0]).bitwiseAnd(Tensor([1]))
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("bitwiseAnd: bits are of integers, not of float32 and int64"))
  }
}
