extension DataError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let set, let file, let folders, let package):
      DataError.missing(set, file, folders, package)
    case .file(let path, let reason): "'\(path)': \(reason)"
    case .noGzip(let path):
      "'\(path)' is packed, and there is no program 'gzip' to unpack it: install gzip, or put the"
        + " unpacked file beside it"
    case .gzip(let path, let reason):
      "'\(path)' is damaged: gzip cannot unpack it (\(reason)); fetch it again"
    case .notIDX(let path, let start):
      "'\(path)' is no IDX file: it begins with \(DataError.hexadecimal(start)), not with 00 00, a"
        + " type and a number of dimensions"
    case .elementType(let path, let code):
      "'\(path)': the element type \(DataError.hexadecimal([code])) is none of IDX's (08, 09, 0b,"
        + " 0c, 0d, 0e)"
    case .size(let path, let shape, let found):
      "'\(path)' is damaged: its header promises \(DataError.product(shape)) elements, but there"
        + " are only bytes for \(found)"
    case .tooLong(let path, let shape):
      "'\(path)' is damaged: there are more bytes than the \(DataError.product(shape)) elements that"
        + " its header promises"
    case .shape(let path, let found, let expected):
      "'\(path)' has the shape \(found), but \(expected) were expected"
    case .records(let path, let size, let found):
      "'\(path)' is damaged: its \(found) bytes are no whole number of images of \(size) bytes each"
    case .counts(let images, let labels, let file):
      "'\(file)' has \(labels) labels for \(images) images: the two files are not of one set"
    case .label(let label, let index, let classes, let file):
      "'\(file)': the label of image \(index) is \(label), but there are only \(classes) classes"
    }
  }

  private static func missing(
    _ set: String, _ file: String, _ folders: [String], _ package: String?
  ) -> String {
    guard !folders.isEmpty else {
      return "\(set): $LECTERN_DATA is 'none', so no data sets are looked for; let it name the"
        + " folder that has the set"
    }
    let places = folders.map { "'\($0)'" }.joined(separator: ", ")
    let install = package.map { "install the Debian package '\($0)', or " } ?? ""
    return "\(set): there is no file '\(file)' or '\(file).gz' in \(places): \(install)put the"
      + " files of the set into one of these folders; $LECTERN_DATA can name another place"
  }

  /// The extents with crosses between them.
  private static func product(_ shape: [Int]) -> String {
    shape.isEmpty ? "1" : shape.map(String.init).joined(separator: " × ")
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "nothing" }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
