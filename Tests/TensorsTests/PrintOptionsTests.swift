import Tensors
import Testing

/// The expected texts are PyTorch's, after `torch.set_printoptions` of the same.
@Suite struct `Print options` {
  private let mixed = Tensor([[1234.5678, 0.001], [Double.nan, -3]])
  private let whole = Tensor.arange(12)

  @Test func `set the digits behind the point`() {
    withPrintOptions {
      setPrintOptions(precision: 2)
      #expect(
        mixed.description == """
          tensor([[ 1.23e+03,  1.00e-03],
                  [      nan, -3.00e+00]])
          """)
      setPrintOptions(precision: 0)
      #expect(mixed.description == "tensor([[ 1e+03,  1e-03],\n        [   nan, -3e+00]])")
    }
  }

  @Test func `choose powers of ten or not`() {
    withPrintOptions {
      setPrintOptions(sciMode: false)
      #expect(
        mixed.description == """
          tensor([[1234.5677,    0.0010],
                  [      nan,   -3.0000]])
          """)
      setPrintOptions(sciMode: true)
      #expect(Tensor([0.0, 11]).description == "tensor([0.0000e+00, 1.1000e+01])")
      setPrintOptions()
      #expect(Tensor([0.0, 11]).description == "tensor([ 0., 11.])")
    }
  }

  @Test func `set the width of lines`() {
    withPrintOptions {
      setPrintOptions(linewidth: 20)
      #expect(
        whole.description == """
          tensor([ 0,  1,  2,
                   3,  4,  5,
                   6,  7,  8,
                   9, 10, 11])
          """)
    }
  }

  @Test func `set what is left out`() {
    withPrintOptions {
      setPrintOptions(threshold: 2, edgeitems: 1)
      #expect(whole.description == "tensor([ 0,  ..., 11])")
      #expect(
        whole.float().reshape(3, 4).description == """
          tensor([[ 0.,  ...,  3.],
                  ...,
                  [ 8.,  ..., 11.]])
          """)
      setPrintOptions(edgeitems: 0)
      #expect(whole.description == "tensor([...], size=(12,))")
      #expect(whole.reshape(3, 4).description == "tensor([...], size=(3, 4))")
    }
  }

  @Test func `come in profiles`() {
    withPrintOptions {
      setPrintOptions(profile: .short)
      #expect(Tensor(0.5).description == "tensor(0.50)")
      setPrintOptions(profile: .full)
      #expect(!Tensor.zeros(1001).description.contains("..."))
      setPrintOptions(profile: .standard)
      #expect(Tensor.zeros(1001).description == "tensor([0., 0., 0.,  ..., 0., 0., 0.])")
    }
  }

  @Test func `end with the closure they were set in`() {
    withPrintOptions { setPrintOptions(precision: 1) }
    #expect(Tensor(0.5).description == "tensor(0.5000)")
  }
}
