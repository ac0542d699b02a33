import Abacus
import Foundation
import Testing

/// A set of one image, whose class is a shirt.
private func writeSet(_ folder: DataFolder, _ name: String) throws {
  try FileManager.default.createDirectory(
    atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
  let image: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 255]
  _ = try folder.write(image, "\(name)/train-images-idx3-ubyte")
  _ = try folder.write([0, 0, 8, 1, 0, 0, 0, 1, 6], "\(name)/train-labels-idx1-ubyte")
}

@Suite struct `The places of data sets` {
  @Test func `are first what the environment names, then the cache folder`() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try DataFolder()
      try writeSet(folder, "fashion-mnist")
      unsafe setenv("LECTERN_DATA", folder.path, 1)
      #expect(try FashionMNIST().count == 1)
    }
    await #expect(processExitsWith: .success) {
      let folder = try DataFolder()
      try writeSet(folder, "lectern/data/fashion-mnist")
      unsafe unsetenv("LECTERN_DATA")
      unsafe setenv("XDG_CACHE_HOME", folder.path, 1)
      #expect(FashionMNIST.isAvailable)
      #expect(try FashionMNIST().count == 1)
    }
  }

  @Test func `are listed when none has the set`() async throws {
    await #expect(processExitsWith: .success) {
      unsafe setenv("LECTERN_DATA", "/no/data", 1)
      unsafe setenv("HOME", "/no/home", 1)
      unsafe unsetenv("XDG_CACHE_HOME")
      #expect(!MNIST.isAvailable && !CIFAR10.isAvailable)
      let error = #expect(throws: DataError.self) { try MNIST() }
      #expect(
        error?.description
          == "MNIST: there is no file 'train-images-idx3-ubyte' or 'train-images-idx3-ubyte.gz' in"
          + " '/no/data/mnist', '/no/data/MNIST/raw', '/no/home/.cache/lectern/data/mnist',"
          + " '/no/home/.cache/lectern/data/MNIST/raw': put the files of the set into one of these"
          + " folders; $LECTERN_DATA can name another place")
    }
  }

  @Test func `are none where the environment says so`() async throws {
    await #expect(processExitsWith: .success) {
      unsafe setenv("LECTERN_DATA", "none", 1)
      #expect(!FashionMNIST.isAvailable)
      let error = #expect(throws: DataError.self) { try FashionMNIST() }
      #expect(error?.description.hasPrefix("FashionMNIST: $LECTERN_DATA is 'none', so") == true)
    }
  }

  @Test func `say that gzip is missing where it is`() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try DataFolder()
      let path = try folder.write([0x1F, 0x8B, 8, 0], "x.gz")
      unsafe setenv("PATH", folder.path, 1)
      #expect(throws: DataError.noGzip(path)) { try Tensor.loadIDX(path) }
    }
  }
}
