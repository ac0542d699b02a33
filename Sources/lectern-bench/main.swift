import Glibc

do {
  try Invocation(CommandLine.arguments.dropFirst()).run()
} catch {
  write("lectern-bench: \(error.message)", to: 2)
  write("hint: 'lectern-bench --help' shows how it is used", to: 2)
  exit(2)
}
