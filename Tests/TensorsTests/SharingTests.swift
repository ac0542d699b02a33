import Tensors
import Testing

/// Memory with a count of those who have been freed.
@safe
private final class Samples {
  let memory: UnsafeMutableBufferPointer<Float>
  private let freed: () -> Void

  init(_ values: [Float], freed: @escaping () -> Void) {
    unsafe memory = .allocate(capacity: values.count)
    _ = unsafe memory.initialize(from: values)
    self.freed = freed
  }

  deinit {
    unsafe memory.deallocate()
    freed()
  }
}

@Suite struct `Memory shared with Swift` {
  @Test func `is seen changed from both sides`() {
    let samples = Samples([1, 2, 3, 4]) {}
    let matrix = unsafe Tensor(sharing: samples.memory, shape: [2, 2], owner: samples)
    unsafe samples.memory[3] = 40
    #expect(matrix.array == [1, 2, 3, 40])
    matrix[0, 0] = Tensor(10)
    #expect(unsafe samples.memory[0] == 10)
    #expect(unsafe Tensor(sharing: samples.memory, owner: samples).shape == [4])
  }

  @Test func `lives as long as a tensor needs it`() {
    var isFreed = false
    var view: Tensor? = {
      let samples = Samples([1, 2, 3]) { isFreed = true }
      return unsafe Tensor(sharing: samples.memory, owner: samples)[1...]
    }()
    #expect(!isFreed)
    #expect(view?.array == [2, 3])
    view = nil
    #expect(isFreed)
  }

  @Test func `must fill the shape`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let samples = Samples([1, 2, 3]) {}
      _ = unsafe Tensor(sharing: samples.memory, shape: [2, 2], owner: samples)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Tensor: 3 elements do not fill the shape (2, 2)"))
  }
}
