import Tensors
import TestSupport
import Testing

@Suite struct `A tensor's text` {
  @Test func `is PyTorch's, character for character`() throws {
    let cases = try fixtureCases("printing.json")
    for test in cases {
      let input = test["input"]
      let type = input["dtype"].string
      let numbers = input["data"].numbers
      let text = TensorText(shape: input["shape"].integers) { index in
        switch type {
        case "float32", "float64": .floating(numbers[index])
        case "bool": .boolean(numbers[index] != 0)
        default: .integer(Int64(numbers[index]))
        }
      }
      let shape = input["shape"].integers.map(String.init).joined(separator: ", ")
      let suffixes =
        (numbers.isEmpty && input["shape"].array.count > 1 ? ["size=(\(shape))"] : [])
        + (["float32", "int64", "bool"].contains(type) ? [] : ["dtype=torch.\(type)"])
        + (test["requiresGrad"].number == 1 ? ["requires_grad=True"] : [])
      #expect(text(suffixes: suffixes) == test["output"].string, "\(test["case"].string)")
    }
    print("printing.json: \(cases.count) texts ran")
  }
}
