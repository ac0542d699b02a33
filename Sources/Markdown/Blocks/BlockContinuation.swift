/// What a line does to an open block.
enum BlockContinuation {
  /// The line belongs to it, without what marks it as such.
  case goesOn
  /// It ends before the line.
  case ends
  /// The line ends it, and nothing of the line is left.
  case takesLine
}

extension BlockParser {
  /// Finds out whether the line goes on with `node`, and skips what says so.
  mutating func continuation(of node: Int) -> BlockContinuation {
    switch nodes[node].kind {
    case .document, .list: return .goesOn
    case .heading, .thematicBreak, .tabMark: return .ends
    case .blockQuote: return continueQuote(node)
    case .item(let marker):
      return continueItem(node, columns: marker.indent + marker.padding)
    case .footnote: return continueItem(node, columns: 4)
    case .paragraph: return line.isBlank ? .ends : .goesOn
    case .indentedCode: return continueIndentedCode()
    case .fencedCode(let fence): return continueFencedCode(node, fence)
    case .html(let rule): return line.isBlank && rule.endsAtBlankLine ? .ends : .goesOn
    case .table:
      // A role or a caption right below a table is no row of it.
      let isPart =
        nextByte == .colon && (!nonspaceBytes.contains(.pipe) || Role.begins(nonspaceBytes))
      return line.isBlank || options.contains(.roles) && isPart ? .ends : .goesOn
    }
  }

  private mutating func continueQuote(_ node: Int) -> BlockContinuation {
    guard !line.isIndented, nextByte == .greater else { return .ends }
    skipQuoteMark()
    nodes[node].lastLine = lineNumber
    return .goesOn
  }

  /// An item or a footnote goes on with lines that are indented by `columns`.
  private mutating func continueItem(_ node: Int, columns: Int) -> BlockContinuation {
    if line.isBlank {
      // An item that begins with a blank line ends at the next one.
      if nodes[node].children.isEmpty { return .ends }
      line.skipSpace()
      return .goesOn
    }
    guard line.indent >= columns else { return .ends }
    line.advance(columns: columns, in: source)
    return .goesOn
  }

  private mutating func continueIndentedCode() -> BlockContinuation {
    if line.isIndented {
      line.advance(columns: 4, in: source)
    } else if line.isBlank {
      line.skipSpace()
    } else {
      return .ends
    }
    return .goesOn
  }

  private mutating func continueFencedCode(
    _ node: Int, _ fence: BlockNode.Fence
  ) -> BlockContinuation {
    if !line.isIndented, nextByte == fence.mark {
      let marks = nonspaceBytes.prefix { $0 == fence.mark }.count
      if marks >= fence.length, nonspaceBytes.dropFirst(marks).allSatisfy(\.isSpaceOrTab) {
        var closed = fence
        closed.isClosed = true
        nodes[node].kind = .fencedCode(closed)
        nodes[node].lastLine = lineNumber
        close(downTo: matched)
        return .takesLine
      }
    }
    line.advance(columns: min(fence.indent, line.indent), in: source)
    return .goesOn
  }
}
