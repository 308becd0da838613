import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import SQL

/// The audit trail: what clients report, and what admins read.
struct Audit: Sendable {
  let database: Database

  /// `POST /api/audit/` `{action, details, sessionId}`: an event that a client reports; the actor is the signed-in user.
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let body = try await Body(
      request, context,
      [
        Field(name: "action", kind: .text(upTo: 50), required: true),
        Field(name: "details", kind: .object(upTo: 10_000), nullable: true),
        Field(name: "sessionId", kind: .text(upTo: 100), nullable: true),
        Field(name: "session_id", kind: .text(upTo: 100), nullable: true),
      ])
    let details = try body.fields["details"].flatMap { $0 == .null ? nil : try $0.text() }
    let session = body.text("sessionId") ?? body.text("session_id")
    let values = [Value(body.text("action")), Value(details), Value(session)]
    return try await Creation(database, request, body, as: caller).answer([Step(.recordClientEvent, values)])
  }

  /// `GET /api/audit/logs/`: the trail of the admin's school, newest first.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try Query(request, "user", "action", "entity", "from", "to", "cursor", "limit")
    let page = try Page(query, list: "audit")
    let values = [
      try query.id("user"), try query.text("action"), try query.text("entity"), try query.timestamp("from"),
      try query.timestamp("to"), page.after, .int(page.limit),
    ]
    return Answer.page(try await database.read(.listEvents, values, as: context.caller(.admin)), page, of: request)
  }
}
