import HTTPTypes
import Hummingbird
import NIOCore

/// What load balancers and supervisors ask.
struct Health: Sendable {
  private static let alive = ByteBuffer(string: "{\"status\":\"live\"}")

  let readiness: Readiness

  /// `GET /health/live`: this process answers.
  @Sendable func live(_ request: Request, _ context: APIContext) async throws -> Response {
    Answer.json(Self.alive)
  }

  /// `GET /health/ready`: the database is reachable, takes changes, is migrated and new enough, and the role is bound by row
  /// level security.
  @Sendable func ready(_ request: Request, _ context: APIContext) async throws -> Response {
    let answer = try await readiness.check()
    let warnings = answer.warning.map { "\"\($0)\"" } ?? ""
    return Answer.json(
      ByteBuffer(string: "{\"status\":\"ready\",\"migration\":\(answer.migration),\"warnings\":[\(warnings)]}"))
  }
}
