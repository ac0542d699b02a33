/// Why a data set is not there, or a file of one cannot be read.
public enum DataError: Error, Equatable, Sendable {
  /// None of `folders` has `file`; `package` is the Debian package that brings it.
  case missing(set: String, file: String, folders: [String], package: String?)
  case file(String, reason: String)
  case noGzip(String)
  case gzip(String, reason: String)
  case notIDX(String, start: [UInt8])
  case elementType(String, code: UInt8)
  case size(String, shape: [Int], found: Int)
  case tooLong(String, shape: [Int])
  case shape(String, found: [Int], expected: String)
  case records(String, size: Int, found: Int)
  case counts(images: Int, labels: Int, file: String)
  case label(Int, index: Int, classes: Int, file: String)
}
