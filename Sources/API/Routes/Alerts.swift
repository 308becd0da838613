import Hummingbird
import Postgres
import SQL

/// Alerts: a student who may need somebody.
struct Alerts: Sendable {
  static let statuses = ["active", "under_review", "escalated", "resolved", "dismissed"]
  static let riskLevels = ["low", "medium", "high", "critical"]
  static let closeReasons = ["handled", "already_known", "data_error", "not_a_concern"]

  static let resource = Resource(
    noun: "Alert", entity: "alert", read: .readAlert, roles: [], editing: editing,
    freshness: .byVersionUnless(.alertNamesChanged))

  static let editing = Resource.Editing(
    update: .updateAlert, applied: .appliedAlertUpdate,
    fields: [
      Field(name: "status", kind: .choice(statuses)),
      Field(name: "close_reason", kind: .choice(closeReasons)),
      Field(name: "assigned_to", kind: .id, nullable: true),
      Field(name: "snoozed_until", kind: .date, nullable: true),
      Field(name: "snooze_reason", kind: .text(upTo: 2_000), nullable: true),
    ])

  let database: Database

  private var versioned: Versioned { Versioned(database: database, resource: Self.resource) }

  /// `GET /api/alerts/`: the alerts that the caller may see, newest first.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try Query(request, "status", "risk_level", "student", "assigned_to", "cursor", "limit")
    let page = try Page(query, list: "alerts")
    let values = [
      try query.choices("status", Self.statuses), try query.choice("risk_level", Self.riskLevels),
      try query.id("student"), try query.id("assigned_to"), page.after, .int(page.limit),
    ]
    return Answer.page(try await database.read(.listAlerts, values, as: context.caller()), page, of: request)
  }

  /// `POST /api/alerts/`: raises an alert by hand.
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin, .formMaster)
    let body = try await Body(
      request, context,
      [
        Field(name: "student_id", kind: .id, required: true),
        Field(name: "risk_level", kind: .choice(Self.riskLevels), required: true),
        Field(name: "message", kind: .text(upTo: 2_000), required: true),
        Field(name: "assigned_to", kind: .id, nullable: true),
      ])
    let steps = [Step(.createAlert, [.text(try body.json())]), Step(.readCreatedAlert, [])]
    let creation = try Creation(database, request, body, as: caller)
    return try await creation.answer(steps, at: "/api/alerts/") {
      try await creation.absence(ofStudent: body.integer("student_id"))
    }
  }

  /// `POST /api/alerts/{id}/claim/`: takes it, if nobody has; who has taken it already is told in the refusal.
  @Sendable func claim(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let id = try context.id()
    let rows = try await database.run(
      [Step(.claimAlert, [.int(id)]), Step(.readAlert, [.int(id)])], as: caller, on: .write)
    guard rows[1].count == 1, let version = rows[1].int(0, 0) else { throw try await versioned.absence(id, caller) }
    if rows[0].count == 1 || rows[1].bool(0, 3) == true {
      return Answer.changed(rows[1].buffer(0, 1), version: version)
    }
    guard rows[1].bool(0, 2) == true else { throw Problem.forbidden(nil) }
    throw Problem.alreadyTaken(current: rows[1].buffer(0, 1))
  }

  /// `GET /api/alerts/{id}/`
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.get(request, context)
  }

  /// `PATCH /api/alerts/{id}/`
  @Sendable func patch(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.change(request, context, Self.editing)
  }
}
