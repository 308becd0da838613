import Hummingbird
import Postgres
import SQL

/// What is to be done in intervention cases.
struct Tasks: Sendable {
  static let resource = Resource(
    noun: "Task", entity: "case_task", read: .readCaseTask, roles: [], editing: editing,
    freshness: .byVersionUnless(.caseTaskNamesChanged))

  static let editing = Resource.Editing(
    update: .updateCaseTask, applied: .appliedCaseTaskUpdate,
    fields: [
      Field(name: "title", kind: .text(upTo: 500)), Field(name: "assigned_to", kind: .id),
      Field(name: "due_date", kind: .date, nullable: true), Field(name: "done_on", kind: .date, nullable: true),
    ])

  let database: Database
  let activity: ActivityRecorder

  private var versioned: Versioned { Versioned(database: database, resource: Self.resource) }
  private var cases: Versioned { Versioned(database: database, resource: Cases.shared) }

  /// `GET /api/interventions/cases/{id}/tasks/`: newest first.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let id = try context.id()
    let page = try Page(try Query(request, "cursor", "limit"), list: "tasks-\(id)")
    let rows = try await database.read(.listCaseTasks, [.int(id), page.after, .int(page.limit)], as: caller)
    guard rows.count == 1 else { throw try await cases.absence(id, caller) }
    activity.viewed("intervention_case", id, by: caller)
    return Answer.page(rows, page, of: request)
  }

  /// `POST /api/interventions/cases/{id}/tasks/`
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let id = try context.id()
    let body = try await Body(
      request, context,
      [
        Field(name: "title", kind: .text(upTo: 500), required: true), Field(name: "assigned_to", kind: .id),
        Field(name: "due_date", kind: .date, nullable: true),
      ])
    let steps = [Step(.createCaseTask, [.int(id), .text(try body.json())]), Step(.readCreatedCaseTask, [])]
    return try await Creation(database, request, body, as: caller)
      .answer(steps, at: "/api/interventions/tasks/") { try await cases.absence(id, caller) }
  }

  /// `GET /api/interventions/tasks/{id}/`
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.get(request, context)
  }

  /// `PATCH /api/interventions/tasks/{id}/`: by who is to do it, whose case it is, or an admin.
  @Sendable func patch(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.change(request, context, Self.editing)
  }
}
