import Abacus
import Testing

private let houses = """
  rooms,roof,price
  NA,NA,127500
  2,NA,106000
  4,Slate,178100
  NA,"Slate, red",140000

  """

@Suite struct `A table` {
  @Test func `has named columns of text, numbers and nothing`() throws {
    let table = try Table(houses)
    #expect(table.names == ["rooms", "roof", "price"] && table.count == 4)
    #expect(try table.column("roof") == [nil, nil, "Slate", "Slate, red"])
    #expect(try table.tensor("price").scalars == [127_500, 106_000, 178_100, 140_000])
    let X = try table.tensor(["price", "rooms"], dtype: .float64)
    #expect(X.shape == [4, 2] && X.dtype == .float64)
    #expect(X[2].array == [178_100, 4] && X[1].array == [106_000, 2])
    #expect(X[0, 1].item().isNaN)
  }

  // The expected fields are those that Python's module `csv` answers.
  @Test(
    arguments: [
      ("a,b\n1,2", [["1", "2"]]), ("a,b\r\n1,2\r\n", [["1", "2"]]), ("a,b\r1,2\r", [["1", "2"]]),
      ("a,b\n\n1,2\n\n3,4\n", [["1", "2"], ["3", "4"]]), ("\u{FEFF}a,b\n1,2", [["1", "2"]]),
      ("a,b\n\"x,y\",\"x\ny\"", [["x,y", "x\ny"]]),
      ("a,b\n\"say \"\"hi\"\"\",\"\"\"\"", [["say \"hi\"", "\""]]),
      ("a,b\n,", [[nil, nil]]), ("a,b\n\"\",\"NA\"", [["", "NA"]]), ("a,b\n 1 ,\t2", [["1", "2"]]),
      ("a,b\nx\"y,z", [["x\"y", "z"]]), ("a,b\nä,日本", [["ä", "日本"]]), ("a,b\n", []),
    ] as [(String, [[String?]])])
  func `is read field by field`(text: String, rows: [[String?]]) throws {
    let table = try Table(text)
    #expect(table.names == ["a", "b"])
    #expect(try table.column("a") == rows.map { $0[0] })
    #expect(try table.column("b") == rows.map { $0[1] })
  }

  @Test func `can have other separators and no names`() throws {
    let table = try Table("1;2\n3;4", separator: ";", header: false)
    #expect(table.names == ["0", "1"])
    #expect(try table.tensor(dtype: .int64).array == [1, 2, 3, 4])
    #expect(try Table("", header: false).count == 0)
  }

  @Test func `becomes whole numbers, classes and truth`() throws {
    let table = try Table("n,kind,is\n3,cat,1\n-2.0,ant,0\n1e3,cat,1")
    let n = try table.tensor("n", dtype: .int64)
    #expect(n.dtype == .int64 && n.array == [3, -2, 1000])
    let (labels, classes) = try table.classes(of: "kind")
    #expect(classes == ["ant", "cat"] && labels.array == [1, 0, 1] && labels.dtype == .int64)
    #expect(try table.tensor("is", dtype: .bool).scalars(as: Bool.self) == [true, false, true])
  }

  @Test func `is read from files, with tabs in those that say so`() throws {
    let folder = try DataFolder()
    let commas = try folder.write(Array("a,b\n1,2\n".utf8), "t.csv")
    let tabs = try folder.write(Array("a\tb\n1\t2,5\n".utf8), "t.tsv")
    #expect(try Table(contentsOf: commas).tensor().array == [1, 2])
    #expect(try Table(contentsOf: folder.pack("t.csv")).tensor().array == [1, 2])
    #expect(try Table(contentsOf: tabs).column("b") == ["2,5"])
    #expect(throws: TableError.file("no/such.csv", reason: "No such file or directory")) {
      try Table(contentsOf: "no/such.csv")
    }
  }

  @Test(arguments: [
    ("a,b\n1,2\n3", "t:3:2: a row ends here after 1 field, where the first has 2"),
    ("a,b\n1,2,3\n", "t:2:6: a row ends here after 3 fields, where the first has 2"),
    ("a,b\n1,\"2\n3,4", "t:2:3: the quotes that open here are never closed"),
    (
      "a,b\n\"1\"x,2",
      "t:2:4: 'x' follows the closing quotes; quotes within a field are written twice"
    ),
    ("a,b,a\n", "t:1:5: there are two columns 'a'"),
    ("", "t: there is no first line with the names of the columns"),
  ])
  func `that is none says where`(text: String, message: String) throws {
    let error = #expect(throws: TableError.self) { try Table(text, name: "t") }
    #expect(try #require(error).description == message)
  }

  @Test(arguments: [
    ("a\r\n1\r\nä x", DType.float32, "t:3:1: 'ä x' in column 'a' is no number"),
    ("a\n1.5", .int64, "t:2:1: '1.5' in column 'a' is no number of type int64"),
    ("a\n256", .uint8, "t:2:1: '256' in column 'a' is no number of type uint8"),
    ("a\n1e30", .int64, "t:2:1: '1e30' in column 'a' is no number of type int64"),
    ("b,a\n1,", .int32, "t:2:3: column 'a' has nothing here, which int32 cannot express"),
  ])
  func `that is no tensor says where`(text: String, dtype: DType, message: String) throws {
    let table = try Table(text, name: "t")
    let error = #expect(throws: TableError.self) { try table.tensor("a", dtype: dtype) }
    #expect(try #require(error).description == message)
  }

  @Test func `without a column says which there are`() throws {
    let error = #expect(throws: TableError.self) { try Table(houses).tensor("Price") }
    #expect(
      try #require(error).description
        == "table: there is no column 'Price' among 'rooms', 'roof', 'price'")
    #expect(throws: TableError.self) { try Table(houses).classes(of: "roof") }
  }

  @Test func `is printed in columns`() throws {
    let text = """
         rooms        roof   price
      0    NaN         NaN  127500
      1      2         NaN  106000
      2      4       Slate  178100
      3    NaN  Slate, red  140000
      """
    #expect(try Table(houses).description == text)
    let long = try Table("n\n" + (1...20).map { "\($0)\n" }.joined())
    let lines = long.description.split(separator: "\n")
    #expect(lines.count == 13 && lines[6].hasPrefix("...") && lines[12] == "[20 rows]")
  }

  @Test func `of random bytes is an error or a table, not a stop`() throws {
    var random = SystemRandomNumberGenerator()
    let marks = Array("\",\n\r1a \u{FEFF}ä".utf8)
    let folder = try DataFolder()
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).compactMap { _ in
        marks.randomElement(using: &random)
      }
      let table = try? Table(contentsOf: folder.write(bytes, "r.csv"))
      #expect((table?.description).map { !$0.isEmpty } ?? true)
      _ = try? table?.tensor()
    }
  }
}
