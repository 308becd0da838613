import Hummingbird
import Postgres
import SQL

/// What goes when its time is over.
struct Retention: Sendable {
  let database: Database

  /// `GET /api/retention/plan/`: what of the school goes with the next clean-up, what comes next, and what holds keep.
  @Sendable func plan(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    return Answer.json(try await database.report(.readSchoolRetentionPlan, as: caller).buffer(0, 0))
  }
}
