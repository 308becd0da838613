import Logging
import Postgres
import SQL
import ServiceLifecycle

/// Evaluates whoever has changed, about a second after they have, and everybody once on each day of their school.
///
/// The queue is in the database: what is taken from it comes back when this process ends before it is done.
public struct Evaluation: Service {
  private static let pause = Duration.seconds(1)
  private static let dailyCheck = Duration.seconds(60)

  private let connection: StandingConnection
  private let logger: Logger

  /// - Parameter conninfo: of a role that may become `school_support_jobs`.
  public init(_ conninfo: String, logger: Logger) {
    connection = StandingConnection(conninfo: conninfo, work: "evaluation", channel: "evaluation", logger: logger)
    self.logger = logger
  }

  /// Until shutdown. A lost connection is opened again.
  public func run() async throws { await connection.run(evaluate) }

  @Sendable private func evaluate(_ session: Session) async throws {
    var nextDailyCheck = ContinuousClock.now
    while !Task.isCancelled {
      if ContinuousClock.now >= nextDailyCheck {
        try await evaluateDay(session)
        nextDailyCheck = ContinuousClock.now + Self.dailyCheck
      }
      try await evaluateRequests(session)
      _ = try await session.notifications(timeout: Self.pause)
    }
  }

  private func evaluateDay(_ session: Session) async throws {
    let due = try await session.query(.listDueSchools)
    for row in 0..<due.count where !Task.isCancelled {
      guard let school = due.int(row, 0), let day = due.string(row, 1) else { continue }
      try await evaluate(school, on: day, session)
      try await evaluateRequests(session)
    }
  }

  /// What cannot be done for one school is done for the others.
  private func evaluate(_ school: Int, on day: String, _ session: Session) async throws {
    do {
      _ = try await session.query(.placeStudents, [.int(school), .text(day)])
      let changed = try await session.evaluateEverybody(of: school, asOf: day)
      guard !Task.isCancelled else { return }
      _ = try await session.query(.endDay, [.int(school), .text(day)])
      logger.info("evaluated for the day", metadata: ["school_id": "\(school)", "indicators": "\(changed)"])
    } catch {
      guard case .server = error else { throw error }
      logger.error("not evaluated for the day", metadata: ["school_id": "\(school)", "error": "\(error)"])
    }
  }

  private func evaluateRequests(_ session: Session) async throws {
    while try await session.query(.evaluateRequested).int(0, 0) ?? 0 > 0 && !Task.isCancelled {}
  }
}
