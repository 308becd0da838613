import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import SQL

/// Data that leaves the system. Each export has a purpose, which is put on record before the first row goes out.
struct Exports: Sendable {
  /// Rows read at a time: what a worker holds of an export.
  private static let pageSize = 2_000
  /// How long the first page waits for a connection: then it is 503.
  private static let patienceToBegin = Duration.seconds(5)
  /// How long a later page waits: an answer that has begun can no longer become an error.
  private static let patience = Duration.seconds(60)

  private struct Kind {
    let statement: Statement
    let header: String
  }

  private static let kinds: [String: Kind] = [
    "cases": Kind(
      statement: .exportCases,
      header: "case,student_number,student,classroom,concern,tier,status,progress,assigned_to,goal,opened_on,closed_on,"
        + "outcome,resolution,absent_days_before,days_before,absent_days_after,days_after"),
    "alerts": Kind(
      statement: .exportAlerts,
      header: "alert,student_number,student,classroom,rule,risk_level,message,status,close_reason,raised_on,closed_on,"
        + "assigned_to,case"),
    "audit": Kind(
      statement: .exportAudit,
      header: "event,occurred_at,source,user,name,role,database_user,action,entity,entity_id,version,changes,"
        + "request,client_address"),
    "attendance": Kind(
      statement: .exportAttendance, header: "student_number,student,date,period,subject,classroom,mark"),
  ]

  private static let purpose = Field(name: "purpose", kind: .text(upTo: 2_000), required: true)

  let database: Database

  /// `POST /api/exports/{kind}/`: CSV, row by row.
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    guard let name = context.parameters.get("kind"), let kind = Self.kinds[name] else { throw Problem.notFound }
    let body = try await Body(
      request, context,
      [Self.purpose, Field(name: "from", kind: .date, nullable: true), Field(name: "to", kind: .date, nullable: true)])
    let span = [Value(body.text("from")), Value(body.text("to"))]
    let first = try await page(kind.statement, after: .null, span, caller, patience: Self.patienceToBegin)
    try await record(name, student: nil, body, caller)
    let headers: HTTPFields = [
      .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
      .contentDisposition: "attachment; filename=\"\(name).csv\"",
    ]
    return Response(
      status: .ok, headers: headers,
      body: .init { writer in
        try await writer.write(ByteBuffer(string: kind.header + "\r\n"))
        var rows = first
        while true {
          if !rows.isNull(0, 0) { try await writer.write(rows.buffer(0, 0)) }
          guard rows.int(0, 2) == Self.pageSize else { break }
          rows = try await page(kind.statement, after: Value(rows.string(0, 1)), span, caller)
        }
        try await writer.finish(nil)
      })
  }

  private func page(
    _ statement: Statement, after: Value, _ span: [Value], _ caller: Caller, patience: Duration = Self.patience
  ) async throws -> Rows {
    try await database.report(statement, [after] + span + [.int(Self.pageSize)], as: caller, patience: patience)
  }

  /// `POST /api/students/{id}/record/`: everything about one student, for a family that asks what is stored.
  @Sendable func createRecord(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    let id = try context.id()
    let body = try await Body(request, context, [Self.purpose])
    let rows = try await database.report(.readStudentRecord, [.int(id)], as: caller)
    guard rows.count == 1 else {
      throw try await Versioned(database: database, resource: Students.resource).absence(id, caller)
    }
    try await record("student", student: id, body, caller)
    return Answer.json(rows.buffer(0, 0))
  }

  private func record(_ what: String, student: Int?, _ body: Body, _ caller: Caller) async throws {
    let values: [Value] = [.text(what), Value(student), Value(body.text("purpose"))]
    _ = try await database.run([Step(.recordExport, values)], as: caller, on: .write)
  }
}
