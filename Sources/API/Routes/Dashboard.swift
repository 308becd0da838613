import Hummingbird
import Postgres
import SQL

/// What each role sees first.
struct Dashboard: Sendable {
  let database: Database

  /// `GET /api/dashboard/`
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    Answer.json(try await database.read(.readDashboard, as: context.caller()).buffer(0, 0))
  }
}
