import Hummingbird
import Postgres
import SQL

/// Who has a case open just now.
struct CasePresence: Sendable {
  let database: Database

  /// `PUT /api/interventions/cases/{id}/presence/`: the caller has it open, as said every 10 seconds; answers who else has.
  @Sendable func attend(_ request: Request, _ context: APIContext) async throws -> Response {
    try await attend(context, stays: true)
  }

  /// `DELETE /api/interventions/cases/{id}/presence/`: the caller has left it.
  @Sendable func leave(_ request: Request, _ context: APIContext) async throws -> Response {
    try await attend(context, stays: false)
  }

  private func attend(_ context: APIContext, stays: Bool) async throws -> Response {
    let caller = try context.caller()
    let id = try context.id()
    let rows = try await database.run([Step(.attendCase, [.int(id), Value(stays)])], as: caller, on: .write)[0]
    guard rows.count == 1 else {
      throw try await Versioned(database: database, resource: Cases.shared).absence(id, caller)
    }
    return Answer.json(rows.buffer(0, 0))
  }
}
