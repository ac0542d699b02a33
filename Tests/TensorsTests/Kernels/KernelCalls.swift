import AbacusKernels

/// How many elements the operands of a call have: `outer` · `count` · `inner`.
struct CallShape: Sendable, CustomStringConvertible {
  var outer: Int
  var count: Int
  var inner: Int

  var size: Int { outer * count * inner }
  var description: String { "\(outer) × \(count) × \(inner)" }
}

/// What a call leaves in `out`.
enum CallResult: Sendable { case elements, integers, truths, doubles }

/// What a kernel is called with: memory for elements of one float type.
@safe final class CallOperands {
  let kernels: ab_kernels
  let type: ab_dtype
  let shape: CallShape
  let x: UnsafeMutableRawPointer
  let y: UnsafeMutableRawPointer
  /// Numbers between 0 and 1.
  let g: UnsafeMutableRawPointer
  let labels: UnsafeMutablePointer<Int64>
  /// Room for `size` doubles, and one more that takes what a kernel returns.
  let out: UnsafeMutableRawPointer

  init(_ kernels: ab_kernels, _ type: ab_dtype, _ shape: CallShape) {
    unsafe (self.kernels, self.type, self.shape) = unsafe (kernels, type, shape)
    let size = shape.size
    unsafe x = CallOperands.memory(CallOperands.numbers.x, size, type)
    unsafe y = CallOperands.memory(CallOperands.numbers.y, size, type)
    unsafe g = CallOperands.memory(CallOperands.numbers.g, size, type)
    unsafe labels = UnsafeMutablePointer.allocate(capacity: size)
    for i in 0..<size { unsafe labels[i] = Int64(i * 7 % (shape.count * shape.inner)) }
    unsafe out = UnsafeMutableRawPointer.allocate(byteCount: 8 * size + 8, alignment: 8)
    unsafe out.initializeMemory(as: UInt8.self, repeating: 0, count: 8 * size + 8)
  }

  private static let numbers = (
    x: noise(5000, 1), y: noise(5000, 2), g: noise(5000, 3).map { ($0 + 4) / 8 }
  )

  private static func memory(
    _ values: [Float], _ count: Int, _ type: ab_dtype
  ) -> UnsafeMutableRawPointer {
    let target = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 8)
    unsafe ab_cast(ab_f32, values, type, target, count)
    return unsafe target
  }

  deinit {
    unsafe x.deallocate()
    unsafe y.deallocate()
    unsafe g.deallocate()
    unsafe labels.deallocate()
    unsafe out.deallocate()
  }

  /// What the call has left behind, the number after the elements included.
  func read(_ result: CallResult) -> [Double] {
    let from: ab_dtype =
      switch result {
      case .elements: type
      case .integers: ab_i64
      case .truths: ab_u8
      case .doubles: ab_f64
      }
    var values = [Double](repeating: 0, count: shape.size + 1)
    unsafe ab_cast(from, out, ab_f64, &values, shape.size)
    values[shape.size] = unsafe out.load(fromByteOffset: 8 * shape.size, as: Double.self)
    return values
  }
}

/// One call of one kernel of the table.
struct KernelCall: Sendable, CustomStringConvertible {
  let name: String
  var result = CallResult.elements
  /// By how much rounding on the way is magnified at worst, beside other kernels.
  var sensitivity = 1.0
  let run: @Sendable (CallOperands) -> Void

  var description: String { name }
}

extension KernelCall {
  static let all =
    unaries + binaries + comparisons + reductions + rows + losses + products + [rowProduct]
    + updates

  private static let unaries: [KernelCall] = (0...ab_unary_trunc.rawValue).flatMap { number in
    let op = ab_unary(rawValue: number)
    // 1 / √(1 - x²) where x is close to 1.
    let sensitivity = [ab_unary_asin, ab_unary_acos].contains(op) ? 1000.0 : 1
    return [
      KernelCall(name: "unary \(number)") { o in
        unsafe o.kernels.unary(o.type, op, o.x, o.out, o.shape.size, 0.5, 1.5)
      },
      KernelCall(name: "backward of unary \(number)", sensitivity: sensitivity) { o in
        unsafe o.kernels.unary_backward(
          o.type, op, o.g, o.x, o.y, o.out, o.shape.size, 0.5, 1.5)
      },
    ]
  }

  /// The second operand is read in every way there is: flat, as one number, by columns, with gaps.
  private static let steps: [(name: String, steps: @Sendable (CallShape) -> [Int])] = [
    ("flat", { [$0.inner, 1] }), ("number", { _ in [0, 0] }), ("row", { _ in [0, 1] }),
    ("column", { _ in [1, 0] }), ("gaps", { _ in [0, 3] }),
  ]

  private static let binaries: [KernelCall] =
    (0...ab_binary_logical_xor.rawValue).flatMap { number in
      steps.map { steps in
        KernelCall(name: "binary \(number), \(steps.name)") { o in
          let inner = steps.name == "gaps" ? max(o.shape.inner / 3, 1) : o.shape.inner
          let shape = [o.shape.outer * o.shape.count, inner]
          unsafe o.kernels.binary(
            o.type, ab_binary(rawValue: number), o.x, o.y, o.out, 2, shape, [o.shape.inner, 1],
            steps.steps(o.shape))
        }
      }
    }

  private static let comparisons: [KernelCall] =
    (0...ab_compare_ge.rawValue).flatMap { number in
      steps.map { steps in
        KernelCall(name: "comparison \(number), \(steps.name)", result: .truths) { o in
          let inner = steps.name == "gaps" ? max(o.shape.inner / 3, 1) : o.shape.inner
          let shape = [o.shape.outer * o.shape.count, inner]
          unsafe o.kernels.compare(
            o.type, ab_compare(rawValue: number), o.x, o.y,
            o.out.assumingMemoryBound(to: UInt8.self), 2, shape, [o.shape.inner, 1],
            steps.steps(o.shape))
        }
      }
    }

  private static let reductions: [KernelCall] =
    (0...ab_reduce_argmin.rawValue).map { number in
      let isPlace = number >= ab_reduce_argmax.rawValue
      return KernelCall(name: "reduction \(number)", result: isPlace ? .integers : .elements) { o in
        unsafe o.kernels.reduce(
          o.type, ab_reduction(rawValue: number), o.x, o.out, o.shape.outer, o.shape.count,
          o.shape.inner, 0.75)
      }
    } + [
      KernelCall(name: "column sums", result: .doubles) { o in
        unsafe o.kernels.column_sums(
          o.type, o.x, o.out.assumingMemoryBound(to: Double.self), o.shape.outer * o.shape.count,
          o.shape.inner)
      },
      KernelCall(name: "variance") { o in
        unsafe o.kernels.variance(
          o.type, o.x, o.out, o.shape.outer, o.shape.count, o.shape.inner, 1)
      },
    ]

  private static let rows: [KernelCall] =
    (0...ab_rows_logsumexp.rawValue).map { number in
      KernelCall(name: "rows \(number)") { o in
        unsafe o.kernels.rows(
          o.type, ab_rows(rawValue: number), o.x, o.out, o.shape.outer,
          o.shape.count * o.shape.inner)
      }
    }
    + (0...ab_rows_log_softmax.rawValue).map { number in
      KernelCall(name: "backward of rows \(number)") { o in
        unsafe o.kernels.rows_backward(
          o.type, ab_rows(rawValue: number), o.g, o.y, o.out, o.shape.outer,
          o.shape.count * o.shape.inner)
      }
    }
}
