/// Where the database is and how much of it one process takes.
public struct DatabaseConfiguration: Sendable {
  /// A libpq connection string, `postgresql://...` or `host=... dbname=...`. What is missing comes from `PG*` variables.
  public var conninfo: String
  /// What DBAs see in `pg_stat_activity`.
  public var applicationName: String
  public var lanes: [Lane: LaneConfiguration]
  /// How long a request waits for a connection until it fails with `.busy`; at once, if those in front of it will take a quarter
  /// of that.
  public var queueTimeout: Duration
  /// How long a request may be in flight until its connection counts as stuck. Longer than any statement timeout.
  public var requestDeadline: Duration
  /// How many seconds one host may take to let one in, at least 2; libpq knows whole ones only.
  public var connectTimeout: Int
  /// How many requests may wait in one lane; those beyond fail with `.busy` at once.
  public var maxWaiting: Int

  public init(
    conninfo: String, applicationName: String = "school-support",
    lanes: [Lane: LaneConfiguration] = [.read: .read, .write: .write, .report: .report],
    queueTimeout: Duration = .seconds(2), requestDeadline: Duration = .seconds(5), connectTimeout: Int = 3,
    maxWaiting: Int = 4096
  ) {
    self.conninfo = conninfo
    self.applicationName = applicationName
    self.lanes = lanes
    self.queueTimeout = queueTimeout
    self.requestDeadline = requestDeadline
    self.connectTimeout = connectTimeout
    self.maxWaiting = maxWaiting
  }
}
