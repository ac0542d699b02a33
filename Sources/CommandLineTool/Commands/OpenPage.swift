internal import Glibc

extension Workbench {
  /// Shows a page in the browser that the desktop prefers, or says where it lies.
  func open(_ page: String) {
    let path = FileSystem.resolved(page) ?? page
    guard let program = Machine.program(named: "xdg-open", environment) else {
      console.print("no 'xdg-open' here; the page is \(path)")
      return
    }
    if Child.start(program, [path]) == nil { complain("cannot start '\(program)'") }
  }
}
