internal import Execution

/// An error that says what is wrong in words for people.
protocol ToldError: Error {
  /// What is wrong, in lower case, without a full stop.
  var message: String { get }
  /// What to try next, if that is known.
  var hint: String? { get }
}

extension ToldError {
  var hint: String? { nil }
}

extension FileError: ToldError {}
extension ChapterSearchError: ToldError {}
extension OutputFolder.Problem: ToldError {}
extension CacheFolder.Problem: ToldError {}
extension PackageFolder.Problem: ToldError {}
extension EnvironmentError: ToldError {}

extension Workbench {
  /// Says what is wrong, whatever it is; returns the status to end with.
  func complain(_ error: any Error) -> ExitStatus {
    if let error = error as? any ToldError {
      complain(error.message, hint: error.hint)
    } else {
      complain("\(error)", hint: "'lectern doctor' checks what Lectern needs")
    }
    return .failure
  }
}
