import Hummingbird
import Postgres
import SQL

/// Intervention cases and what is written in them.
struct Cases: Sendable {
  static let statuses = ["open", "in_progress", "awaiting_parent", "escalated_to_admin", "closed"]
  static let progressStatuses = ["no_contact", "contacted", "improving", "not_improving", "resolved"]
  static let concerns = ["attendance", "behaviour", "course_work", "wellbeing", "other"]
  static let noteKinds = ["note", "meeting", "contact"]
  static let contactOutcomes = ["reached", "not_reached"]

  static let resource = Resource(
    noun: "Case", entity: "intervention_case", read: .readCase, roles: [.admin, .formMaster], editing: editing)

  /// Teachers are in teams, too.
  static let shared = Resource(
    noun: "Case", entity: "intervention_case", read: .readCase, roles: [],
    freshness: .byVersionUnless(.caseNamesChanged))

  /// A case as whoever is asked to take it over sees it.
  static let offered = Resource(
    noun: "Case", entity: "intervention_case", read: .readOfferedCase, roles: [.admin, .formMaster])

  static let editing = Resource.Editing(
    update: .updateCase, applied: .appliedCaseUpdate,
    fields: [
      Field(name: "status", kind: .choice(statuses)),
      Field(name: "progress_status", kind: .choice(progressStatuses)),
      Field(name: "follow_up_date", kind: .date, nullable: true),
      Field(name: "outcome_notes", kind: .text(upTo: 10_000)),
      Field(name: "resolution_notes", kind: .text(upTo: 10_000)),
      Field(name: "assigned_to", kind: .id),
      Field(name: "reason", kind: .text(upTo: 2_000)),
      Field(name: "voided", kind: .boolean),
      Field(name: "tier", kind: .integer(1...3)),
      Field(name: "goal", kind: .text(upTo: 2_000)),
      Field(name: "strategies", kind: .text(upTo: 10_000)),
      Field(name: "review_date", kind: .date, nullable: true),
      Field(name: "team", kind: .ids(upTo: 50)),
      Field(name: "hand_over_to", kind: .id, nullable: true),
    ])

  static let answer = Resource.Editing(
    update: .answerHandOver, applied: .appliedHandOver,
    fields: [
      Field(name: "accept", kind: .boolean, required: true), Field(name: "reason", kind: .text(upTo: 2_000)),
    ])

  let database: Database
  let activity: ActivityRecorder

  private var versioned: Versioned { Versioned(database: database, resource: Self.resource) }
  private var shared: Versioned { Versioned(database: database, resource: Self.shared) }

  /// `GET /api/interventions/cases/`: the cases that the caller may see, newest first.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try Query(request, "status", "progress_status", "student", "assigned_to", "cursor", "limit")
    let page = try Page(query, list: "cases")
    let values = [
      try query.choices("status", Self.statuses), try query.choice("progress_status", Self.progressStatuses),
      try query.id("student"), try query.id("assigned_to"), page.after, .int(page.limit),
    ]
    let rows = try await database.read(.listCases, values, as: context.caller(Self.resource.roles))
    return Answer.page(rows, page, of: request)
  }

  /// `POST /api/interventions/cases/`: opens a case for a student of the caller's.
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(Self.resource.roles)
    let body = try await Body(
      request, context,
      [
        Field(name: "student_id", kind: .id, required: true), Field(name: "alert_id", kind: .id, nullable: true),
        Field(name: "concern", kind: .choice(Self.concerns)), Field(name: "assigned_to", kind: .id),
        Field(name: "follow_up_date", kind: .date, nullable: true), Field(name: "tier", kind: .integer(1...3)),
        Field(name: "goal", kind: .text(upTo: 2_000)), Field(name: "strategies", kind: .text(upTo: 10_000)),
        Field(name: "review_date", kind: .date, nullable: true),
      ])
    let steps = [Step(.createCase, [.text(try body.json())]), Step(.readCreatedCase, [])]
    let creation = try Creation(database, request, body, as: caller)
    return try await creation.answer(steps, at: "/api/interventions/cases/") {
      try await creation.absence(ofStudent: body.integer("student_id"))
    } existing: {
      let concern = Value(body.text("concern") ?? "other")
      return try await database.read(.findActiveCase, [Value(body.integer("student_id")), concern], as: caller).int(
        0, 0)
    }
  }

  /// `POST /api/alerts/{id}/open-case/`: opens a case for what an alert says, to whom the alert is then attached.
  @Sendable func openFromAlert(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(Self.resource.roles)
    let id = try context.id()
    let body = try await Body(
      request, context,
      [
        Field(name: "concern", kind: .choice(Self.concerns)), Field(name: "assigned_to", kind: .id),
        Field(name: "follow_up_date", kind: .date, nullable: true),
      ])
    let steps = [Step(.openCaseOfAlert, [.int(id), .text(try body.json())]), Step(.readCreatedCase, [])]
    let alert = Versioned(database: database, resource: Alerts.resource)
    return try await Creation(database, request, body, as: caller)
      .answer(steps, at: "/api/interventions/cases/") {
        try await alert.absence(id, caller)
      } existing: {
        try await database.read(.findActiveCaseOfAlert, [.int(id), Value(body.text("concern"))], as: caller).int(0, 0)
      }
  }

  /// `GET /api/interventions/cases/{id}/`
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    let response = try await shared.get(request, context)
    activity.viewed("intervention_case", try context.id(), by: try context.caller())
    return response
  }

  /// `PATCH /api/interventions/cases/{id}/`
  @Sendable func patch(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.change(request, context, Self.editing)
  }

  /// `POST /api/interventions/cases/{id}/hand-over/`: takes the case over, or says no.
  @Sendable func answerHandOver(_ request: Request, _ context: APIContext) async throws -> Response {
    try await Versioned(database: database, resource: Self.offered).change(request, context, Self.answer)
  }

  /// `POST /api/interventions/hand-overs/`: asks for all active cases of somebody to be taken over, as at the end of a year.
  @Sendable func askToTakeOver(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    let body = try await Body(
      request, context,
      [
        Field(name: "from", kind: .id, nullable: true), Field(name: "to", kind: .id, nullable: true),
        Field(name: "reason", kind: .text(upTo: 2_000)),
      ])
    let values = [Value(body.integer("from")), Value(body.integer("to")), Value(body.text("reason"))]
    return Answer.json(try await database.run([Step(.askToTakeOver, values)], as: caller, on: .write)[0].buffer(0, 0))
  }

  /// `GET /api/interventions/notes/{id}/`: one note; the only way to the text of a restricted one.
  @Sendable func getNote(_ request: Request, _ context: APIContext) async throws -> Response {
    let note = Resource(noun: "Note", entity: "case_note", read: .readCaseNote, roles: [])
    let response = try await Versioned(database: database, resource: note).get(request, context)
    activity.viewed("case_note", try context.id(), by: try context.caller())
    return response
  }

  /// `POST /api/interventions/notes/{id}/emergency-read/`: a restricted note, for an admin who says why.
  @Sendable func readNoteInEmergency(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    let id = try context.id()
    let body = try await Body(request, context, [Field(name: "reason", kind: .text(upTo: 2_000), required: true)])
    let reason = body.text("reason") ?? ""
    guard reason.count >= 10 else {
      throw Problem.invalid(field: "reason", message: "reason must say in 10 characters or more what the emergency is")
    }
    let rows = try await database.run(
      [Step(.readNoteInEmergency, [.int(id), .text(reason)])], as: caller, on: .write)[0]
    guard !rows.isNull(0, 0) else { throw Problem.notFound }
    return Answer.json(rows.buffer(0, 0))
  }

  /// `GET /api/interventions/cases/{id}/restricted-notes/`: that there are notes which the admin may read in an emergency only.
  @Sendable func listRestrictedNotes(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    let id = try context.id()
    let rows = try await database.read(.listRestrictedNotes, [.int(id)], as: caller)
    guard rows.count == 1 else { throw try await shared.absence(id, caller) }
    return Answer.json(rows.buffer(0, 0))
  }

  /// `GET /api/interventions/cases/{id}/notes/`: newest first.
  @Sendable func listNotes(_ request: Request, _ context: APIContext) async throws -> Response {
    try await listWithin(.listCaseNotes, "notes", request, context)
  }

  /// `GET /api/interventions/cases/{id}/history/`: who changed what, newest first, from the audit trail.
  @Sendable func listChanges(_ request: Request, _ context: APIContext) async throws -> Response {
    try await listWithin(.listCaseChanges, "history", request, context)
  }

  /// `POST /api/interventions/cases/{id}/notes/`: adds a note, which nobody changes afterwards.
  @Sendable func createNote(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let id = try context.id()
    let body = try await Body(
      request, context,
      [
        Field(name: "body", kind: .text(upTo: 10_000), required: true),
        Field(name: "kind", kind: .choice(Self.noteKinds)),
        Field(name: "outcome", kind: .choice(Self.contactOutcomes), nullable: true),
        Field(name: "occurred_at", kind: .timestamp), Field(name: "progress", kind: .choice(Self.progressStatuses)),
        Field(name: "restricted", kind: .boolean), Field(name: "named_user_ids", kind: .ids(upTo: 50)),
      ])
    let steps = [Step(.createCaseNote, [.int(id), .text(try body.json())]), Step(.readCreatedCaseNote, [])]
    return try await Creation(database, request, body, as: caller)
      .answer(steps, at: "/api/interventions/notes/") { try await shared.absence(id, caller) }
  }

  private func listWithin(
    _ statement: Statement, _ list: String, _ request: Request, _ context: APIContext
  ) async throws -> Response {
    let caller = try context.caller()
    let id = try context.id()
    let page = try Page(try Query(request, "cursor", "limit"), list: "\(list)-\(id)")
    let rows = try await database.read(statement, [.int(id), page.after, .int(page.limit)], as: caller)
    guard rows.count == 1 else { throw try await shared.absence(id, caller) }
    activity.viewed("intervention_case", id, by: caller)
    return Answer.page(rows, page, of: request)
  }
}
