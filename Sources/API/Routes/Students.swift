import Hummingbird
import Postgres
import SQL

/// Students and classrooms, as far as they are the caller's.
struct Students: Sendable {
  static let resource = Resource(
    noun: "Student", entity: "student", read: .readStudent, roles: [],
    freshness: .byVersionUnless(.studentNamesChanged))

  let database: Database
  let activity: ActivityRecorder

  /// `GET /api/students/`: by name.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try Query(request, "search", "classroom", "cursor", "limit")
    let page = try Page(query, list: "students", by: .nameAndID)
    let values = [try query.text("search"), try query.id("classroom"), page.after, .int(page.limit)]
    return Answer.page(try await database.read(.listStudents, values, as: context.caller()), page, of: request)
  }

  /// `GET /api/students/{id}/`
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    let response = try await Versioned(database: database, resource: Self.resource).get(request, context)
    activity.viewed("student", try context.id(), by: try context.caller())
    return response
  }

  /// `GET /api/students/{id}/indicators/`: what each rule gives, or gave as of a day, and why.
  @Sendable func listIndicators(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let id = try context.id()
    let day = try Query(request, "as_of").date("as_of")
    return try await show(.listIndicators, [.int(id), day], of: id, caller)
  }

  /// `GET /api/students/{id}/timeline/`: attendance by week, with the alerts, cases and contacts that the caller may see.
  @Sendable func timeline(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let id = try context.id()
    let query = try Query(request, "from", "to")
    return try await show(.readTimeline, [.int(id), try query.date("from"), try query.date("to")], of: id, caller)
  }

  /// `GET /api/students/{id}/access/`: who can see this student, and why.
  @Sendable func listAccess(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin, .formMaster)
    let id = try context.id()
    return try await show(.listAccess, [.int(id)], of: id, caller)
  }

  private func show(
    _ statement: Statement, _ values: [Value], of id: Int, _ caller: Caller
  ) async throws -> Response {
    let rows = try await database.read(statement, values, as: caller)
    guard rows.count == 1 else {
      throw try await Versioned(database: database, resource: Self.resource).absence(id, caller)
    }
    activity.viewed("student", id, by: caller)
    return Answer.json(rows.buffer(0, 0))
  }

  /// `GET /api/classrooms/`: by name.
  @Sendable func listClassrooms(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try Query(request, "search", "cursor", "limit")
    let page = try Page(query, list: "classrooms", by: .nameAndID)
    let values = [try query.text("search"), page.after, .int(page.limit)]
    return Answer.page(try await database.read(.listClassrooms, values, as: context.caller()), page, of: request)
  }
}
