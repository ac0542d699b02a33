import NeuralNetworks
import Tensors
import Testing

@Suite struct `A safetensors file` {
  /// Bytes that the format's specification prescribes for one vector of two floats.
  private let specimen: [UInt8] = {
    let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    let padded = Array(header.utf8) + [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    return [UInt8(padded.count), 0, 0, 0, 0, 0, 0, 0] + padded
      + [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]  // 1 and -2
  }()

  @Test func `is written as the format says`() {
    let state = StateDictionary([("a", Tensor([1.0, -2.0]))])
    #expect(state.safetensorsBytes == specimen)
  }

  @Test func `is read`() throws {
    let state = try StateDictionary(safetensorsBytes: specimen)
    #expect(state.names == ["a"])
    #expect(state["a"]?.array == [1, -2])
  }

  @Test func `keeps names, types and values of a model`() throws {
    let (a, b) = (
      Sequential(Conv2d(1, 2, 3), BatchNorm2d(2)), Sequential(Conv2d(1, 2, 3), BatchNorm2d(2))
    )
    _ = a(Tensor.randn(2, 1, 4, 4))
    try b.load(StateDictionary(safetensorsBytes: a.stateDict().safetensorsBytes))
    for ((name, x), (other, y)) in zip(a.stateDict(), b.stateDict()) {
      #expect(name == other)
      #expect(x.dtype == y.dtype)
      #expect(x.array == y.array)
    }
    #expect(b.stateDict()["1.num_batches_tracked"]?.item() == 1)
  }

  @Test func `that does not fit lists what is missing, unexpected and of another shape`() throws {
    let state = try StateDictionary(safetensorsBytes: Linear(3, 2).stateDict().safetensorsBytes)
    let model = Sequential(Linear(3, 2))
    #expect {
      try model.load(state)
    } throws: { error in
      (error as? StateMismatch)?.missing == ["0.weight", "0.bias"]
        && (error as? StateMismatch)?.unexpected == ["weight", "bias"]
    }
    #expect {
      try Linear(4, 2).load(state)
    } throws: { error in
      "\(error)".contains("of another shape: weight is (2, 3) instead of (2, 4)")
    }
  }

  @Test func `that is damaged is refused`() {
    #expect(throws: SafetensorsError.truncated) {
      try StateDictionary(safetensorsBytes: [255, 0, 0, 0, 0, 0, 0, 0, 1])
    }
    #expect(throws: SafetensorsError.place(name: "a", expected: 8, found: 4)) {
      try StateDictionary(safetensorsBytes: Array(specimen.dropLast(4)))
    }
    var bytes = specimen
    bytes[8] = 0x5B
    #expect(throws: SafetensorsError.header("it is no JSON object")) {
      try StateDictionary(safetensorsBytes: bytes)
    }
  }
}
