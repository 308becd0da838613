import Postgres

extension Database {
  /// Runs statements on a caller's behalf, as one transaction in one round trip. Returns the rows of each.
  ///
  /// Whatever lost a race that PostgreSQL resolved by refusing one side (a serialization failure or deadlock) is run
  /// again, up to three times. So is what waited in vain for a lock, such as that of a migration. What the caller may read from a
  /// standby is read there, if that is far enough.
  func run(
    _ steps: [Step], as caller: Caller, on lane: Lane, patience: Duration? = nil
  ) async throws(PostgresError) -> [Rows] {
    if lane == .read, let rows = try await caller.turn?.read(steps, as: caller) { return rows }
    var failures = 0
    while true {
      do {
        var rows = try await run([caller.enter] + steps, on: lane, patience: patience)
        caller.user.note(rows.removeFirst().int(0, 0))
        return rows
      } catch .server(let error) where error.isLostRace && failures < 3 {
        failures += 1
        try? await Task.sleep(for: .milliseconds(Int.random(in: 1...(10 << failures))))
      }
    }
  }

  /// Runs one reading statement on a caller's behalf.
  func read(_ statement: Statement, _ values: [Value] = [], as caller: Caller) async throws(PostgresError) -> Rows {
    try await run([Step(statement, values)], as: caller, on: .read)[0]
  }

  /// Runs one reading statement that may take long. Such statements share a connection: this waits for its turn, up to
  /// `patience`, and asks again when the connection is lost, because nothing changes by it.
  func report(
    _ statement: Statement, _ values: [Value] = [], as caller: Caller, patience: Duration = .seconds(5)
  ) async throws(PostgresError) -> Rows {
    let deadline = ContinuousClock.now + patience
    while true {
      let left = max(deadline - .now, .zero)
      switch await outcome([Step(statement, values)], as: caller, on: .report, patience: left) {
      case .success(let rows): return rows[0]
      case .failure(let error):
        guard error.isPassing, ContinuousClock.now < deadline else { throw error }
        try? await Task.sleep(for: .milliseconds(Int.random(in: 10...50)))
      }
    }
  }

  /// As a value, for what runs beside something else.
  func outcome(_ steps: [Step], on lane: Lane) async -> Result<[Rows], PostgresError> {
    do {
      return .success(try await run(steps, on: lane))
    } catch {
      return .failure(error)
    }
  }

  private func outcome(
    _ steps: [Step], as caller: Caller, on lane: Lane, patience: Duration
  ) async -> Result<[Rows], PostgresError> {
    do {
      return .success(try await run(steps, as: caller, on: lane, patience: patience))
    } catch {
      return .failure(error)
    }
  }
}

extension PostgresError {
  /// Whether it may be otherwise in a moment.
  fileprivate var isPassing: Bool {
    switch self {
    case .unreachable, .connectionLost: true
    case .server(let error): error.sqlstate.hasPrefix("57P")
    case .busy, .cancelled, .closed, .invalidValue, .protocolViolation: false
    }
  }
}

extension ServerError {
  /// A serialization failure, a deadlock, or a lock that was not to be had: the next try may succeed.
  var isLostRace: Bool { ["40001", "40P01", "55P03"].contains(sqlstate) }
}
