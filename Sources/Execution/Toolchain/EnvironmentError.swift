/// Why cells cannot run on this machine.
package enum EnvironmentError: Error, Hashable {
  case compilerNotFound
  case toolchainIncomplete(missing: String, beside: String)
  case kernelNotFound(folder: String)
  case runtimeIncomplete(missing: String)
  case notStarted(program: String, errno: Int32)
  case cacheNotWritable(path: String, reason: String)
}
