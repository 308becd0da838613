import Postgres

/// That the reads of a request may be answered by a standby, and what its client knows of.
struct ReplicaTurn: Sendable {
  let replica: Replica
  /// Behind the client's last write; nil if it has made none lately.
  let position: LogPosition?

  /// Runs reading statements on a caller's behalf on the standby. Nil if the primary has to.
  func read(_ steps: [Step], as caller: Caller) async throws(PostgresError) -> [Rows]? {
    try await replica.read(steps, as: caller, after: position)
  }
}
