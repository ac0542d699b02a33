internal import Foundation

/// The programs and files of the installed Swift toolchain that cells need.
package struct Toolchain: Hashable, Sendable {
  /// The compiler proper.
  package let frontend: String
  /// The linker that comes with the toolchain.
  package let linker: String
  /// What tells which libraries an object needs.
  package let autolinker: String
  /// The folder of the toolchain's own libraries.
  package let libraries: String
  /// What turns addresses into lines.
  package let symbolizer: String
  /// What turns symbols into names.
  let demangler: String
  /// What tells the declarations of a module.
  let symbolGraph: String
  /// The object every Swift library is linked with so that the runtime finds its types.
  package let runtimeObject: String
  /// Changes whenever another compiler is installed.
  package let identity: String

  /// Finds the toolchain of the `swiftc` that the environment's `PATH` names.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment)
    throws(EnvironmentError)
  {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let compilers = folders.map { $0 + "/swiftc" }.filter(FileIdentity.isExecutable)
    guard let compiler = compilers.first else { throw .compilerNotFound }
    guard
      let root = Self.roots(of: compiler).first(where: {
        FileIdentity.isExecutable($0 + "/bin/swift-frontend")
      })
    else { throw .toolchainIncomplete(missing: "swift-frontend", beside: compiler) }
    frontend = root + "/bin/swift-frontend"
    linker = root + "/bin/ld.lld"
    autolinker = root + "/bin/swift-autolink-extract"
    libraries = root + "/lib/swift/linux"
    symbolizer = root + "/bin/llvm-symbolizer"
    demangler = root + "/bin/swift-demangle"
    symbolGraph = root + "/bin/swift-symbolgraph-extract"
    runtimeObject = root + "/lib/swift/linux/\(Self.architecture)/swiftrt.o"
    for file in [linker, autolinker, symbolizer, runtimeObject] where FileIdentity(of: file) == nil
    {
      throw .toolchainIncomplete(missing: file, beside: compiler)
    }
    identity = FileIdentity(of: frontend)?.description ?? frontend
  }

  /// Where the toolchain of `compiler` may be: beyond its links, or where it says itself.
  private static func roots(of compiler: String) -> [String] {
    let resolved = URL(filePath: compiler).resolvingSymlinksInPath()
    let linked = resolved.deletingLastPathComponent().deletingLastPathComponent().path
    guard !FileIdentity.isExecutable(linked + "/bin/swift-frontend") else { return [linked] }
    let answer = try? Command(compiler, ["-print-target-info"]).run(until: Cancellation())
    guard
      let bytes = answer?.output,
      let info = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      let paths = info["paths"] as? [String: Any],
      let resources = paths["runtimeResourcePath"] as? String
    else { return [] }
    let folder = URL(filePath: resources).deletingLastPathComponent().deletingLastPathComponent()
    return [folder.path]
  }

  /// Where libraries are looked for, the toolchain's own first.
  var libraryFolders: [String] {
    let multiarch = "\(Self.architecture)-linux-gnu"
    return [libraries, "/usr/lib/" + multiarch, "/lib/" + multiarch, "/usr/lib64", "/usr/lib"]
  }

  /// What code is compiled for.
  var target: String { "\(Self.architecture)-unknown-linux-gnu" }

  #if arch(arm64)
  private static let architecture = "aarch64"
  #else
  private static let architecture = "x86_64"
  #endif
}
