import CellOutput
import Foundation
import Plotting
import Testing

@Suite struct `Images` {
  private let grey = Raster(width: 2, height: 1, channels: 1, bytes: [0, 255])
  private let color = Raster(width: 1, height: 2, channels: 3, bytes: [255, 0, 0, 0, 0, 255])

  @Test func `are embedded, sharp however large, and reach for nothing outside`() throws {
    let report = XMLReport(imageGrid([grey, color], titles: ["a", "b\nc"]).drawn)
    #expect(report.problem == nil)
    let references = report.values(of: "href", on: "image")
    #expect(references.count == 2)
    #expect(references.allSatisfy { $0.hasPrefix("data:image/png;base64,") })
    let styles = report.values(of: "style", on: "image")
    #expect(styles.allSatisfy { $0 == "image-rendering:pixelated" })
    #expect(report.text.contains("a") && report.text.contains("b") && report.text.contains("c"))
  }

  @Test func `keep their shape`() throws {
    let wide = try #require(XMLReport(imageGrid([grey]).drawn).attributes(of: "image").first)
    let width = try #require(Double(wide["width"] ?? "")), height = Double(wide["height"] ?? "")
    #expect(height == width / 2)
  }

  @Test func `carry the means of their blocks of pixels`() throws {
    let data = try #require(imageGrid([color]).display.figure?.panels.first?.series.first)
    #expect(data.kind == "image")
    #expect(data.columns == [.init("size", [2, 1, 3]), .init("blocks", [1, 0, 0, 0, 0, 1])])
    let large = Raster(
      width: 32, height: 32, channels: 1, bytes: (0..<1024).map { $0 % 2 == 0 ? 255 : 0 })
    let blocks = try #require(imageGrid([large]).display.figure?.panels[0].series[0].columns[1])
    #expect(blocks.values == [Double](repeating: 0.5, count: 256))
  }

  @Test func `show hostile titles as text`() {
    let report = XMLReport(imageGrid([grey], titles: ["</text><script>\u{1}"]).drawn)
    #expect(report.problem == nil)
    #expect(!report.elements.contains("script"))
  }

  @Test func `survive being empty`() {
    let nothing = Raster(width: 0, height: 0, channels: 1, bytes: [])
    for images in [[], [nothing], [grey, nothing]] {
      let report = XMLReport(imageGrid(images, columns: 0, scale: .nan).drawn)
      #expect(report.problem == nil)
      #expect(!report.attributes.flatMap(\.values).contains { $0.contains("nan") })
    }
  }
}

@Suite struct `A PNG file` {
  @Test func `has the parts that the format asks for`() throws {
    let file = Raster(width: 300, height: 2, channels: 1, bytes: [UInt8](repeating: 9, count: 600))
      .png
    #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]))
    // Width 300, height 2, 8 bits, grey, and the checksum that Python's zlib.crc32 gives.
    let header: [UInt8] = [
      0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1, 44, 0, 0, 0, 2, 8, 0, 0, 0, 0, 0xC7, 0xC7, 0xBE, 0x5B,
    ]
    #expect(Array(file[8..<33]) == header)
    #expect(file.suffix(12) == [0, 0, 0, 0, 73, 69, 78, 68, 0xAE, 0x42, 0x60, 0x82])
    #expect(file.count < 100)
  }

  @Test func `holds the pixels, line by line`() throws {
    let file = Raster(width: 2, height: 2, channels: 3, bytes: Array(1...12)).png
    #expect(try inflated(content(of: file)) == [0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12])
  }

  @Test func `loses no byte of random pictures`() throws {
    var random = SampleRandom()
    for size in [1, 2, 3, 17, 64, 300] {
      for levels in [1.0, 2, 4, 256] {
        let bytes = (0..<size * size).map { _ in UInt8(random.uniform() * levels) }
        let file = Raster(width: size, height: size, channels: 1, bytes: bytes).png
        let lines = try inflated(content(of: file))
        let starts = stride(from: 1, to: lines.count, by: size + 1)
        let pixels = starts.flatMap { (start: Int) in lines[start..<start + size] }
        #expect(pixels == bytes, "\(size) \(levels)")
      }
    }
  }

  @Test func `ends its pixels with their checksum`() {
    let file = Raster(width: 9, height: 1, channels: 1, bytes: Array("Wikipedia".utf8)).png
    // zlib.adler32(b"\0Wikipedia")
    #expect(content(of: file).suffix(4) == [0x11, 0xE7, 0x03, 0x98])
  }

  /// The content of the third part, which is the pixels.
  private func content(of file: [UInt8]) -> [UInt8] {
    let length = file[33..<37].reduce(0) { $0 << 8 | Int($1) }
    return Array(file[41..<41 + length])
  }
}
