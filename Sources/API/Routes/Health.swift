import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import SQL

/// What load balancers and supervisors ask.
struct Health: Sendable {
  private static let alive = ByteBuffer(string: "{\"status\":\"live\"}")

  let database: Database

  /// `GET /health/live`: this process answers.
  @Sendable func live(_ request: Request, _ context: APIContext) async throws -> Response {
    Answer.json(Self.alive)
  }

  /// `GET /health/ready`: the database is reachable and migrated, and the role is bound by row level security.
  @Sendable func ready(_ request: Request, _ context: APIContext) async throws -> Response {
    let rows = try await database.run([Step(.readReadiness, [])], on: .read)[0]
    let migration = rows.int(0, 0) ?? 0
    let expected = Migration.all.last?.number ?? 0
    guard migration >= expected else {
      throw Problem.unavailable("The schema is at migration \(migration), this release needs \(expected): run migrate")
    }
    guard rows.bool(0, 1) == true else {
      throw Problem.unavailable("The database role bypasses row level security: use school_support_api")
    }
    return Answer.json(ByteBuffer(string: "{\"status\":\"ready\",\"migration\":\(migration)}"))
  }
}
