extension UInt8 {
  var isSpaceOrTab: Bool { self == .space || self == .tab }
}

extension ArraySlice<UInt8> {
  /// The bytes without the spaces and tabs around them.
  var withoutSpace: Self {
    let head = drop { $0.isSpaceOrTab }
    guard let last = head.lastIndex(where: { !$0.isSpaceOrTab }) else { return head.prefix(0) }
    return head[...last]
  }
}
