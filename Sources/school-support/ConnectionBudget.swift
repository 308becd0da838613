import Logging
import Postgres

/// Whether the database lets in as many connections as a fleet may need: twice its workers', while they are replaced.
struct ConnectionBudget {
  /// Connections of a jobs process, and what is left for migrations, clean-up, backups and people with psql.
  private static let (jobs, reserve) = (4, 5)

  private let workers: Int
  private let perWorker: Int
  private let url: String

  init(workers: Int, _ settings: Settings) throws {
    let database = try settings.database()
    self.workers = workers
    perWorker = database.lanes.values.reduce(0) { $0 + $1.connections }
    url = database.conninfo
  }

  private var needed: Int { workers * perWorker * 2 + Self.jobs * 2 + Self.reserve }

  /// Throws `SettingError` if they are too many. A database that cannot be asked is no reason not to start.
  func check(_ logger: Logger) async throws {
    do {
      let session = try await Session.connect(url, applicationName: "school-support supervisor")
      let rows = try await session.query(
        "select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int")
      await session.close()
      if let allowed = rows.int(0, 0), needed > allowed { throw refusal(allowed) }
    } catch let error as PostgresError {
      logger.warning("the number of connections was not checked", metadata: ["error": "\(error)"])
    }
  }

  private func refusal(_ allowed: Int) -> SettingError {
    SettingError(
      "WORKERS", "\(workers)",
      "fewer, or fewer READ_CONNECTIONS and WRITE_CONNECTIONS, or max_connections of the database higher: "
        + "\(workers) workers with \(perWorker) connections, twice while they are replaced, and \(Self.jobs * 2) for jobs "
        + "and \(Self.reserve) in reserve are \(needed), and the database lets in \(allowed)")
  }
}
