/// What can be wrong with a file of expected outputs.
enum ExpectationFault: Hashable {
  case notUTF8
  /// As many more than are told one by one.
  case more(Int)
  case strayText(String)
  case badCellHeading
  case emptyTabHeading
  case repeatedTab(String)
  case sectionBeforeTab
  case unknownBlock(String)
  case unclosedBlock
  case badFigureLine(String)
  case panelOutsideFigure
  case seriesOutsidePanel
  case tableOutsideSeries
  case badNumber(String)
  case cellCount(found: Int, expected: Int)
}

extension ExpectationFault {
  /// What is wrong, in lower case, without a full stop.
  var message: String {
    switch self {
    case .notUTF8: "this is no file of expected outputs: it is not UTF-8 from here on"
    case .more(let count): "\(count) more lines of this file are no expected output"
    case .strayText(let text): "'\(text)' is no part of an expected output"
    case .badCellHeading: "the heading of a cell is its first line as code, then a checksum"
    case .emptyTabHeading: "the heading of a tab needs the tab's name"
    case .repeatedTab(let name): "the tab '\(name)' has its outputs above already"
    case .sectionBeforeTab: "this output stands before the heading of a cell"
    case .unknownBlock(let info): "a block '\(info)' is no kind of output"
    case .unclosedBlock: "this block is not closed"
    case .badFigureLine(let form): "this line of a figure has to be like: \(form)"
    case .panelOutsideFigure: "a panel belongs to a figure, and there is none above"
    case .seriesOutsidePanel: "a series belongs to a panel, and there is none above"
    case .tableOutsideSeries: "a table belongs to a series, and there is none above"
    case .badNumber(let text): "'\(text)' is not a number"
    case .cellCount(let found, let expected):
      "this row of the table has \(found) cells, where its head has \(expected)"
    }
  }

  /// What to try next, if that is known.
  var hint: String? {
    switch self {
    case .notUTF8, .more:
      "move the file away, and 'lectern test --update' writes what the chapter puts out now"
    case .strayText(let text) where ["<<<<<<<", "=======", ">>>>>>>"].contains(text.prefix(7)):
      "a merge has left its marks here"
    case .strayText: "outputs stand in fenced blocks, figures in tables"
    case .badCellHeading: "as in: ### `print(x)` (1d0c9b2a)"
    case .unknownBlock:
      "the kinds are \(TextPiece.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
    default: nil
    }
  }
}
