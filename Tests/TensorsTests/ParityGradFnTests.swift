import Tensors
import Testing

/// The name PyTorch gives the result of an operation on a matrix and a vector.
private struct NamedOperation: Sendable, CustomTestStringConvertible {
  let gradFn: String
  let testDescription: String
  let call: @Sendable (_ x: Tensor, _ y: Tensor, _ v: Tensor) -> Tensor

  init(
    _ gradFn: String, _ description: String,
    _ call: @escaping @Sendable (_ x: Tensor, _ y: Tensor, _ v: Tensor) -> Tensor
  ) {
    (self.gradFn, testDescription, self.call) = (gradFn, description, call)
  }
}

private let arithmetic: [NamedOperation] = [
  .init("AddBackward0", "x + y") { x, y, _ in x + y },
  .init("AddBackward0", "1 + x") { x, _, _ in 1 + x },
  .init("SubBackward0", "x - 1") { x, _, _ in x - 1 },
  .init("RsubBackward1", "1 - x") { x, _, _ in 1 - x },
  .init("MulBackward0", "2 * x") { x, _, _ in 2 * x },
  .init("DivBackward0", "x / y") { x, y, _ in x / y },
  .init("DivBackward0", "x / 2") { x, _, _ in x / 2 },
  .init("MulBackward0", "1 / x") { x, _, _ in 1 / x },
  .init("PowBackward0", "x.pow(2)") { x, _, _ in x.pow(2) },
  .init("PowBackward0", "x.pow(0.5)") { x, _, _ in x.pow(0.5) },
  .init("PowBackward1", "x.pow(y)") { x, y, _ in x.pow(y) },
  .init("PowBackward0", "x.square()") { x, _, _ in x.square() },
  .init("NegBackward0", "-x") { x, _, _ in -x },
  .init("RemainderBackward0", "x % 2") { x, _, _ in x % 2 },
  .init("RemainderBackward1", "x % y") { x, y, _ in x % y },
  .init("MaximumBackward0", "x.maximum(y)") { x, y, _ in x.maximum(y) },
  .init("Atan2Backward0", "x.atan2(y)") { x, y, _ in x.atan2(y) },
  .init("MvBackward0", "x.matmul(v)") { x, _, v in x.matmul(v) },
  .init("DotBackward0", "v.matmul(v)") { _, _, v in v.matmul(v) },
  .init("MmBackward0", "x.matmul(y.T)") { x, y, _ in x.matmul(y.T) },
]

private let functions: [NamedOperation] = [
  .init("Log1PBackward0", "log1p") { x, _, _ in x.log1p() },
  .init("Expm1Backward0", "expm1") { x, _, _ in x.expm1() },
  .init("SigmoidBackward0", "sigmoid") { x, _, _ in x.sigmoid() },
  .init("ReluBackward0", "relu") { x, _, _ in x.relu() },
  .init("LeakyReluBackward0", "leakyRelu") { x, _, _ in x.leakyRelu() },
  .init("GeluBackward0", "gelu") { x, _, _ in x.gelu() },
  .init("ClampBackward1", "clamp") { x, _, _ in x.clamp(min: 0, max: 1) },
  .init("RsqrtBackward0", "rsqrt") { x, _, _ in x.rsqrt() },
  .init("SumBackward0", "sum") { x, _, _ in x.sum() },
  .init("SumBackward1", "sum(0)") { x, _, _ in x.sum(0) },
  .init("SumBackward1", "sum(0) of a vector") { _, _, v in v.sum(0) },
  .init("SumBackward1", "sum([0, 1])") { x, _, _ in x.sum([0, 1]) },
  .init("MeanBackward0", "mean") { x, _, _ in x.mean() },
  .init("MeanBackward1", "mean(1)") { x, _, _ in x.mean(1) },
  .init("VarBackward0", "var") { x, _, _ in x.var() },
  .init("StdBackward0", "std(1)") { x, _, _ in x.std(1) },
  .init("ProdBackward0", "prod") { x, _, _ in x.prod() },
  .init("LinalgVectorNormBackward0", "norm") { x, _, _ in x.norm() },
  .init("MaxBackward1", "max") { x, _, _ in x.max() },
  .init("MaxBackward0", "max(0)") { x, _, _ in x.max(0).values },
  .init("LogsumexpBackward0", "logsumexp") { x, _, _ in x.logsumexp(0) },
  .init("CumsumBackward0", "cumsum") { x, _, _ in x.cumsum(0) },
  .init("SoftmaxBackward0", "softmax") { x, _, _ in x.softmax(0) },
  .init("LogSoftmaxBackward0", "logSoftmax") { x, _, _ in x.logSoftmax(0) },
]

private let rearrangements: [NamedOperation] = [
  .init("PermuteBackward0", "T") { x, _, _ in x.T },
  .init("TBackward0", "t()") { x, _, _ in x.t() },
  .init("TransposeBackward0", "transpose") { x, _, _ in x.transpose(0, 1) },
  .init("ViewBackward0", "reshape") { x, _, _ in x.reshape(-1) },
  .init("ViewBackward0", "view") { x, _, _ in x.view(-1) },
  .init("UnsafeViewBackward0", "reshape of a transpose") { x, _, _ in x.T.reshape(-1) },
  .init("SplitBackward0", "split") { x, _, _ in x.split(2)[0] },
  .init("UnbindBackward0", "unbind") { x, _, _ in x.unbind(0)[0] },
  .init("SqueezeBackward0", "squeeze") { x, _, _ in x.squeeze() },
  .init("UnsqueezeBackward0", "unsqueeze") { x, _, _ in x.unsqueeze(0) },
  .init("ExpandBackward0", "expand") { _, _, v in v.expand(2, 4) },
  .init("SelectBackward0", "x[0]") { x, _, _ in x[0] },
  .init("SelectBackward0", "x[0, 1]") { x, _, _ in x[0, 1] },
  .init("SliceBackward0", "x[1...]") { x, _, _ in x[1...] },
  .init("IndexBackward0", "x[[0, 1]]") { x, _, _ in x[[0, 1]] },
  .init("IndexBackward0", "x[mask]") { x, _, _ in x[x .> 0] },
  .init("CatBackward0", "cat") { x, y, _ in Tensor.cat([x, y]) },
  .init("StackBackward0", "stack") { x, y, _ in Tensor.stack([x, y]) },
  .init("FlipBackward0", "flip") { x, _, _ in x.flip(0) },
  .init("GatherBackward0", "gather") { x, _, _ in x.gather(0, Tensor([[0]])) },
  .init("WhereBackward0", "where") { x, y, _ in Tensor.where(x .> 0, x, y) },
  .init("MaskedFillBackward0", "maskedFill") { x, _, _ in x.maskedFill(x .> 0, 0) },
  .init("TrilBackward0", "tril") { x, _, _ in x.tril() },
  .init("SortBackward0", "sort") { x, _, _ in x.sort().values },
  .init("TopkBackward0", "topk") { x, _, _ in x.topk(1).values },
  .init("CloneBackward0", "clone") { x, _, _ in x.clone() },
  .init("ToCopyBackward0", "double") { x, _, _ in x.double() },
]

@Suite struct `The name of the operation that made a tensor` {
  @Test(arguments: arithmetic + functions + rearrangements)
  fileprivate func `is PyTorch's`(operation: NamedOperation) {
    let x = Tensor.full([3, 4], 0.25, requiresGrad: true)
    let y = Tensor.full([3, 4], 0.5, requiresGrad: true)
    let v = Tensor.ones(4, requiresGrad: true)
    #expect(operation.call(x, y, v).gradFn == operation.gradFn)
  }
}
