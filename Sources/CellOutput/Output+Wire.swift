extension Output: WireValue {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .text(let stream, let text):
      writer.write(0 as UInt8)
      writer.write(stream.rawValue)
      writer.write(text)
    case .display(let display):
      writer.write(1 as UInt8)
      display.write(to: &writer)
    case .echo(let text):
      writer.write(2 as UInt8)
      writer.write(text)
    case .failure(let failure):
      writer.write(3 as UInt8)
      failure.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .text(try reader.raw(), try reader.string())
    case 1: self = .display(try Display(from: &reader))
    case 2: self = .echo(try reader.string())
    case 3: self = .failure(try Failure(from: &reader))
    case let tag: throw .unknown(tag: tag, at: 0)
    }
  }
}

extension Failure: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(kind.rawValue)
    writer.write(message)
    writer.write(file)
    writer.write(line)
    writer.write(column)
    writer.write(hint != nil)
    if let hint { writer.write(hint) }
    writer.write(frames.count)
    for frame in frames { writer.write(frame) }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(
      try reader.raw(), try reader.string(), file: try reader.string(), line: try reader.int(),
      column: try reader.int(), hint: try reader.bool() ? try reader.string() : nil)
    for _ in 0..<(try reader.int()) { frames.append(try reader.string()) }
  }
}

extension CellResult: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(status.rawValue)
    writer.write(outputs)
    writer.write(seconds)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(try reader.raw(), outputs: try reader.array(), seconds: try reader.double())
  }
}
