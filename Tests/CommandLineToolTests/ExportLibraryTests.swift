import Foundation
import Testing

private func cell(_ source: String) -> String { "```{.swift .input}\n\(source)\n```\n" }

/// A book of two chapters that save most kinds of declarations.
private func book() throws -> TemporaryFolder {
  let place = try TemporaryFolder()
  try place.write(
    "{ \"title\": \"A book\", \"library\": \"Kit\" }", to: "book/book.json")
  try place.write("# A book\n\n```toc\nshapes\nparts/more\n```\n", to: "book/index.md")
  try place.write(
    "# Shapes\n\n## Plane ones\n\n"
      + cell(
        """
        import Foundation
        /// Something with an area.
        protocol Shape { var area: Double { get } }  // @save

        // @save
        struct Box: Shape {
          let width: Double, height: Double
          var name = "box", scale: Double = 1
          var note: String?
          var area: Double { width * height * scale }
        }
        class Counter {  // @save
          private var count = 0
          func step() -> Int { count += 1; return count }
          final func reset() { count = 0 }
          static let limit = 9
        }
        infix operator <+>: AdditionPrecedence  #@save
        """)
      + cell("func <+> (a: Box, b: Box) -> Double { a.area + b.area }  // @save"),
    to: "book/shapes.md")
  try place.write(
    cell(
      """
      import Kit
      private extension Box { func hidden() {} }
      extension Box {  // @save
        enum Size: Int { case small, large }
        var size: Size { area > floor(10.5) ? .large : .small }
      }
      final class Twice: Counter {  // @save
        override func step() -> Int { 2 * super.step() }
      }
      let unit = Box(width: 1, height: 1)  // @save
      """.replacing("import Kit", with: "import Kit\nimport Foundation")), to: "book/parts/more.md")
  return place
}

/// Builds the package in `folder` and runs its program.
private func swiftRun(_ folder: String) throws -> Ended {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["swift", "run", "--package-path", folder]
  return try Running(process).wait()
}

@Suite struct `The export of a library` {
  @Test(.timeLimit(.minutes(20))) func `is a package that others build on`() throws {
    let place = try book()
    defer { withExtendedLifetime(place) {} }
    let export = try lectern(["export", "library", "book", "-o", "out"], in: place.path)
    #expect(export.error == "")
    #expect(export.output == "wrote 1 module → out\n")
    let shapes = try #require(place.read("out/Sources/Kit/shapes.swift"))
    #expect(
      shapes.contains(
        "/// Something with an area.\n///\n/// Defined in “Plane ones”, shapes.md.\n"
          + "public protocol Shape"
      ))
    #expect(!shapes.contains("@save"))
    #expect(place.read("out/Sources/Kit/parts-more.swift")?.contains("parts/more.md") == true)

    try place.write(
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "client", dependencies: [.package(path: "../out")],
        targets: [.executableTarget(
          name: "client", dependencies: [.product(name: "Kit", package: "out")])])
      """, to: "client/Package.swift")
    try place.write(
      """
      import Kit
      class Mine: Counter { override func step() -> Int { 10 * super.step() } }
      let box = Box(width: 3, height: 4, scale: 0.5)
      let (mine, twice) = (Mine(), Twice())
      print(box.area, box.size, box.name, box <+> unit, mine.step(), twice.step(), Counter.limit)
      """, to: "client/Sources/client/main.swift")
    let run = try swiftRun(place["client"])
    #expect(run.status == 0, "\(run.error)\(run.output)")
    #expect(run.output.hasSuffix("6.0 small box 7.0 10 2 9\n"))
  }

  @Test func `leaves folders alone that are not its own`() throws {
    let place = try book()
    defer { withExtendedLifetime(place) {} }
    try place.write("mine", to: "out/Package.swift")
    let first = try lectern(["export", "library", "book", "-o", "out"], in: place.path)
    #expect(first.status == 1)
    #expect(first.error.contains("'out' was not written by 'lectern export'"))
    #expect(place.read("out/Package.swift") == "mine")

    for _ in 0..<2 {
      #expect(try lectern(["export", "library", "book"], in: place.path).status == 0)
    }
    try place.write("mine", to: "Kit/Sources/Kit/mine.swift")
    try place.write("# A book\n\n```toc\nshapes\n```\n", to: "book/index.md")
    #expect(try lectern(["export", "library", "book"], in: place.path).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: place.path + "/Kit/Sources/Kit")
    #expect(files.sorted() == ["mine.swift", "shapes.swift"])
  }

  @Test func `takes the runtime along, as it is built here`() throws {
    let place = try TemporaryFolder()
    defer { withExtendedLifetime(place) {} }
    try place.write("{}", to: "book/book.json")
    try place.write(cell("import Abacus\nlet one = Tensor([1])  // @save"), to: "book/a.md")
    #expect(try lectern(["export", "library", "book"], in: place.path).status == 0)
    let manifest = try #require(place.read("BookLibrary/Package.swift"))
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let own = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let rows = manifest.matches(of: /\.target\(name: "(\w+)", dependencies: \[(.*?)\], swift/)
      .filter { $0.output.1 != "BookLibrary" }
    #expect(rows.count == 7)
    for row in rows {
      let words = ["\"\(row.output.1)\""] + row.output.2.split(separator: ", ").map(String.init)
      #expect(own.contains("library(\(words.joined(separator: ", ")))"), "\(row.output.0)")
    }
    let sources = place.path + "/BookLibrary/Sources"
    #expect(FileManager.default.fileExists(atPath: sources + "/AbacusKernels/include"))
  }

  @Test(arguments: [
    (["export", "libary"], 2, "did you mean 'library'?"), (["export"], 2, "export"),
    (["export", "library", "book", "--tab", "x"], 2, "no chapter has a tab 'x'"),
  ])
  func `explains a mistake`(words: [String], status: Int32, message: String) throws {
    let place = try book()
    defer { withExtendedLifetime(place) {} }
    let ended = try lectern(words, in: place.path)
    #expect(ended.status == status)
    #expect(ended.error.contains(message), "\(ended.error)")
  }

  @Test func `says when there is nothing to write, or it does not stand by itself`() throws {
    let place = try TemporaryFolder()
    defer { withExtendedLifetime(place) {} }
    try place.write("{}", to: "book/book.json")
    try place.write(cell("let a = 1"), to: "book/a.md")
    let nothing = try lectern(["export", "library", "book"], in: place.path)
    #expect(nothing.status == 1)
    #expect(nothing.error.contains("no chapter saves anything"))
    try place.write(cell("let a = 1\nfunc f() -> Int { a }  // @save"), to: "book/a.md")
    let lame = try lectern(["export", "library", "book"], in: place.path)
    #expect(lame.status == 1)
    #expect(lame.error.hasPrefix("book/a.md:3:19: error: 'func f' cannot be saved as it is"))
    #expect(!FileManager.default.fileExists(atPath: place.path + "/BookLibrary"))
  }
}
