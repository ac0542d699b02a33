import Tensors
import Testing

@Suite struct `Max pooling` {
  /// 29 windows a row, one of them with NaN at each of its pixels, the others with equal ones.
  private static let width = 58
  private static let pixels: [Float] = {
    var pixels = (0..<4 * width).map { Float($0 * 37 % 11) }
    for (window, place) in [0, 1, width, width + 1].enumerated() {
      pixels[2 * (window * 9) + place] = .nan
    }
    return pixels
  }()

  /// The place of the first of the greatest pixels, or of the last NaN.
  private func place(_ row: Int, _ column: Int) -> Int {
    let corner = 2 * row * Self.width + 2 * column
    let places = [0, 1, Self.width, Self.width + 1].map { corner + $0 }
    return places.dropFirst().reduce(places[0]) { best, place in
      let (x, most) = (Self.pixels[place], Self.pixels[best])
      return x > most || x.isNaN ? place : best
    }
  }

  @Test func `takes the greatest of two by two pixels, or NaN`() {
    let x = Tensor(Self.pixels, shape: [1, 1, 4, Self.width]).requiresGrad(true)
    let y = maxPool2d(x, 2)
    #expect(y.shape == [1, 1, 2, 29])
    y.sum().backward()
    let slopes = x.grad?.scalars(as: Float.self) ?? []
    for (index, value) in y.scalars(as: Float.self).enumerated() {
      let wanted = place(index / 29, index % 29)
      #expect(value.bitPattern == Self.pixels[wanted].bitPattern, "window \(index)")
      #expect(slopes[wanted] == 1, "the gradient of window \(index)")
    }
    #expect(slopes.reduce(0, +) == 58)
  }
}
