import KernelChannel

/// What a unit calls when an error reaches its top level, in place of the Swift runtime's own
/// function, which would only crash.
@_silgen_name("swift_errorInMain")
public func errorInMain(_ error: any Error) -> Never {
  var text = String(describing: error)
  unsafe text.withUTF8 { bytes in
    unsafe lk_send_thrown(UnsafeRawPointer(bytes.baseAddress), bytes.count)
  }
  lk_end(1)
}
