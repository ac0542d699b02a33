internal import AbacusKernels
import Glibc

/// Memory blocks that are used again instead of going back to the system.
///
/// Training asks for the same sizes at every step, and a fresh large block costs a page fault for
/// each of its pages.
@safe
final class BlockCache: @unchecked Sendable {  // Its properties are touched only under the lock.
  static let shared = BlockCache()

  /// The most bytes kept for later.
  private static let limit = 256 << 20

  /// The free blocks of each class are a list threaded through their own first bytes.
  private var first = unsafe [UnsafeMutableRawPointer?](repeating: nil, count: Class.count)
  private var bytes = 0

  /// Returns a block of class `size`, or nil when the system has no memory left.
  func take(_ size: Class) -> UnsafeMutableRawPointer? {
    guard let index = size.index, let block = unsafe reused(size, index) else {
      return unsafe aligned_alloc(64, size.bytes)
    }
    return unsafe block
  }

  private func reused(_ size: Class, _ index: Int) -> UnsafeMutableRawPointer? {
    ab_lock_memory()
    defer { ab_unlock_memory() }
    guard let block = unsafe first[index] else { return nil }
    unsafe first[index] = block.load(as: UnsafeMutableRawPointer?.self)
    bytes -= size.bytes
    return unsafe block
  }

  /// Takes back a block that `take` returned for the same class.
  func give(_ block: UnsafeMutableRawPointer, _ size: Class) {
    if let index = size.index, unsafe keeps(block, size, index) { return }
    unsafe Glibc.free(block)
  }

  private func keeps(_ block: UnsafeMutableRawPointer, _ size: Class, _ index: Int) -> Bool {
    ab_lock_memory()
    defer { ab_unlock_memory() }
    guard bytes + size.bytes <= BlockCache.limit else { return false }
    unsafe block.storeBytes(of: first[index], as: UnsafeMutableRawPointer?.self)
    unsafe first[index] = block
    bytes += size.bytes
    return true
  }
}

extension BlockCache {
  /// A block size: 64 bytes, or 4 to 7 times a power of two, so that at most a fifth is wasted.
  struct Class: Sendable {
    static let count = 4 * 24
    let bytes: Int
    /// Where its free blocks are, or nil when it is too large to be kept.
    let index: Int?

    init(fitting wanted: Int) {
      let lines = (max(wanted, 1) + 63) / 64  // Cache lines of 64 bytes.
      guard lines > 4 else {
        bytes = lines * 64
        index = lines - 1
        return
      }
      let shift = Int.bitWidth - 3 - (lines - 1).leadingZeroBitCount
      let steps = ((lines - 1) >> shift) + 1
      bytes = (steps << shift) * 64
      let index = 4 * shift + steps - 1
      self.index = index < Class.count ? index : nil
    }
  }
}
