import Foundation
import Markup
import MathML
import Testing

/// The formulas of the gallery, with whether they stand on lines of their own.
private let gallery: [(tex: String, isDisplay: Bool)] = {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/gallery.md")
  let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  return text.split(separator: "\n").filter { $0.hasPrefix("$") }.map { line in
    let width = line.hasPrefix("$$") ? 2 : 1
    return (String(line.dropFirst(width).dropLast(width)), width == 2)
  }
}()

@Suite struct `The gallery` {
  @Test func `has at least 150 formulas, and all of them convert`() {
    #expect(gallery.count >= 150)
    var converter = MathConverter()
    for (tex, isDisplay) in gallery {
      let formula = converter.convert(tex, isDisplay: isDisplay)
      #expect(formula.errors.map(\.message) == [], "\(tex)")
    }
  }

  @Test func `is well-formed, with as many children as each element wants`() {
    let wanted = [
      "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2,
      "munderover": 3,
    ]
    var converter = MathConverter()
    for (tex, isDisplay) in gallery {
      let markup = converter.convert(tex, isDisplay: isDisplay).html.markup
      let root = XMLElements(markup)
      #expect(root.isWellFormed, "\(tex)")
      for (name, count) in root.counts {
        if let wanted = wanted[name] { #expect(count == wanted, "<\(name)> in \(tex)") }
      }
    }
  }
}

/// The elements of a piece of XML, each with how many elements are in it.
private struct XMLElements {
  private(set) var counts: [(name: String, count: Int)] = []
  private(set) var isWellFormed = true

  init(_ markup: String) {
    var open: [(name: String, count: Int)] = []
    for match in markup.matches(of: /<(\/?)([a-z]+)[^<>]*>/) {
      let name = String(match.output.2)
      if match.output.1.isEmpty {
        if !open.isEmpty { open[open.count - 1].count += 1 }
        open.append((name, 0))
      } else if let last = open.popLast(), last.name == name {
        counts.append(last)
      } else {
        isWellFormed = false
      }
    }
    if !open.isEmpty { isWellFormed = false }
  }
}
