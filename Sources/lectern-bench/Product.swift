import Tensors

/// A row of the product benchmark: matrices of one shape.
struct Product: Sendable {
  let name: String
  /// The rows of the left matrix, the columns of the right one, and what lies between.
  let (m, n, k): (Int, Int, Int)
  var leftIsTransposed = false
  var rightIsTransposed = false

  /// Prints the billions of multiplications and additions that are done in a second.
  func measure() {
    let a = leftIsTransposed ? Tensor.randn(k, m).T : Tensor.randn(m, k)
    let b = rightIsTransposed ? Tensor.randn(n, k).T : Tensor.randn(k, n)
    let operations = 2 * m * n * k
    let count = min(max(200_000_000 / operations, 3), 5000)
    let speed = (Double(operations) / secondsPerCall(count) { keep(a.matmul(b)) } / 1e9).cents
    write(#"{"product": "\#(name)", "gflops": \#(speed)}"#)
  }
}

extension Product {
  static let all = [16, 32, 64, 128, 256, 512, 1024, 2048].flatMap { size in
    [
      Product(name: "square-\(size)", m: size, n: size, k: size),
      Product(name: "tall-\(size)", m: size, n: 64, k: 64),
      Product(name: "wide-\(size)", m: 64, n: size, k: 64),
      Product(name: "deep-\(size)", m: 64, n: 64, k: size),
      Product(name: "left-transposed-\(size)", m: size, n: size, k: size, leftIsTransposed: true),
      Product(name: "right-transposed-\(size)", m: size, n: size, k: size, rightIsTransposed: true),
    ]
  }
}
