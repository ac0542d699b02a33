internal import Glibc

/// The machine we run on.
enum Machine {
  /// How many cores there are.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// How much memory the machine has, in bytes.
  static var memory: Int {
    sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
  }

  /// The path of the program that runs now.
  static var program: String? { FileSystem.resolved("/proc/self/exe") }

  /// The path of the program `name` on the search path of `environment`, if it is there.
  static func program(named name: String, _ environment: [String: String]) -> String? {
    (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }
      .first(where: FileSystem.isExecutable)
  }
}
