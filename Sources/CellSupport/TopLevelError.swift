internal import KernelChannel

/// Reports an error that reached the top level of a cell, and ends the process.
///
/// The C function that units call in place of the Swift runtime's own hands the error on as it came.
@_silgen_name("lectern_error_at_top_level")
public func errorAtTopLevel(_ error: any Error) -> Never {
  var text = String(describing: error)
  text.withUTF8 { bytes in
    unsafe lk_send_thrown(bytes.baseAddress, bytes.count)
  }
  lk_end(1)
}
