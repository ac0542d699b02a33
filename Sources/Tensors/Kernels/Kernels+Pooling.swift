internal import AbacusKernels

extension Kernels {
  /// y = the greatest element of each window of each plane, places = where it is.
  static func maxPool(
    _ x: Tensor, into y: Tensor, _ places: Tensor, _ down: PoolAxis, _ across: PoolAxis
  ) {
    let (size, count) = (down.size * across.size, down.count * across.count)
    Parallel.ranges(size == 0 ? 0 : x.count / size, work: x.count * 4) { planes in
      unsafe withAxes(down, across) { down, across in
        unsafe table.layers.max_pool(
          x.dtype.kernelType, x.pointer + planes.lowerBound * size * x.dtype.size,
          y.pointer + planes.lowerBound * count * x.dtype.size,
          places.pointer.assumingMemoryBound(to: Int32.self) + planes.lowerBound * count,
          planes.count, down, across)
      }
    }
  }

  /// Returns the gradient of `maxPool`.
  static func maxPoolBackward(_ g: Tensor, _ places: Tensor, _ shape: [Int]) -> Tensor {
    let out = Tensor(uninitialized: shape, g.dtype)
    let size = shape.suffix(2).reduce(1, *), count = g.shape.suffix(2).reduce(1, *)
    Parallel.ranges(size == 0 ? 0 : out.count / size, work: out.count * 2) { planes in
      unsafe table.layers.max_pool_backward(
        g.dtype.kernelType, g.pointer + planes.lowerBound * count * g.dtype.size,
        places.pointer.assumingMemoryBound(to: Int32.self) + planes.lowerBound * count,
        out.pointer + planes.lowerBound * size * g.dtype.size, planes.count, size, count)
    }
    return out
  }

  /// y = the mean of each window of each plane.
  static func meanPool(_ x: Tensor, into y: Tensor, _ down: PoolAxis, _ across: PoolAxis) {
    let (size, count) = (down.size * across.size, down.count * across.count)
    Parallel.ranges(size == 0 ? 0 : x.count / size, work: x.count * 4) { planes in
      unsafe withAxes(down, across) { down, across in
        unsafe table.layers.mean_pool(
          x.dtype.kernelType, x.pointer + planes.lowerBound * size * x.dtype.size,
          y.pointer + planes.lowerBound * count * x.dtype.size, planes.count, down, across)
      }
    }
  }

  /// Returns the gradient of `meanPool`.
  static func meanPoolBackward(
    _ g: Tensor, _ shape: [Int], _ down: PoolAxis, _ across: PoolAxis
  ) -> Tensor {
    let out = Tensor(uninitialized: shape, g.dtype)
    let (size, count) = (down.size * across.size, down.count * across.count)
    Parallel.ranges(size == 0 ? 0 : out.count / size, work: out.count * 4) { planes in
      unsafe withAxes(down, across) { down, across in
        unsafe table.layers.mean_pool_backward(
          g.dtype.kernelType, g.pointer + planes.lowerBound * count * g.dtype.size,
          out.pointer + planes.lowerBound * size * g.dtype.size, planes.count, down, across)
      }
    }
    return out
  }

  /// Calls `body` with both axes as the kernels are told them.
  private static func withAxes(
    _ down: PoolAxis, _ across: PoolAxis,
    _ body: (UnsafePointer<ab_pool_axis>, UnsafePointer<ab_pool_axis>) -> Void
  ) {
    unsafe down.withKernelAxis { down in
      unsafe across.withKernelAxis { across in unsafe body(down, across) }
    }
  }
}

extension PoolAxis {
  fileprivate func withKernelAxis(_ body: (UnsafePointer<ab_pool_axis>) -> Void) {
    unsafe start.withUnsafeBufferPointer { start in
      unsafe end.withUnsafeBufferPointer { end in
        unsafe extent.withUnsafeBufferPointer { extent in
          var axis = unsafe ab_pool_axis(
            start: start.baseAddress, end: end.baseAddress, extent: extent.baseAddress,
            count: count, size: size, step: step, stride: stride)
          unsafe body(&axis)
        }
      }
    }
  }
}
