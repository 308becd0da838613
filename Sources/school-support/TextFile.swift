import Glibc

/// A file of text, read whole.
enum TextFile {
  /// Nil if it cannot be read, or is no UTF-8.
  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return ferror(file) == 0 ? String(validating: bytes, as: UTF8.self) : nil
  }
}
