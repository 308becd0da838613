/// How many connections a lane has, and what PostgreSQL allows on them.
public struct LaneConfiguration: Sendable {
  /// 0 closes the lane.
  public var connections: Int
  /// Requests in flight on one connection, at least 1. More than 1 lets a slow request delay those behind it.
  public var depth: Int
  /// `statement_timeout`; zero means none.
  public var statementTimeout: Duration
  /// `lock_timeout`; zero means none.
  public var lockTimeout: Duration
  /// `default_transaction_read_only`.
  public var readOnly: Bool
  /// How long a request may be in flight until its connection counts as stuck; nil means the database's own.
  public var requestDeadline: Duration?

  public init(
    connections: Int, depth: Int = 1, statementTimeout: Duration = .seconds(3), lockTimeout: Duration = .seconds(1),
    readOnly: Bool = false, requestDeadline: Duration? = nil
  ) {
    self.connections = connections
    self.depth = depth
    self.statementTimeout = statementTimeout
    self.lockTimeout = lockTimeout
    self.readOnly = readOnly
    self.requestDeadline = requestDeadline
  }

  /// 2 connections, 16 requests in flight on each, 3 s.
  public static let read = LaneConfiguration(connections: 2, depth: 16, readOnly: true)
  /// 8 connections, one request in flight on each, 3 s.
  public static let write = LaneConfiguration(connections: 8)
  /// 1 connection, one request in flight, 60 s.
  public static let report = LaneConfiguration(
    connections: 1, statementTimeout: .seconds(60), readOnly: true, requestDeadline: .seconds(65))

  /// As startup options, so that they cost no round trip and a reconnect cannot forget them.
  var startupOptions: String {
    "-c statement_timeout=\(statementTimeout.milliseconds) -c lock_timeout=\(lockTimeout.milliseconds)"
      + " -c default_transaction_read_only=\(readOnly ? "on" : "off")"
  }
}
