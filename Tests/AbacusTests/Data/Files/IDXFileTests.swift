import Abacus
import Foundation
import Testing

/// Two images of 1×3 bytes.
private let images: [UInt8] = [
  0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 253, 254, 255,
]

@Suite struct `An IDX file` {
  let folder: DataFolder

  init() throws { folder = try DataFolder() }

  private func load(_ bytes: [UInt8]) throws -> Tensor {
    try Tensor.loadIDX(folder.write(bytes, "file-\(UUID().uuidString)"))
  }

  @Test func `is read plain and packed`() throws {
    let path = try folder.write(images, "images")
    for path in [path, try folder.pack("images")] {
      let x = try Tensor.loadIDX(path)
      #expect(x.shape == [2, 1, 3] && x.dtype == .uint8)
      #expect(x.array == [1, 2, 3, 253, 254, 255])
    }
  }

  // 1 and -2 as each of the format's types, highest byte first.
  @Test(
    arguments: [
      (8, DType.uint8, [1, 254], [1, 254]), (9, .int8, [1, 254], [1, -2]),
      (11, .int32, [0, 1, 0xFF, 0xFE], [1, -2]),
      (12, .int32, [0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFE], [1, -2]),
      (13, .float32, [0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0], [1, -2]),
      (14, .float64, [0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], [1, -2]),
    ] as [(UInt8, DType, [UInt8], [Double])])
  func `has elements of each type`(
    code: UInt8, dtype: DType, bytes: [UInt8], expected: [Double]
  ) throws {
    let x = try load([0, 0, code, 1, 0, 0, 0, 2] + bytes)
    #expect(x.dtype == dtype && x.shape == [2])
    #expect(x.array == expected)
  }

  @Test func `that ends early says so, wherever it ends`() throws {
    for count in images.indices {
      #expect(throws: DataError.self) { try load(Array(images[..<count])) }
    }
    let path = try folder.write(Array(images.dropLast(2)), "short")
    let error = #expect(throws: DataError.size(path, shape: [2, 1, 3], found: 4)) {
      try Tensor.loadIDX(path)
    }
    #expect(
      try #require(error).description
        == "'\(path)' is damaged: its header promises 2 × 1 × 3 elements, but there are only bytes"
        + " for 4")
  }

  @Test func `that is too long says so`() throws {
    let path = try folder.write(images + [0], "long")
    #expect(throws: DataError.tooLong(path, shape: [2, 1, 3])) { try Tensor.loadIDX(path) }
    _ = try folder.pack("long")
    #expect(throws: DataError.tooLong(path + ".gz", shape: [2, 1, 3])) {
      try Tensor.loadIDX(path + ".gz")
    }
  }

  @Test func `whose counts lie costs neither memory nor time`() throws {
    let huge: [UInt8] = [0, 0, 8, 3] + [UInt8](repeating: 0xFF, count: 12) + [1, 2, 3]
    #expect(throws: DataError.self) { try load(huge) }
    let wide: [UInt8] = [0, 0, 8, 2, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 1]
    #expect(throws: DataError.self) { try load(wide) }
    #expect(throws: DataError.self) { try load([0, 0, 8, 255, 1, 2, 3]) }
    #expect(throws: DataError.self) { try load([0, 0, 8, 33] + [UInt8](repeating: 0, count: 132)) }
  }

  @Test func `is told from other files`() throws {
    let path = try folder.write(Array("P5 28 28".utf8), "picture")
    let error = #expect(throws: DataError.self) { try Tensor.loadIDX(path) }
    #expect(try #require(error).description.contains("it begins with 50 35 20 32"))
    let typed = try folder.write([0, 0, 7, 1, 0, 0, 0, 0], "typed")
    #expect(throws: DataError.elementType(typed, code: 7)) { try Tensor.loadIDX(typed) }
    #expect(throws: DataError.file(folder.path, reason: "it is no file")) {
      try Tensor.loadIDX(folder.path)
    }
    #expect(throws: DataError.file("no/such", reason: "No such file or directory")) {
      try Tensor.loadIDX("no/such")
    }
  }

  @Test func `that is packed and damaged says what gzip found`() throws {
    let big: [UInt8] =
      [0, 0, 8, 1, 0, 0, 0x27, 0x10] + (0..<10_000).map { UInt8($0 * $0 >> 4 & 0xFF) }
    _ = try folder.write(big, "big")
    let packed = try Array(Data(contentsOf: URL(filePath: folder.pack("big"))))
    let cut = try folder.write(Array(packed[..<(packed.count / 2)]), "cut.gz")
    #expect(throws: DataError.gzip(cut, reason: "unexpected end of file")) {
      try Tensor.loadIDX(cut)
    }
    // After the header of ten bytes and the name, "big".
    for place in stride(from: 14, to: packed.count, by: max(1, packed.count / 20)) {
      var bytes = packed
      bytes[place] ^= 0x55
      #expect(throws: DataError.self) { try load(bytes) }
    }
  }

  @Test func `of random bytes is an error, not a stop`() throws {
    var random = SystemRandomNumberGenerator()
    for start in [[], [0, 0, 8], [0, 0, 13, 2], [0x1F, 0x8B], [0x1F, 0x8B, 8]] as [[UInt8]] {
      for count in [0, 1, 5, 300] {
        let bytes = start + (0..<count).map { _ in UInt8.random(in: 1...255, using: &random) }
        #expect(throws: DataError.self) { try load(bytes) }
      }
    }
  }
}
