extension Display: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(representations)
    writer.write(figure != nil)
    figure?.write(to: &writer)
    writer.write(id != nil)
    if let id { writer.write(id) }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(
      try reader.array(), figure: try reader.bool() ? try FigureData(from: &reader) : nil,
      id: try reader.bool() ? try reader.string() : nil)
  }
}

extension Display.Representation: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(mime)
    writer.write(bytes)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(mime: try reader.string(), bytes: try reader.blob())
  }
}

extension FigureData: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(title)
    writer.write(panels)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(title: try reader.string(), panels: try reader.array())
  }
}

extension FigureData.Panel: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(title)
    x.write(to: &writer)
    y.write(to: &writer)
    writer.write(series)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(
      title: try reader.string(), x: try FigureData.Axis(from: &reader),
      y: try FigureData.Axis(from: &reader), series: try reader.array())
  }
}

extension FigureData.Axis: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(label)
    writer.write(lower)
    writer.write(upper)
    writer.write(isLogarithmic)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(
      label: try reader.string(), lower: try reader.double(), upper: try reader.double(),
      isLogarithmic: try reader.bool())
  }
}

extension FigureData.Series: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(name)
    writer.write(kind)
    writer.write(columns)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(
      name: try reader.string(), kind: try reader.string(), columns: try reader.array())
  }
}

extension FigureData.Column: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(name)
    writer.write(values.count)
    for value in values { writer.write(value) }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(try reader.string(), [])
    for _ in 0..<(try reader.int()) { values.append(try reader.double()) }
  }
}
