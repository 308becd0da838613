import HTTPTypes
import Postgres
import Testing

@testable import API

struct ProblemTests {
  private func status(_ sqlstate: String) -> Int {
    Problem(PostgresError.server(ServerError(sqlstate: sqlstate, message: "secret"))).status.code
  }

  @Test(arguments: [
    ("28000", 401), ("42501", 403), ("SS403", 403), ("23505", 409), ("23P01", 409), ("23503", 422), ("23502", 422),
    ("23514", 422), ("22P02", 422), ("22003", 422), ("SS422", 422), ("40001", 503), ("40P01", 503), ("55P03", 503),
    ("08006", 503), ("57P01", 503), ("53300", 503), ("57014", 504), ("42P01", 500), ("XX000", 500),
  ])
  func `every SQLSTATE has its status`(sqlstate: String, expected: Int) {
    #expect(status(sqlstate) == expected)
  }

  @Test func `what is not known to have happened is told as such`() {
    #expect(Problem(PostgresError.connectionLost(sent: true)).name == "outcome-unknown")
    #expect(Problem(PostgresError.connectionLost(sent: false)).name == "unavailable")
    #expect(Problem(PostgresError.busy).retryAfter == 1)
  }

  @Test func `nothing of the database's own words reaches a client`() {
    for sqlstate in ["23505", "23514", "22P02", "42P01", "42501", "40001", "57014", "08006"] {
      let error = ServerError(
        sqlstate: sqlstate, message: "secret message", detail: "secret detail", hint: "secret hint",
        table: "student", column: "name", constraint: "name_length")
      #expect(!Problem(PostgresError.server(error)).error.contains("secret"))
    }
  }

  @Test func `a violated constraint names its field`() {
    let length = ServerError(sqlstate: "23514", message: "", table: "alert", constraint: "outcome_notes_required")
    let reference = ServerError(
      sqlstate: "23503", message: "", table: "intervention_case",
      constraint: "intervention_case_school_id_alert_id_fkey")
    #expect(field(length) == "outcome_notes")
    #expect(field(reference) == "alert_id")
  }

  @Test(arguments: [
    ("alert", "close_reason_required", "close_reason"), ("case_note", "outcome_required", "outcome"),
    ("case_note", "named_only_if_restricted", "named_user_ids"), ("user_account", "email_form", "email"),
    ("student", "full_name_length", "full_name"), ("student", "past_failures_range", "past_failures"),
  ])
  func `a violated check is told in a sentence about its field`(table: String, constraint: String, field: String) {
    let check = ViolatedCheck(table: table, constraint: constraint)
    #expect(check.field == field)
    #expect(check.sentence.contains(field) && !check.sentence.contains(constraint))
  }

  private func field(_ error: ServerError) -> String? {
    guard case .invalid(let field, _, _) = Problem(PostgresError.server(error)) else { return nil }
    return field
  }
}
