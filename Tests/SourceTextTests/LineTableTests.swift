import SourceText
import Testing

@Suite struct `Line table` {
  @Test func `lines end with LF, CR or both`() {
    let table = LineTable(Array("ab\ncd\r\nef\rgh".utf8))
    #expect(table.count == 4)
    #expect((1...4).map { table.content(ofLine: $0) } == [0..<2, 3..<5, 7..<9, 10..<12])
    #expect((1...4).map { table.bytes(ofLine: $0) } == [0..<3, 3..<7, 7..<10, 10..<12])
  }

  @Test func `columns count UTF-8 bytes from 1`() {
    let table = LineTable(Array("é!\nxy\n".utf8))
    #expect(table.position(at: 2) == SourcePosition(line: 1, column: 3))
    #expect(table.position(at: 5) == SourcePosition(line: 2, column: 2))
  }

  @Test func `a file that ends with a line ending has no empty last line`() {
    #expect(LineTable(Array("a\n".utf8)).count == 1)
    #expect(LineTable([]).count == 0)
    #expect(LineTable([]).position(at: 0) == SourcePosition(line: 1, column: 1))
  }

  @Test func `lines beyond the file are empty`() {
    let table = LineTable(Array("a\n".utf8))
    #expect(table.content(ofLine: 7).isEmpty && table.content(ofLine: 0).isEmpty)
  }
}
