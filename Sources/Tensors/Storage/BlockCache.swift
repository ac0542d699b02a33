import Glibc
import Synchronization

/// Memory blocks that are used again instead of going back to the system.
///
/// Training asks for the same sizes at every step, and a fresh large block costs a page fault for
/// each of its pages.
@safe
final class BlockCache: Sendable {
  static let shared = BlockCache()

  /// The most bytes kept for later.
  private static let limit = 256 << 20

  /// The free blocks of each class are a list threaded through their own first bytes.
  @safe
  private struct FreeBlocks: @unchecked Sendable {  // Touched only under the lock.
    var first = unsafe [UnsafeMutableRawPointer?](repeating: nil, count: Class.count)
    var bytes = 0
  }

  private let free = Mutex(FreeBlocks())

  /// Returns a block of class `size`, or nil when the system has no memory left.
  func take(_ size: Class) -> UnsafeMutableRawPointer? {
    guard let index = size.index else { return unsafe aligned_alloc(64, size.bytes) }
    let reused: UInt? = free.withLock { free in
      guard let block = unsafe free.first[index] else { return nil }
      unsafe free.first[index] = block.load(as: UnsafeMutableRawPointer?.self)
      free.bytes -= size.bytes
      return UInt(bitPattern: block)
    }
    guard let reused else { return unsafe aligned_alloc(64, size.bytes) }
    return unsafe UnsafeMutableRawPointer(bitPattern: reused)
  }

  /// Takes back a block that `take` returned for the same class.
  func give(_ block: UnsafeMutableRawPointer, _ size: Class) {
    let address = UInt(bitPattern: block)
    let kept = free.withLock { free in
      guard let index = size.index, free.bytes + size.bytes <= BlockCache.limit,
        let block = unsafe UnsafeMutableRawPointer(bitPattern: address)
      else { return false }
      unsafe block.storeBytes(of: free.first[index], as: UnsafeMutableRawPointer?.self)
      unsafe free.first[index] = block
      free.bytes += size.bytes
      return true
    }
    if !kept { unsafe Glibc.free(block) }
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
