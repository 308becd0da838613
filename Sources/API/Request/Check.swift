import Passwords
import Postgres
import SQL

/// A signed-in user shows again who they are, before they change how they sign in.
struct Check: Sendable {
  let attemptID: Value
  let email: String
  /// The password's, as stored.
  let hash: String?
  let factor: SealedFactor?
  /// Whether the second factor is in force; else it waits to be confirmed.
  let isConfirmed: Bool

  /// Notes an attempt. Throws `Problem.tooManyAttempts`.
  static func begin(_ database: Database, as caller: Caller) async throws -> Check {
    let rows = try await database.run([Step(.beginCheck, [])], as: caller, on: .write)[0]
    if let seconds = rows.int(0, 1) { throw Problem.tooManyAttempts(retryAfter: seconds) }
    return Check(rows)
  }

  private init(_ rows: Rows) {
    attemptID = Value(rows.int(0, 0))
    hash = rows.string(0, 2)
    email = rows.string(0, 5) ?? ""
    factor = SealedFactor(rows, school: 3, user: 4, secret: 6, lastStep: 7)
    isConfirmed = rows.bool(0, 8) ?? false
    context = SealedFactor.context(school: rows.int(0, 3) ?? 0, user: rows.int(0, 4) ?? 0)
  }

  /// Whose secrets are sealed.
  let context: String
}
