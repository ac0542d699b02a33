internal import Foundation
internal import Glibc

extension EnvironmentError {
  /// What is wrong, for people.
  package var message: String {
    switch self {
    case .compilerNotFound: "there is no Swift compiler: 'swiftc' is not in PATH"
    case .toolchainIncomplete(let missing, let compiler):
      "the Swift toolchain of '\(compiler)' lacks '\(missing)'"
    case .kernelNotFound(let folder): "there is no 'lectern-kernel' beside lectern in '\(folder)'"
    case .runtimeIncomplete(let missing): "the runtime's file '\(missing)' is missing"
    case .notStarted(let program, let errno):
      "'\(program)' cannot be started: \(Self.reason(errno))"
    case .cacheNotWritable(let path, let reason):
      "the cache '\(path)' cannot be used: \(reason.prefix(1).lowercased() + reason.dropFirst())"
    }
  }

  /// What helps, if that is known.
  package var hint: String? {
    switch self {
    case .compilerNotFound, .toolchainIncomplete:
      "install a Swift toolchain from swift.org and put its 'usr/bin' into PATH"
    case .kernelNotFound, .runtimeIncomplete: "build the package again with 'swift build'"
    case .notStarted: nil
    case .cacheNotWritable(_, let reason): Self.cacheHint(reason)
    }
  }

  private static func cacheHint(_ reason: String) -> String {
    switch reason {
    case Self.reason(ENOSPC), Self.reason(EDQUOT):
      "'lectern clean' empties it; it is made in the current folder, which may be on another disk"
    case Self.wasRemoved: "nothing is lost: the next run makes it again"
    default: "remove it, or make it writable"
    }
  }

  /// Why a cache that was there is not.
  static let wasRemoved = "it was removed during the run"

  static func reason(_ errno: Int32) -> String { unsafe String(cString: strerror(errno)) }
}
