import Postgres
import SQL

/// Evaluates all students of a school, or of every school, on demand.
public struct WholeEvaluation: Sendable {
  private let session: Session
  private let report: @Sendable (String) -> Void

  /// - Parameter session: of a role that may become `school_support_jobs`.
  public init(_ session: Session, report: @escaping @Sendable (String) -> Void) {
    self.session = session
    self.report = report
  }

  /// - Parameters:
  ///   - day: as of which day, `YYYY-MM-DD`; nil: each school's today.
  ///   - school: its name; nil: every school.
  ///
  /// Throws `JobError` for what is no day, for one that is still to come or before the last evaluation, and for a school
  /// that is not there.
  public func run(asOf day: String?, school: String? = nil) async throws {
    try await session.execute("set role school_support_jobs")
    let schools = try await schools(asOf: day, named: school)
    if let school, schools.count == 0 { throw JobError("There is no school \(school).") }
    for row in 0..<schools.count {
      guard let obstacle = schools.string(row, 4) else { continue }
      throw JobError(
        "\(schools.string(row, 1) ?? "") cannot be evaluated as of \(schools.string(row, 2) ?? ""): \(obstacle).")
    }
    var lines: [[String]] = []
    for row in 0..<schools.count {
      let school = schools.int(row, 0) ?? 0
      let day = schools.string(row, 2) ?? ""
      let start = ContinuousClock.now
      // Were somebody evaluated as of a later day meanwhile, the rest would be left out.
      _ = try await session.query(.holdEvaluation, [.int(school)])
      let changed = try await session.evaluateEverybody(of: school, asOf: day)
      _ = try await session.query(.releaseEvaluation, [.int(school)])
      lines.append([
        schools.string(row, 1) ?? "", day, schools.string(row, 3) ?? "", String(changed),
        String(Int((ContinuousClock.now - start) / .milliseconds(1))),
      ])
    }
    report(TextTable(["school", "as of", "students", "indicators changed", "ms"], lines).text)
  }

  private func schools(asOf day: String?, named school: String?) async throws -> Rows {
    let refusal = JobError("--as-of must be a date such as 2026-09-30.")
    // PostgreSQL also takes words such as yesterday.
    if let day, day.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) == nil { throw refusal }
    do {
      return try await session.query(.listEvaluableSchools, [Value(day), Value(school)])
    } catch let error {
      guard case .server(let answer) = error, answer.sqlstate.hasPrefix("22") else { throw error }
      throw refusal
    }
  }
}
