import FoundationEssentials
import Jobs
import SQL

/// Migrations that are no part of this release yet.
enum MigrationFolder {
  /// Every `NNNN_name.up.sql` with its `NNNN_name.down.sql`, in order. Throws `JobError` for a folder or a file that cannot be
  /// read.
  static func read(_ folder: String) throws -> [Migration] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw JobError("\(folder) is no folder that can be read.")
    }
    return try names.filter { $0.hasSuffix(".up.sql") }.sorted().map { name in
      let title = String(name.dropLast(".up.sql".count))
      guard let number = Int(title.prefix(4)), title.dropFirst(4).first == "_" else {
        throw JobError("\(name) must begin with four digits and _, such as 0042_name.up.sql.")
      }
      return Migration(
        number: number, name: String(title.dropFirst(5)), up: try text("\(folder)/\(title).up.sql"),
        down: try text("\(folder)/\(title).down.sql"))
    }
  }

  private static func text(_ path: String) throws -> String {
    guard let text = TextFile.read(path) else { throw JobError("\(path) cannot be read.") }
    return text
  }
}
