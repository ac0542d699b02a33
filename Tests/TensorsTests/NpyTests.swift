import Tensors
import Testing

/// A file put together by hand from the format's description (NEP 1).
private func file(_ header: String, _ elements: [UInt8], version: UInt8 = 1) -> [UInt8] {
  let length = UInt8(header.utf8.count)
  let lengthBytes: [UInt8] = version == 1 ? [length, 0] : [length, 0, 0, 0]
  return [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, version, 0] + lengthBytes + Array(header.utf8)
    + elements
}

private let matrix = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }\n"

@Suite struct `A file in NumPy's format` {
  @Test(arguments: [UInt8(1), 2, 3])
  func `is read in C order, whatever the version`(version: UInt8) throws {
    let x = try Tensor.fromNpy(file(matrix, [0, 1, 2, 3, 4, 5], version: version))
    #expect(x.shape == [2, 3])
    #expect(x.dtype == .uint8)
    #expect(x.array == [0, 1, 2, 3, 4, 5])
  }

  @Test func `is read in Fortran order`() throws {
    let header = "{'descr': '<i4', 'fortran_order': True, 'shape': (2, 2), }\n"
    let elements: [UInt8] = [1, 2, 3, 4].flatMap { [$0, 0, 0, 0] }
    #expect(try Tensor.fromNpy(file(header, elements)).array == [1, 3, 2, 4])
  }

  @Test func `is read with the highest byte first`() throws {
    let floats = "{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }\n"
    // 1.5 and -2 in IEEE 754.
    #expect(
      try Tensor.fromNpy(file(floats, [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0])).array == [1.5, -2])
    let integers = "{'descr': '>i8', 'fortran_order': True, 'shape': (1, 1), }\n"
    let found = try Tensor.fromNpy(file(integers, [0, 0, 0, 0, 0, 0, 1, 2]))
    #expect(found.array == [258])
  }

  @Test(arguments: DType.allCases)
  func `gives back what was written`(dtype: DType) throws {
    for shape in [[], [3], [2, 0], [2, 3]] {
      let x = Tensor.arange(shape.reduce(1, *)).reshape(shape).to(dtype)
      let bytes = x.npyBytes
      let back = try Tensor.fromNpy(bytes)
      #expect(back.shape == shape)
      #expect(back.dtype == dtype)
      #expect(back.equal(x))
      #expect((bytes.count - x.count * dtype.size) % 64 == 0)
    }
  }

  @Test func `that is damaged throws what is wrong, wherever it ends`() {
    let whole = file(matrix, [0, 1, 2, 3, 4, 5])
    for count in whole.indices {
      #expect(throws: NpyError.self) { try Tensor.fromNpy(Array(whole[..<count])) }
    }
    #expect(throws: NpyError.size(expected: 6, found: 7)) { try Tensor.fromNpy(whole + [9]) }
  }

  @Test(arguments: [
    "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
    "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
    "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }",
    "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999, 9999999999999), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 99999999999999999999), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 9999999999999, 9999999999999), }",
    "{'descr': '<f4', 'fortran_order': False, }", "", "{", "'shape'",
  ])
  func `whose header is damaged throws`(header: String) {
    #expect(throws: NpyError.self) { try Tensor.fromNpy(file(header, [0, 0, 0, 0])) }
  }

  @Test func `that is not there is named`() throws {
    let error = #expect(throws: NpyError.self) { try Tensor.loadNpy("no/such/file.npy") }
    #expect(try #require(error).description.contains("'no/such/file.npy': No such file"))
  }
}
