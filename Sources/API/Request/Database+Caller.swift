import Postgres

extension Database {
  /// Runs statements on a caller's behalf, as one transaction in one round trip. Returns the rows of each.
  ///
  /// Whatever lost a race that PostgreSQL resolved by refusing one side (a serialization failure or deadlock) is run
  /// again, up to three times.
  func run(_ steps: [Step], as caller: Caller, on lane: Lane) async throws(PostgresError) -> [Rows] {
    var failures = 0
    while true {
      do {
        var rows = try await run([caller.enter] + steps, on: lane)
        caller.user.note(rows.removeFirst().int(0, 0))
        return rows
      } catch .server(let error) where ["40001", "40P01"].contains(error.sqlstate) && failures < 3 {
        failures += 1
        try? await Task.sleep(for: .milliseconds(Int.random(in: 1...(10 << failures))))
      }
    }
  }

  /// Runs one reading statement on a caller's behalf.
  func read(_ statement: Statement, _ values: [Value] = [], as caller: Caller) async throws(PostgresError) -> Rows {
    try await run([Step(statement, values)], as: caller, on: .read)[0]
  }
}
