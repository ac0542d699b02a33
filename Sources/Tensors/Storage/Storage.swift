/// A run of raw memory that tensors share.
///
/// The only owner of raw memory in this module; kernels are handed its pointer by `Kernels`.
@safe
final class Storage: @unchecked Sendable {  // The memory lives as long as this; threads that write
  // to one tensor must take turns, as in PyTorch.
  let byteCount: Int
  let bytes: UnsafeMutableRawPointer
  /// How often an in-place operation has changed the contents; see `SavedTensor`.
  var version = 0
  private let origin: Origin

  /// Takes memory for `byteCount` bytes, aligned to 64, with unspecified contents.
  init(byteCount: Int) {
    self.byteCount = byteCount
    let block = BlockCache.Class(fitting: byteCount)
    origin = .cache(block)
    guard let bytes = unsafe BlockCache.shared.take(block) else {
      fail("Tensor", "there is no memory for \(byteCount) more bytes")
    }
    unsafe self.bytes = bytes
  }

  /// Looks at memory that belongs to `owner`, who is kept alive.
  init(sharing bytes: UnsafeMutableRawPointer, byteCount: Int, owner: AnyObject) {
    self.byteCount = byteCount
    origin = .owner(owner)
    unsafe self.bytes = bytes
  }

  deinit {
    if case .cache(let block) = origin { unsafe BlockCache.shared.give(bytes, block) }
  }

  /// Where the memory came from, and goes back to.
  private enum Origin {
    case cache(BlockCache.Class)
    case owner(AnyObject)
  }
}
