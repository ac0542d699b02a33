import AbacusKernels

extension KernelCall {
  static let losses: [KernelCall] = [false, true].flatMap { weighted in
    [
      KernelCall(name: "logistic loss, weighted: \(weighted)") { o in
        let (sum, size) = unsafe (o.out.assumingMemoryBound(to: Double.self), o.shape.size)
        unsafe sum[size] = o.kernels.logistic_loss(
          o.type, o.x, o.y, weighted ? o.g : nil, weighted ? o.out : nil, size,
          weighted ? o.g : nil, o.shape.inner)
      },
      KernelCall(name: "backward of the logistic loss, weighted: \(weighted)") { o in
        unsafe o.kernels.logistic_loss_backward(
          o.type, o.g, weighted ? 1 : 0, 0.5, o.x, o.y, weighted ? o.g : nil, o.out,
          o.shape.size, weighted ? o.g : nil, o.shape.inner)
      },
      KernelCall(name: "class losses, weighted: \(weighted)") { o in
        var total = 0.0
        let classes = o.shape.count * o.shape.inner
        let sum = unsafe o.kernels.class_losses(
          o.type, o.x, o.labels, 1, weighted ? o.g : nil, weighted ? 0.1 : 0,
          weighted ? o.out : nil, &total, o.shape.outer, classes)
        unsafe o.out.assumingMemoryBound(to: Double.self)[o.shape.size] = sum + total
      },
      KernelCall(name: "backward of the class losses, weighted: \(weighted)") { o in
        unsafe o.kernels.class_losses_backward(
          o.type, o.g, weighted ? 1 : 0, 0.5, o.x, o.labels, 1, weighted ? o.g : nil,
          weighted ? 0.1 : 0, o.out, o.shape.outer, o.shape.count * o.shape.inner)
      },
    ]
  }

  static let products: [KernelCall] = [(false, false), (true, false), (false, true)].map { turned in
    KernelCall(name: "product, transposed: \(turned)") { o in
      let (m, k, n) = (o.shape.outer, o.shape.count, o.shape.inner)
      let workspace = UnsafeMutableRawPointer.allocate(
        byteCount: ab_product_workspace(o.type, m, n, k), alignment: 64)
      unsafe o.kernels.product(
        o.type, m, n, k,
        ab_matrix(data: o.x, row: turned.0 ? 1 : k, column: turned.0 ? m : 1),
        ab_matrix(data: o.y, row: turned.1 ? 1 : n, column: turned.1 ? k : 1), o.g, o.out, n,
        workspace)
      unsafe workspace.deallocate()
    }
  }

  static let rowProduct = KernelCall(name: "product of rows") { o in
    let (m, k, n) = (o.shape.outer, o.shape.count, o.shape.inner)
    unsafe o.kernels.dots(o.type, m, n, k, o.x, k, o.y, k, o.g, o.out, n)
  }

  static let updates: [KernelCall] =
    [0, 0.25].map { decay in
      KernelCall(name: "descent, decay \(decay)") { o in
        unsafe o.out.copyMemory(from: o.x, byteCount: o.shape.size * ab_size(o.type))
        unsafe o.kernels.descend(o.type, o.out, o.g, o.shape.size, 0.75, decay)
      }
    } + [
      KernelCall(name: "axpy") { o in
        unsafe o.out.copyMemory(from: o.x, byteCount: o.shape.size * ab_size(o.type))
        unsafe o.kernels.axpy(o.type, 0.75, o.g, o.out, o.shape.size)
      }
    ]
}
