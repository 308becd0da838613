import HTTPTypes
import Hummingbird
import NIOCore

/// What load balancers and supervisors ask.
struct Health: Sendable {
  private static let alive = ByteBuffer(string: "{\"status\":\"live\"}")

  let readiness: Readiness
  let replica: Replica?

  /// `GET /health/live`: this process answers.
  @Sendable func live(_ request: Request, _ context: APIContext) async throws -> Response {
    Answer.json(Self.alive)
  }

  /// `GET /health/ready`: the database is reachable, takes changes, is migrated and new enough, and the role is bound by row
  /// level security. A replica that is not used is a warning.
  @Sendable func ready(_ request: Request, _ context: APIContext) async throws -> Response {
    let answer = try await readiness.check()
    let warnings = [answer.warning, replica?.problem.map { "The replica is not used: \($0)" }]
      .compactMap(\.self).map { "\"\($0)\"" }.joined(separator: ",")
    return Answer.json(
      ByteBuffer(string: "{\"status\":\"ready\",\"migration\":\(answer.migration),\"warnings\":[\(warnings)]}"))
  }
}
