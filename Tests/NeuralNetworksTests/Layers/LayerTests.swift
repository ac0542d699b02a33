import NeuralNetworks
import Tensors
import Testing

/// Layers and what PyTorch prints for them.
private var printed: [(Module, String)] {
  [
    (Conv2d(3, 4, 3), "Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))"),
    (
      Conv2d(3, 6, [3, 4], stride: 2, padding: [1, 2], dilation: 2, groups: 3, bias: false),
      "Conv2d(3, 6, kernel_size=(3, 4), stride=(2, 2), padding=(1, 2), dilation=(2, 2), groups=3,"
        + " bias=False)"
    ),
    (Conv1d(3, 4, 3, padding: 1), "Conv1d(3, 4, kernel_size=(3,), stride=(1,), padding=(1,))"),
    (
      ConvTranspose2d(3, 2, 3, stride: 2, padding: 1, outputPadding: 1),
      "ConvTranspose2d(3, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1),"
        + " output_padding=(1, 1))"
    ),
    (
      MaxPool2d([2, 3], stride: 2, padding: 1),
      "MaxPool2d(kernel_size=(2, 3), stride=2, padding=1, dilation=1, ceil_mode=False)"
    ),
    (AvgPool2d(3, stride: 1), "AvgPool2d(kernel_size=3, stride=1, padding=0)"),
    (AdaptiveAvgPool2d(1), "AdaptiveAvgPool2d(output_size=1)"),
    (AdaptiveMaxPool2d([2, 2]), "AdaptiveMaxPool2d(output_size=(2, 2))"),
    (
      BatchNorm2d(3, momentum: nil, affine: false),
      "BatchNorm2d(3, eps=1e-05, momentum=None, affine=False, bias=False, track_running_stats=True)"
    ),
    (LayerNorm(5), "LayerNorm((5,), eps=1e-05, elementwise_affine=True, bias=True)"),
    (Dropout(0.3), "Dropout(p=0.3, inplace=False)"),
    (Embedding(7, 3, paddingIdx: 0), "Embedding(7, 3, padding_idx=0)"),
    (
      LSTM(3, 4, numLayers: 2, bias: false, batchFirst: true, dropout: 0.5, bidirectional: true),
      "LSTM(3, 4, num_layers=2, bias=False, batch_first=True, dropout=0.5, bidirectional=True)"
    ),
    (LeakyReLU(), "LeakyReLU(negative_slope=0.01)"),
    (ELU(), "ELU(alpha=1.0)"),
    (GELU(), "GELU(approximate='none')"),
    (Softplus(), "Softplus(beta=1.0, threshold=20.0)"),
    (Hardtanh(), "Hardtanh(min_val=-1.0, max_val=1.0)"),
    (LogSoftmax(dim: 1), "LogSoftmax(dim=1)"),
    (LazyLinear(10), "LazyLinear(in_features=0, out_features=10, bias=True)"),
    (LazyConv2d(8, 3), "LazyConv2d(0, 8, kernel_size=(3, 3), stride=(1, 1))"),
    (
      MultiheadAttention(8, 2),
      """
      MultiheadAttention(
        (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=True)
      )
      """
    ),
    (HuberLoss(), "HuberLoss()"),
  ]
}

@Suite struct `Layers` {
  @Test func `are printed as PyTorch prints them`() {
    for (layer, text) in printed { #expect(layer.description == text) }
  }

  @Test func `draw their parameters as PyTorch does`() {
    let makers: [(() -> Module, [Double])] = [
      (
        { TransformerEncoderLayer(4, 2, 6) },
        [
          0.972013, 0.0, 0.233274, 0.0, -0.681613, -0.091419, 1.24709, 0.140593, 4.0, 0.0, 4.0, 0.0,
        ]
      ),
      (
        { GRU(3, 4, numLayers: 2) },
        [0.135349, 0.95673, -0.435088, 0.517467, 2.606177, -0.616254, 1.578321, -0.273973]
      ),
      ({ ConvTranspose2d(4, 6, 3, groups: 2) }, [0.452049, 0.432225]),
    ]
    for (make, sums) in makers {
      withForkedGenerator {
        manualSeed(1)
        expect(Tensor(make().parameters().map { $0.to(.float64).sum().item() }), sums)
      }
    }
  }

  @Test func `drop the elements that PyTorch drops`() {
    let share = 1.6666666
    withForkedGenerator {
      manualSeed(3)
      expect(
        Dropout(0.4)(Tensor.ones(2, 5)),
        [share, share, 0, share, 0, 0, share, share, share, 0])
      #expect(abs(Tensor.rand(1).item() - 0.648310) < 1e-6)
      manualSeed(3)
      expect(Dropout2d(0.4)(Tensor.ones(2, 3, 1, 1)), [share, share, 0, share, 0, 0])
    }
  }

  @Test func `pool at the edges as PyTorch does`() {
    let x = Tensor.arange(1, 13).float().reshape(1, 1, 3, 4)
    expect(MaxPool2d(2, ceilMode: true)(x), [6, 8, 10, 12])
    expect(MaxPool2d(2, stride: 1, dilation: 2)(x), [11, 12])
    expect(AvgPool2d(2, padding: 1, ceilMode: true)(x), [0.25, 1.25, 1, 3.5, 8.5, 5])
    expect(AvgPool2d(2, padding: 1, countIncludePad: false)(x), [1, 2.5, 4, 7, 8.5, 10])
  }

  @Test func `take their shapes from the first input when lazy`() {
    let net = Sequential(LazyConv2d(8, 3), LazyBatchNorm2d(), ReLU(), Flatten(), LazyLinear(2))
    #expect(net.parameters().isEmpty)
    #expect(net(Tensor.ones(2, 3, 5, 5)).shape == [2, 2])
    #expect(
      net.namedParameters().map(\.name) == [
        "0.weight", "0.bias", "1.weight", "1.bias", "4.weight", "4.bias",
      ])
    #expect(net[0].description == "Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))")
    #expect(net[4].description == "Linear(in_features=72, out_features=2, bias=True)")
  }

  @Test func `attend under masks as PyTorch does`() {
    let layer = MultiheadAttention(4, 2, batchFirst: true)
    layer.fillWithWaves()
    let x = waves(2, 3, 4)
    let causal = Tensor.ones(3, 3).triu(1).bool()
    let padding = Tensor([[false, false, false], [false, false, true]])
    let (output, weights) = layer(x, x, x, keyPaddingMask: padding, attnMask: causal)
    expect(
      output[1],
      [
        -0.240094, 0.141927, -0.835152, -0.154765, -0.341923, 0.204404, -0.851056, -0.18727,
        -0.315092, 0.179508, -0.830972, -0.200222,
      ])
    if let weights {
      expect(weights[1], [1.0, 0.0, 0.0, 0.445897, 0.554103, 0.0, 0.520963, 0.479037, 0.0])
    }
  }

  @Test func `encode with the norms first as PyTorch does`() {
    let layer = TransformerEncoderLayer(4, 2, 6, dropout: 0, batchFirst: true, normFirst: true)
    layer.fillWithWaves()
    expect(
      layer(waves(2, 3, 4))[0],
      [
        0.25289, 0.655206, -1.128755, -0.675869, -0.31413, 1.395335, -0.215733, -0.928031,
        -1.330417, 1.209446, 0.485012, -0.134789,
      ])
  }

  @Test func `have PyTorch's names in the state`() {
    #expect(
      BatchNorm1d(3).stateDict().names == [
        "weight", "bias", "running_mean", "running_var", "num_batches_tracked",
      ])
    #expect(BatchNorm1d(3).parameters().count == 2)
    #expect(
      TransformerEncoderLayer(8, 2, 16).stateDict().names.prefix(4) == [
        "self_attn.in_proj_weight", "self_attn.in_proj_bias", "self_attn.out_proj.weight",
        "self_attn.out_proj.bias",
      ])
    #expect(
      RNN(2, 3, bidirectional: true).stateDict().names.suffix(2) == [
        "bias_ih_l0_reverse", "bias_hh_l0_reverse",
      ])
  }
}

@Suite struct `A layer that is misused` {
  @Test func `says how many channels it takes`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(3, 4, 3)(Tensor.ones(1, 2, 8, 8), file: "chapter.md", line: 5)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(
      message.contains(
        "chapter.md:5: Fatal error: Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1)): the input has"
          + " shape (1, 2, 8, 8), but it must be (n, 3, height, width) or (3, height, width)"))
  }

  @Test func `needs more than one value for each channel`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchNorm1d(2)(Tensor.ones(1, 2), file: "chapter.md", line: 6)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("chapter.md:6: Fatal error: BatchNorm1d(2, "))
    #expect(
      message.contains(
        "the input has shape (1, 2), but training needs more than one value for each channel"))
  }
}
