import Logging
import Postgres
import ServiceLifecycle

/// A connection that a service of the jobs process works on until shutdown; it is opened again when it is lost.
struct StandingConnection: Sendable {
  /// Of a role that may become `school_support_jobs`.
  let conninfo: String
  /// What the work is called in logs and in `pg_stat_activity`.
  let work: String
  /// Where it is told that there is something to do, if it is.
  let channel: String?
  let logger: Logger

  /// Calls `body`, and again whenever it throws, until shutdown.
  func run(_ body: @escaping @Sendable (Session) async throws -> Void) async {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await once(body)
        } catch {
          logger.error("\(work) was interrupted and begins again", metadata: ["error": "\(error)"])
          try? await Task.sleep(for: .seconds(Double.random(in: 1...3)))
        }
      }
    }
  }

  private func once(_ body: @Sendable (Session) async throws -> Void) async throws {
    let session = try await Session.connect(conninfo, applicationName: "school-support \(work)")
    do {
      try await session.execute("set role school_support_jobs")
      if let channel { try await session.listen(channel) }
      try await body(session)
    } catch {
      await session.close()
      throw error
    }
    await session.close()
  }
}
