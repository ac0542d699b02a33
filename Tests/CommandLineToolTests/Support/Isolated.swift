/// Whether this machine lets us mount file systems of our own, as containers often do not.
let canMount: Bool = {
  let place = try? TemporaryFolder()
  let result = try? lectern(
    ["--version"], in: place?.path ?? "/", by: "unshare --map-root-user --mount")
  return result?.status == 0
}()

/// What starts the tool in a mount namespace of its own, after the shell's `commands`.
func isolated(_ commands: String) -> String {
  "unshare --map-root-user --mount sh -c '\(commands) && exec \"$0\" \"$@\"'"
}
