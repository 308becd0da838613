import Postgres

extension Session {
  /// A transaction of `school_support_jobs`, which the role of whoever gives commands may become. Commits when the body
  /// returns, rolls back when it throws.
  func transactionAsJobs<R: Sendable>(
    _ body: @Sendable (isolated Session) async throws -> R
  ) async throws -> R {
    try await transaction { session in
      try session.execute("set local role school_support_jobs")
      return try await body(session)
    }
  }
}
