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
        let changed = try await session.query(.evaluateDaily).int(0, 0) ?? 0
        if changed > 0 { logger.info("schools were evaluated for their day", metadata: ["indicators": "\(changed)"]) }
        nextDailyCheck = ContinuousClock.now + Self.dailyCheck
      }
      while try await session.query(.evaluateRequested).int(0, 0) ?? 0 > 0 && !Task.isCancelled {}
      _ = try await session.notifications(timeout: Self.pause)
    }
  }
}
