import CommandLineTool
import Foundation
import Testing

@Suite struct `The output folder` {
  @Test func `keeps a page that has not changed`() throws {
    let place = try TemporaryFolder()
    let folder = try OutputFolder(place["out/deep"])
    #expect(try folder.write(Array("one".utf8), as: "part/a.html"))
    #expect(try !folder.write(Array("one".utf8), as: "part/a.html"))
    #expect(try folder.write(Array("two".utf8), as: "part/a.html"))
    #expect(place.read("out/deep/part/a.html") == "two")
  }

  @Test func `takes files and their names from many tasks at once`() async throws {
    let place = try TemporaryFolder()
    let folder = try OutputFolder(place["out"])
    try await withThrowingTaskGroup { group in
      for number in 0..<100 {
        group.addTask {
          try folder.write(Array("\(number)".utf8), as: "shared.png")
          try folder.record(["\(number).html"])
        }
      }
      try await group.waitForAll()
    }
    let list = try #require(place.read("out/.lectern-pages"))
    #expect(list.split(separator: "\n").count == 100)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place["out"]).count == 2)
  }

  @Test(arguments: ["../a.html", "/tmp/a.html", "a/../../b.html", "", "a//b", ".", "a\u{0}b"])
  func `writes nothing outside itself`(name: String) throws {
    let place = try TemporaryFolder()
    let folder = try OutputFolder(place["out"])
    #expect(throws: OutputFolder.Problem.self) { try folder.write([1], as: name) }
  }

  @Test func `does not follow a link that leads out`() throws {
    let place = try TemporaryFolder(["secret/x.html": "kept"])
    let folder = try OutputFolder(place["out"])
    try FileManager.default.createSymbolicLink(
      atPath: place["out/part"], withDestinationPath: place["secret"])
    #expect(throws: OutputFolder.Problem.self) { try folder.write([1], as: "part/x.html") }
    #expect(place.read("secret/x.html") == "kept")
  }

  @Test(arguments: ["../out", "/tmp/out", "a/../../out", "link", "link/deeper", "nowhere"])
  func `that a book names lies in the book`(name: String) throws {
    let place = try TemporaryFolder([
      "book/book.json": "{\"output\": \"\(name)\"}", "book/a.md": "# A\n", "out/x": "",
    ])
    for (link, target) in [("link", "../out"), ("nowhere", "../new")] {
      try FileManager.default.createSymbolicLink(
        atPath: place["book/\(link)"], withDestinationPath: target)
    }
    let result = try lectern(["render", "book"], in: place.path)
    #expect(result.status == 1)
    #expect(
      result.error.contains(
        name.contains("..") || name.hasPrefix("/")
          ? "'output' has to be the name of a folder inside the book's"
          : "'\(name)' leads out of the folder 'book'"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: place["out"]) == ["x"])
    #expect(!place.exists("new"))
    let elsewhere = try lectern(["render", "book", "-o", "book/link"], in: place.path)
    #expect(elsewhere.error.isEmpty == !(name.contains("..") || name.hasPrefix("/")))
    #expect(place.exists("out/a.html"))
  }

  @Test func `replaces a link instead of writing through it`() throws {
    let place = try TemporaryFolder(["secret.html": "kept"])
    let folder = try OutputFolder(place["out"])
    try FileManager.default.createSymbolicLink(
      atPath: place["out/x.html"], withDestinationPath: place["secret.html"])
    try folder.write(Array("new".utf8), as: "x.html")
    #expect(place.read("secret.html") == "kept")
    #expect(place.read("out/x.html") == "new")
  }

  @Test func `is refused where a file stands`() throws {
    let place = try TemporaryFolder(["out": ""])
    #expect(throws: OutputFolder.Problem.isNoFolder(place["out"])) {
      try OutputFolder(place["out"])
    }
    #expect(throws: OutputFolder.Problem.isNoFolder(place["out"])) {
      try OutputFolder(place["out/deeper"])
    }
  }

  @Test func `leaves no temporary file behind`() throws {
    let place = try TemporaryFolder(["out/.lectern-999999999-a.html.tmp": "half"])
    let folder = try OutputFolder(place["out"])
    try folder.write([1], as: "a.html")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place["out"]) == ["a.html"])
  }
}

@Suite struct `Cleaning the cache` {
  @Test func `removes what carries the mark, and all in it`() throws {
    let place = try TemporaryFolder()
    let cache = try cache(in: place)
    try place.write("12345", to: ".lectern/units/a.o")
    #expect(try cache.remove() == CacheFolder.Removal(files: 1, bytes: 5))
    #expect(!place.exists(".lectern"))
    #expect(try cache.remove() == CacheFolder.Removal())
  }

  @Test func `leaves a folder without the mark alone`() throws {
    let place = try TemporaryFolder([".lectern/diary.txt": "mine"])
    #expect(throws: CacheFolder.Problem.isNotOurs(place[".lectern"])) {
      try CacheFolder(place[".lectern"]).remove()
    }
    #expect(place.read(".lectern/diary.txt") == "mine")
  }

  @Test func `leaves the cache of another program alone`() throws {
    let text = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by cargo.\n"
    let place = try TemporaryFolder([".lectern/CACHEDIR.TAG": text])
    #expect(throws: CacheFolder.Problem.self) { try CacheFolder(place[".lectern"]).remove() }
  }

  @Test func `never follows a link out of the cache`() throws {
    let place = try TemporaryFolder(["home/diary.txt": "mine"])
    let cache = try cache(in: place)
    try FileManager.default.createSymbolicLink(
      atPath: place[".lectern/link"], withDestinationPath: place["home"])
    _ = try cache.remove()
    #expect(place.read("home/diary.txt") == "mine")
    #expect(!place.exists(".lectern"))
  }

  @Test func `keeps what was used since a time`() throws {
    let place = try TemporaryFolder()
    let cache = try cache(in: place)
    try place.write("old", to: ".lectern/old/a")
    try place.write("new", to: ".lectern/new/b")
    try setTimes(of: place[".lectern/old/a"], to: 1000)
    _ = try cache.remove(unusedSince: 5000)
    #expect(!place.exists(".lectern/old"))
    #expect(place.read(".lectern/new/b") == "new")
    _ = try cache.remove()
    #expect(!place.exists(".lectern"))
  }

  /// A marked cache without content.
  private func cache(in place: TemporaryFolder) throws -> CacheFolder {
    let text = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by lectern; safe to delete.\n"
    try place.write(text, to: ".lectern/CACHEDIR.TAG")
    try place.write("*\n", to: ".lectern/.gitignore")
    return CacheFolder(place[".lectern"])
  }

  private func setTimes(of path: String, to seconds: Int) throws {
    var times = [timeval(tv_sec: seconds, tv_usec: 0), timeval(tv_sec: seconds, tv_usec: 0)]
    #expect(unsafe utimes(path, &times) == 0)
  }
}
