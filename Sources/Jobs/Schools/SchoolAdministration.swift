import Postgres
import SQL

/// Schools, from the command line.
public struct SchoolAdministration: Sendable {
  private let session: Session

  /// - Parameter session: of a role that may become `school_support_jobs`.
  public init(_ session: Session) { self.session = session }

  /// With the default rules. Returns its id. Throws `JobError` for a name that is taken, or a time zone that is none.
  ///
  /// - Parameter timeZone: as in `pg_timezone_names`; nil: UTC.
  public func create(name: String, timeZone: String?) async throws -> Int {
    try await act { session in
      let rows = try session.query(.createSchool, [.text(name), Value(timeZone)])
      guard rows.count == 1, let id = rows.int(0, 0) else { throw JobError("There is a school \(name) already.") }
      return id
    }
  }

  /// Throws `JobError` for an unknown school, or a time zone that is none.
  ///
  /// - Parameters:
  ///   - school: its name or id.
  ///   - name: nil: as before.
  ///   - timeZone: nil: as before.
  public func change(school: String, name: String?, timeZone: String?) async throws {
    try await act { session in
      guard try session.query(.changeSchool, [.text(school), Value(name), Value(timeZone)]).count == 1 else {
        throw JobError("There is no school \(school), or more than one; school list has their ids.")
      }
    }
  }

  /// All schools, as a table for people.
  public func list() async throws -> String {
    try await act { session in
      let rows = try session.query(.listSchools)
      let lines = (0..<rows.count).map { row in (0..<5).map { rows.string(row, $0) ?? "" } }
      return TextTable(["id", "school", "time zone", "students", "staff"], lines).text
    }
  }

  private func act<Result: Sendable>(
    _ work: @Sendable (isolated Session) async throws -> Result
  ) async throws -> Result {
    do {
      return try await session.transactionAsJobs(work)
    } catch PostgresError.server(let error) where error.sqlstate.hasPrefix("SS") {
      throw JobError(error.message + ".")
    } catch PostgresError.server(let error) where error.sqlstate == "23514" {
      throw JobError("The name of a school has 1 to 200 characters.")
    }
  }
}
