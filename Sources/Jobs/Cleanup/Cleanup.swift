import Postgres
import SQL

/// Removes what has passed its time, as `app.retention_policy` says and `app.retention_hold` allows.
public struct Cleanup: Sendable {
  private static let lock = 7_301_947
  private static let batch = 1000

  private let session: Session
  private let report: @Sendable (String) -> Void

  /// - Parameter session: of a role that may become `school_support_jobs`.
  public init(_ session: Session, report: @escaping @Sendable (String) -> Void) {
    self.session = session
    self.report = report
  }

  /// What a run would remove: nothing is changed. The counts are those that `run` removes.
  public func dryRun() async throws {
    try await session.execute("set role school_support_jobs")
    report(try await table("would be removed", plan().map { ($0, $0.expired) }))
  }

  /// Removes, records the run in the trail, and tells what went. Throws `JobError` if another run is under way.
  public func run() async throws {
    try await session.execute("set role school_support_jobs")
    guard try await session.query("select pg_try_advisory_lock($1)", [.int(Self.lock)]).bool(0, 0) == true else {
      throw JobError("Another cleanup is running; let it end.")
    }
    try await session.query(.createAuditPartitions)
    var removed: [(Item, Int)] = []
    for item in try await plan() { removed.append((item, try await remove(item))) }
    try await record(removed)
    report(table("removed", removed))
    try await warnOfMisplacedEvents()
    try await session.query("select pg_advisory_unlock($1)", [.int(Self.lock)])
  }

  private struct Item {
    let kind: String
    let keep: String
    let expired: Int
    let held: Int
  }

  private func plan() async throws -> [Item] {
    let rows = try await session.query(.readRetentionPlan)
    return (0..<rows.count).map { row in
      Item(
        kind: rows.string(row, 0) ?? "", keep: rows.string(row, 1) ?? "", expired: rows.int(row, 2) ?? 0,
        held: rows.int(row, 3) ?? 0)
    }
  }

  /// Batch by batch, each a transaction of its own, so that nobody waits long.
  private func remove(_ item: Item) async throws -> Int {
    var removed = 0
    while true {
      let count = try await session.query(.applyRetention, [.text(item.kind), .int(Self.batch)]).int(0, 0) ?? 0
      guard count > 0 else { return removed }
      removed += count
      report("  \(item.kind): \(removed) removed")
    }
  }

  private func record(_ removed: [(Item, Int)]) async throws {
    let members = removed.map { item, count in "\"\(item.kind)\":\(count)" }
    try await session.query(.noteRetention, [.text("{\(members.joined(separator: ","))}")])
  }

  private func warnOfMisplacedEvents() async throws {
    let misplaced = try await session.query(.countMisplacedEvents).int(0, 0) ?? 0
    guard misplaced > 0 else { return }
    report("Warning: \(misplaced) audit events lie in a default partition; the next cleanup moves them.")
  }

  private func table(_ column: String, _ items: [(Item, Int)]) -> String {
    TextTable(
      ["kind", "kept for", column, "held"],
      items.map { item, count in [item.kind, item.keep, String(count), String(item.held)] }
    ).text
  }
}
