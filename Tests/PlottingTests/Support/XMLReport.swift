import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What an XML parser finds in a document.
final class XMLReport: NSObject, XMLParserDelegate {
  /// Why the document is not well-formed, or `nil`.
  private(set) var problem: String?
  /// The names of all elements, in order.
  private(set) var elements: [String] = []
  /// The attributes of all elements, in order.
  private(set) var attributes: [[String: String]] = []
  /// The text of all elements, joined.
  private(set) var text = ""

  init(_ document: String) {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    if !parser.parse() { problem = parser.parserError.map { "\($0)" } ?? "unknown" }
  }

  /// The attributes of the elements called `element`, in order.
  func attributes(of element: String) -> [[String: String]] {
    zip(elements, attributes).filter { $0.0 == element }.map(\.1)
  }

  /// The values of attribute `name` of all elements called `element`, in order.
  func values(of name: String, on element: String) -> [String] {
    attributes(of: element).compactMap { $0[name] }
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    elements.append(elementName)
    attributes.append(attributeDict)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
