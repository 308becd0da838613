import Postgres
import SQL

/// Imports that were done, and their way back.
public struct ImportHistory: Sendable {
  private let session: Session
  private let report: @Sendable (String) -> Void

  /// - Parameter session: of a role that may become `school_support_jobs`.
  public init(_ session: Session, report: @escaping @Sendable (String) -> Void) {
    self.session = session
    self.report = report
  }

  /// The last 50, newest first.
  public func list() async throws {
    try await session.execute("set role school_support_jobs")
    let rows = try await session.query(.listBatches)
    let lines = (0..<rows.count).map { row in (0..<8).map { rows.string(row, $0) ?? "" } }
    report(TextTable(["import", "school", "kind", "file", "state", "new", "changed", "begun (UTC)"], lines).text)
  }

  /// Takes an import back. Throws `JobError` if there is no such import, or with what stands in the way.
  public func undo(_ batch: Int) async throws {
    try await session.transactionAsJobs { session in
      let found = try session.query(.findImport, [.int(batch)])
      guard found.count == 1, let school = found.int(0, 0) else { throw JobError("There is no import \(batch).") }
      let state = found.string(0, 1) ?? ""
      guard state == "applied" else {
        throw JobError("Import \(batch) is \(state); only one that is applied is undone.")
      }
      let obstacles = try session.query(.undoImport, [.int(school), .int(batch)])
      guard obstacles.count == 0 else {
        let shown = min(20, obstacles.count)
        let more = obstacles.count > shown ? ["  and \(obstacles.count - shown) more"] : []
        let lines = (0..<shown).map { row in
          "  \(obstacles.string(row, 0) ?? "") \(obstacles.string(row, 1) ?? ""): \(obstacles.string(row, 2) ?? "")"
        }
        throw JobError(
          "Import \(batch) cannot be undone, nothing was changed:\n" + (lines + more).joined(separator: "\n"))
      }
    }
    report("Import \(batch) is undone.")
  }
}
