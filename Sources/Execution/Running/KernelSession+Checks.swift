internal import CellOutput
internal import ChildProcess
internal import Glibc

extension KernelSession {
  /// Runs `unit` as a check of what ran before, and tells what it found, too.
  func check(_ unit: CompiledUnit, timeouts: [Int: Double], tell: (Event) -> Void) -> End {
    let new = String((0..<32).map { _ in "0123456789abcdef".randomElement() ?? "0" })
    secret = new
    defer { secret = nil }
    guard let library = placed(unit.library) else { return .refused(Self.misplaced) }
    return perform("check \(unit.entry) \(new) \(library)", timeouts: timeouts, tell: tell)
  }

  /// What a check said, when it was the check that said it.
  func verdict(_ bytes: [UInt8]) -> Event? {
    guard let secret, bytes.starts(with: (secret + "\n").utf8) else { return nil }
    let said = Array(bytes.dropFirst(secret.utf8.count + 1))
    if said == Array("done".utf8) { return .verdict(nil) }
    return (try? Expectation(wireBytes: said)).map { .verdict($0) }
  }

  /// Confines the process to `folder`, and returns the names of what the system lacks for that;
  /// `nil` when the process did not answer.
  func confine(to folder: String) -> [String]? {
    _ = unsafe lp_send_command(commands, "confine - \(folder)", [], 0)
    guard case .confined(let lacking) = answer(timeouts: [:], tell: { _ in }) else { return nil }
    confinement = folder
    return lacking.split(separator: " ").map(String.init)
  }

  /// Where the process finds `library`: a confined one gets a copy, as it does not see the cache.
  func placed(_ library: String) -> String? {
    guard let copy = place(of: library) else { return library }
    guard let bytes = FileContent.read(library) else { return nil }
    return FileContent.write(bytes, to: copy) == nil ? copy : nil
  }

  /// Where the copy of `library` is that a confined process gets.
  func place(of library: String) -> String? {
    guard let confinement, let name = library.split(separator: "/").last else { return nil }
    return "\(confinement)/units/\(name)"
  }

  static let misplaced = "its library cannot be put where the attempt may read it"
}
