public import CellOutput
internal import KernelChannel

/// Shows `value` where the cell stands, in its richest form.
public func display(_ value: any Displayable) {
  send(value.display)
}

/// Shows `markup`, HTML that the author answers for.
public func display(html markup: String) {
  send(Display("text/html", markup))
}

/// Shows `text`, written in Markdown.
public func display(markdown text: String) {
  send(Display("text/markdown", text))
}

/// Marks where the cell with this ordinal begins in a compiled unit.
public func _lecternCell(_ ordinal: UInt32) {
  lk_begin_cell(ordinal)
}

/// Nothing is echoed for a cell whose last expression is `Void`.
public func _lecternEcho(_ value: Void) {}

/// Echoes the value of a cell's last expression.
///
/// A `Displayable` value is shown richly; a string is shown with its quotes, as Swift's own REPL
/// does, and everything else as it describes itself.
public func _lecternEcho<Value>(_ value: Value) {
  switch value {
  case is Void: return
  case let value as any Displayable: send(value.display)
  case let value as String: sendEcho(value.debugDescription)
  case let value as Character: sendEcho(value.debugDescription)
  default: sendEcho(String(describing: value))
  }
}

private func send(_ display: Display) {
  let bytes = display.wireBytes
  unsafe bytes.withUnsafeBytes { bytes in
    unsafe lk_send(lk_message_display, bytes.baseAddress, bytes.count)
  }
}

private func sendEcho(_ text: String) {
  var text = text
  text.withUTF8 { bytes in
    unsafe lk_send(lk_message_echo, bytes.baseAddress, bytes.count)
  }
}
