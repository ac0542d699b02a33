import Testing

/// The chapter about tensors, held against what the same program prints in PyTorch 2.15.
///
/// Its lists and truth values are written as Swift writes them: `[2, 3]`, `true`.
@Suite struct `The tensors chapter` {
  /// Literals, types, constructors, random numbers after seed 42, `like` and `new` forms.
  private static let numbers = """
    tensor([[1, 2, 3],
            [4, 5, 6]])
    [2, 3] 2 6 torch.int64
    true
    tensor(7) [] 7
    tensor([1.0000, 2.0000, 3.5000])
    tensor([ True, False])
    tensor([1.0000, 2.0000, 3.5000], dtype=torch.float64)
    torch.float32
    tensor([ 44, 200], dtype=torch.uint8)
    tensor([0.5000, 1.0000, 1.5000])
    tensor([ 1, -1])
    tensor([[0., 0., 0.],
            [0., 0., 0.]])
    tensor([[1, 1],
            [1, 1]])
    tensor([[7.5000, 7.5000],
            [7.5000, 7.5000]])
    tensor([[1., 0., 0.],
            [0., 1., 0.],
            [0., 0., 1.]])
    tensor([0, 2, 4, 6, 8])
    tensor([0.0000, 0.2500, 0.5000, 0.7500])
    tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])
    tensor([ 0.,  1.,  4.,  9., 16.])
    tensor([[0.8823, 0.9150, 0.3829],
            [0.9593, 0.3904, 0.6009]])
    tensor([[ 1.1561,  0.3965, -2.4661],
            [ 0.3623,  0.3765, -0.1808]])
    tensor([10.0393, 10.0433,  9.8637, 10.1356])
    tensor([1, 9, 7, 9, 2])
    tensor([0, 1, 3, 5, 4, 2])
    tensor([[0., 0., 0.]], dtype=torch.float64)
    tensor([[9., 9., 9.]], dtype=torch.float64)
    tensor([[1, 1, 1]])
    tensor([[0., 0.],
            [0., 0.]], dtype=torch.float64)
    tensor([1., 2.], dtype=torch.float64)
    """

  /// What is copied, what is shared, and a file.
  private static let memory = """
    [100.0, 2.5, 3.5]
    tensor([1.5000, 2.5000, 3.5000])
    tensor([1.5000, 2.5000, 3.5000])
    tensor([7., 0., 0., 0.])
    tensor([0., 0., 0., 0.])
    tensor([1., 1., 1.]) tensor([2., 2., 2.])
    tensor([2., 2., 2.]) tensor([2., 2., 2.])
    tensor([[  2.,   4.],
            [  1., 100.]])
    tensor([[  2.,   4.],
            [  1., 100.]])
    """

  /// Strides, views, transposes, slices and expansion.
  private static let shape = """
    tensor([[0, 1, 2],
            [3, 4, 5]])
    [3, 1]
    3 5
    tensor([[0, 1],
            [2, 3],
            [4, 5]])
    [1, 6] [2, 1, 3] [6]
    [3, 2]
    tensor([100,   1,   2,   3,   4,  -5])
    tensor([[100,   1,   2],
            [  3,   4,  -5]])
    tensor([[100,   3],
            [  1,   4],
            [  2,  -5]])
    [3, 1] [1, 3]
    true false
    tensor([100,   3,  22,   4,   2,  -5])
    tensor([100,  11,   2,   3,   4,  -5])
    tensor([[2., 0., 9., 9.],
            [2., 1., 9., 9.],
            [2., 0., 0., 0.]])
    tensor([[2., 0., 0., 0.],
            [2., 0., 9., 9.]])
    tensor([9., 9., 9., 9.])
    [3, 1] [1, 3]
    [3]
    tensor([[7, 8, 9],
            [7, 8, 9]])
    [0, 1]
    """

  /// Six copies of 4, their 2x² + 3, and the gradient 16.
  private static let recorded = """
    tensor([[4., 4., 4.],
            [4., 4., 4.]], requires_grad=True)
    tensor([[35., 35., 35.],
            [35., 35., 35.]], grad_fn=<AddBackward0>)
    tensor([[16., 16., 16.],
            [16., 16., 16.]])
    """

  /// Gradients added up, forgotten, turned off in three ways, and memory shared by `detach`.
  private static let collected = """
    tensor([[32., 32., 32.],
            [32., 32., 32.]])
    tensor([[16., 16., 16.],
            [16., 16., 16.]])
    tensor([[35., 35., 35.],
            [35., 35., 35.]])
    false
    tensor([[35., 35., 35.],
            [35., 35., 35.]])
    true false
    false
    tensor([50.,  2.], requires_grad=True)
    """

  /// One run for both tests.
  private static let run = Result { try runChapter("tensors") }

  @Test(.timeLimit(.minutes(20))) func `prints what PyTorch prints, in both tabs`() throws {
    let parts = try Self.run.get().output.split(separator: "── concise ──")
    #expect(parts.count == 2)
    // The one tab divides differences, the other asks `gradcheck`.
    let checks = ["tensor([[16., 16., 16.],\n        [16., 16., 16.]])", "true"]
    for (part, check) in zip(parts, checks) {
      let sections = [Self.numbers, Self.memory, Self.shape, Self.recorded, check, Self.collected]
      #expect(printed(part) == sections.joined(separator: "\n"))
    }
  }

  @Test(.timeLimit(.minutes(20))) func `shows its two errors as they are meant`() throws {
    let errors = try Self.run.get().output.split(separator: "\n")
      .filter { $0.hasPrefix("error, as expected: ") }
    #expect(errors.count == 4)
    for tab in [0, 2] where tab + 1 < errors.count {
      #expect(errors[tab].contains("view: a tensor of shape (3, 2) and strides (1, 3)"))
      #expect(errors[tab].hasSuffix("use reshape"))
      #expect(errors[tab + 1].contains("backward: a tensor of shape (2, 3) needs a gradient"))
    }
  }

  /// What a tab printed, without its name, figures and errors.
  private func printed(_ part: Substring) -> String {
    part.split(separator: "\n").filter { line in
      !["── ", "Figure: ", "error, "].contains { line.hasPrefix($0) }
    }.joined(separator: "\n")
  }
}
