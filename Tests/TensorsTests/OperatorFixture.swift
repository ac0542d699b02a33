import Foundation
import Tensors

/// One case of `operators.json`: what PyTorch answered for an operator, forward and backward.
struct OperatorCase: Decodable {
  let name: String
  let op: String
  let attrs: Attributes
  let inputs: [TensorData]
  let output: TensorData
  let gradOutput: TensorData?
  let grads: [TensorData?]?

  private enum CodingKeys: String, CodingKey {
    case name = "case"
    case op, attrs, inputs, output, gradOutput, grads
  }

  /// Reads the cases of the folder that `ABACUS_FIXTURES` names, or of the project's own.
  static func all() throws -> [OperatorCase] {
    struct File: Decodable { let cases: [OperatorCase] }
    let own = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let other = ProcessInfo.processInfo.environment["ABACUS_FIXTURES"]
    let folder = other.map { URL(filePath: $0) } ?? own
    let file = folder.appending(path: "operators.json")
    if other != nil, !FileManager.default.fileExists(atPath: file.path) { return [] }
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
  }
}

/// The attributes that some operator has.
struct Attributes: Decodable {
  let dim, dim0, dim1, size, k, classes, correction, start: Int?
  let keepDim: Bool?
  let dims, shape, rows, columns: [Int]?
  let exponent, min, max: Double?
  let index: Index?

  /// Positions: a vector or a matrix.
  enum Index: Decodable {
    case vector([Int]), matrix([[Int]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let vector = try? container.decode([Int].self) {
        self = .vector(vector)
      } else {
        self = .matrix(try container.decode([[Int]].self))
      }
    }

    var tensor: Tensor {
      switch self {
      case .vector(let rows): Tensor(rows)
      case .matrix(let rows): Tensor(rows)
      }
    }
  }
}

/// A tensor as the fixtures write it.
struct TensorData: Decodable {
  let shape: [Int]
  let dtype: String
  let data: [Double]

  private enum CodingKeys: CodingKey { case shape, dtype, data }

  private struct Value: Decodable {
    let double: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let truth = try? container.decode(Bool.self) {
        double = truth ? 1 : 0
      } else if let text = try? container.decode(String.self) {
        double = ["nan": .nan, "inf": .infinity, "-inf": -.infinity][text] ?? .nan
      } else {
        double = try container.decode(Double.self)
      }
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    shape = try container.decode([Int].self, forKey: .shape)
    dtype = try container.decode(String.self, forKey: .dtype)
    data = try container.decode([Value].self, forKey: .data).map(\.double)
  }

  func tensor() throws -> Tensor {
    guard let type = DType.allCases.first(where: { $0.name == dtype }) else {
      throw UnknownType(name: dtype)
    }
    return Tensor(data, shape: shape, dtype: type)
  }

  struct UnknownType: Error { let name: String }
}
