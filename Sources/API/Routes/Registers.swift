import Hummingbird
import Postgres
import SQL

/// Registers: who was there, class by class.
struct Registers: Sendable {
  static let marks = ["present", "late", "absent", "excused"]

  static let resource = Resource(
    noun: "Register", entity: "teaching_assignment", read: .readRegister, roles: [], editing: editing,
    key: key)

  static let editing = Resource.Editing(
    update: .takeRegister, applied: .appliedRegister,
    fields: [
      Field(
        name: "marks",
        kind: .list(
          of: [
            Field(name: "student_id", kind: .id, required: true),
            Field(name: "mark", kind: .choice(marks), required: true),
          ], upTo: 500),
        required: true),
      Field(name: "reason", kind: .text(upTo: 500), nullable: true),
    ],
    firstVersion: 0)

  let database: Database

  private var versioned: Versioned { Versioned(database: database, resource: Self.resource) }

  /// `GET /api/registers/`: the caller's registers of one day, taken or not.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let date = try Query(request, "date").date("date")
    return Answer.json(try await database.read(.listRegisters, [date], as: context.caller()).buffer(0, 0))
  }

  /// `GET /api/registers/missing/`: those that were due and not taken, oldest first.
  @Sendable func listMissing(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try Query(request, "from", "to", "classroom", "cursor", "limit")
    let page = try Page(query, list: "registers-missing", by: .dayAndID)
    let values = [
      try query.date("from"), try query.date("to"), try query.id("classroom"), page.after, .int(page.limit),
    ]
    return Answer.page(
      try await database.read(.listMissingRegisters, values, as: context.caller()), page, of: request)
  }

  /// `GET /api/registers/{class}/{date}/{period}/`: the students of the class on that day, and their marks.
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.get(request, context)
  }

  /// `PUT /api/registers/{class}/{date}/{period}/`: all marks at once, based on a version; 0 for the first time.
  @Sendable func put(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.change(request, context, Self.editing)
  }

  private static let key: @Sendable (APIContext) throws(Problem) -> Key = { context throws(Problem) in
    guard let id = context.parameters.get("class").flatMap({ Int(digits: $0) }), (1...Field.largestID).contains(id),
      let date = context.parameters.get("date"), CalendarDate(date) != nil,
      let period = context.parameters.get("period").flatMap({ Int(digits: $0) }), (1...20).contains(period)
    else { throw .notFound }
    return Key([.int(id), .text(date), .int(period)], id: id)
  }
}
