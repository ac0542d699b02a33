import CellOutput
import Testing

@Suite struct `The wire form` {
  private static let figure = FigureData(
    title: "loss",
    panels: [
      FigureData.Panel(
        title: "left", x: FigureData.Axis(label: "epoch", lower: 0, upper: 10),
        y: FigureData.Axis(lower: 1e-3, upper: 1, isLogarithmic: true),
        series: [
          FigureData.Series(
            name: "train", kind: "line",
            columns: [FigureData.Column("x", [0, 1]), FigureData.Column("y", [-0.0, .infinity])])
        ])
    ])

  private static let outputs: [Output] = [
    .text(.standardOutput, "größe\n"), .text(.standardError, ""), .echo("42"),
    .display(Display("image/svg+xml", "<svg/>", figure: figure)),
    .display(Display([Display.Representation(mime: "image/png", bytes: [0, 255, 10])])),
    .failure(
      Failure(
        .crash, "index 7 is out of bounds", file: "a.md", line: 41, column: 13, hint: "count",
        frames: ["a.md:41:13 in f", "a.md:50:1"])),
    .failure(Failure(.timeout, "too long")),
  ]

  @Test(arguments: outputs)
  func `of an output reads back as it was`(output: Output) throws {
    #expect(try Output(wireBytes: output.wireBytes) == output)
  }

  @Test(arguments: [0, 1, 127, 128, 16384, -1, .max, .min])
  func `of a number reads back as it was`(number: Int) throws {
    var writer = WireWriter()
    writer.write(number)
    var reader = WireReader(writer.bytes)
    #expect(try reader.int() == number)
    #expect(reader.isAtEnd)
  }

  @Test func `of a small number is one byte, of 300 two`() {
    var writer = WireWriter()
    writer.write(5)
    writer.write(300)
    #expect(writer.bytes == [5, 0xAC, 0x02])
  }

  @Test func `that is cut short or damaged throws and never traps`() throws {
    let whole = CellResult(.failed, outputs: Self.outputs, seconds: 1.5).wireBytes
    for count in 0..<whole.count {
      #expect(throws: WireError.self) { try CellResult(wireBytes: Array(whole[..<count])) }
    }
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      _ = try? CellResult(wireBytes: bytes)
    }
  }

  @Test func `begins with what it is`() {
    #expect(throws: WireError.unknown(tag: 9, at: 0)) { try Output(wireBytes: [9]) }
  }
}
