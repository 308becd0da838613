import CPQ

/// What PostgreSQL said when it refused a statement. For logs: `message` and `detail` may hold values.
public struct ServerError: Error, Sendable, Equatable {
  /// Five characters, such as `23505`.
  public let sqlstate: String
  /// `ERROR`, `FATAL` or `PANIC`, in English whatever the server's language is.
  public let severity: String
  public let message: String
  public let detail: String?
  public let hint: String?
  public let schema: String?
  public let table: String?
  public let column: String?
  public let constraint: String?
  /// The name of the statement that was refused; nil at the end of the transaction.
  public let statement: String?
  /// The function of the server's source that refused, which unlike `message` is never translated.
  let routine: String?

  public init(
    sqlstate: String, severity: String = "ERROR", message: String, detail: String? = nil, hint: String? = nil,
    schema: String? = nil, table: String? = nil, column: String? = nil, constraint: String? = nil,
    statement: String? = nil
  ) {
    self.sqlstate = sqlstate
    self.severity = severity
    self.message = message
    self.detail = detail
    self.hint = hint
    self.schema = schema
    self.table = table
    self.column = column
    self.constraint = constraint
    self.statement = statement
    routine = nil
  }

  /// Nil if the error is libpq's own and not the server's: then there is no SQLSTATE.
  init?(_ result: OpaquePointer, statement: String?) {
    func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
    guard let sqlstate = field(CPQ_DIAG_SQLSTATE) else { return nil }
    self.sqlstate = sqlstate
    severity = field(CPQ_DIAG_SEVERITY) ?? "ERROR"
    message = field(CPQ_DIAG_MESSAGE) ?? ""
    detail = field(CPQ_DIAG_DETAIL)
    hint = field(CPQ_DIAG_HINT)
    schema = field(CPQ_DIAG_SCHEMA)
    table = field(CPQ_DIAG_TABLE)
    column = field(CPQ_DIAG_COLUMN)
    constraint = field(CPQ_DIAG_CONSTRAINT)
    routine = field(CPQ_DIAG_ROUTINE)
    self.statement = statement
  }

  /// Whether the server closes the connection after this error.
  var endsConnection: Bool { severity == "FATAL" || severity == "PANIC" }

  /// Whether the prepared statement is no longer there or no longer fits, so that preparing it again helps.
  var isStalePreparation: Bool {
    sqlstate == "26000" || sqlstate == "42P05" || (sqlstate == "0A000" && routine == "RevalidateCachedQuery")
  }
}
