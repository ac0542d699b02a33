internal import Foundation

/// The kernel and the modules that cells are compiled against.
package struct RuntimeImage: Hashable, Sendable {
  /// The program that cells run in.
  package let kernel: String
  /// The folder of the runtime's compiled modules.
  package let modules: String
  /// The module maps of the runtime's C targets.
  package let moduleMaps: [String]
  /// Changes whenever the runtime is built anew.
  package let identity: String

  /// Finds the runtime beside the running program, or where an installed one keeps it.
  package init() throws(EnvironmentError) {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    try self.init(beside: program.deletingLastPathComponent().path)
  }

  /// Finds the runtime in `folder` or in `folder/../lib/lectern`.
  package init(beside folder: String) throws(EnvironmentError) {
    let candidates = [folder, folder + "/../lib/lectern"]
    guard
      let home = candidates.first(where: { FileIdentity.isExecutable($0 + "/lectern-kernel") })
    else { throw .kernelNotFound(folder: folder) }
    kernel = home + "/lectern-kernel"
    modules = home + "/Modules"
    moduleMaps = ["AbacusKernels", "KernelChannel"].map { "\(home)/\($0).build/module.modulemap" }
    for file in [modules + "/CellSupport.swiftmodule"] + moduleMaps
    where FileIdentity(of: file) == nil {
      throw .runtimeIncomplete(missing: file)
    }
    identity = FileIdentity(of: kernel)?.description ?? kernel
  }
}
