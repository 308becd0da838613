import Glibc
import Jobs

/// A file that is read piece by piece, as often as needed.
struct InputFile: Sendable {
  let path: String
  /// Bytes.
  let size: Int

  /// Throws `JobError` if it cannot be read from start to end as often as needed.
  init(_ path: String) throws(JobError) {
    guard let file = fopen(path, "r") else {
      throw JobError("\(path) cannot be read: \(String(cString: strerror(errno))).")
    }
    defer { fclose(file) }
    guard fseek(file, 0, SEEK_END) == 0, case let size = ftell(file), size >= 0, size < Int(Int32.max) * 64 else {
      throw JobError("\(path) is no regular file.")
    }
    self.path = path
    self.size = size
  }

  /// Begins at the start; each call gives the next MiB, nil at the end.
  func open() throws(JobError) -> (() throws(JobError) -> [UInt8]?) {
    guard let file = fopen(path, "r") else {
      throw JobError("\(path) cannot be read: \(String(cString: strerror(errno))).")
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var isOpen = true
    return { () throws(JobError) -> [UInt8]? in
      guard isOpen else { return nil }
      let count = fread(&chunk, 1, chunk.count, file)
      guard count == 0 else { return Array(chunk[..<count]) }
      let failed = ferror(file) != 0
      fclose(file)
      isOpen = false
      if failed { throw JobError("\(path) cannot be read to its end.") }
      return nil
    }
  }
}
