/// What can be wrong with a chapter.
enum Fault: Hashable {
  case wideEncoding
  case notUTF8
  case unclosedFence(isCell: Bool)
  case unclosedBrace
  case unclosedQuote
  case unknownClass(String)

  case unknownDirective(String)
  case repeatedDirective(String)
  case directiveInside(String)
  case secondRole(String)

  case unknownOption(String)
  case repeatedOption(String)
  case contradictoryOptions(String, String)
  case needlessValue(option: String)
  case notANumber(option: String, value: String?, isPositive: Bool)
  case missingText(option: String)
  case foreignOption(String, language: String)

  case missingName(directive: String)
  case unknownRoleOption(String, directive: String, known: [String])
  case unknownExercise(String, known: [String])
  case repeatedExercise(String, directive: String)

  case noTabNamed(by: String)
  case unknownTab(String, known: [String])
  case repeatedTab(String)
  case modelElsewhere(String, tabs: [String])
  case allWithOthers
  case unopenedTabBlock
  case unclosedTabBlock
  case nestedTabBlock(line: Int)
  case misplacedTabCondition

  case secondDeclaration(line: Int)
  case unknownExtension(String)
  case noTabsDeclared
  case reservedTab(String)
  case unexpectedInDeclaration
}

/// A fault and the bytes of the file it is about.
struct PlacedFault: Hashable {
  var fault: Fault
  var range: Range<Int>

  init(_ fault: Fault, _ range: Range<Int>) {
    self.fault = fault
    self.range = range
  }

  /// The same fault, `distance` bytes further on.
  func moved(by distance: Int) -> PlacedFault {
    PlacedFault(fault, (range.lowerBound + distance)..<(range.upperBound + distance))
  }
}
