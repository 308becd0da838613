/// Every way in which work on the database fails.
public enum PostgresError: Error, Sendable, Equatable {
  /// PostgreSQL refused: nothing of the request has happened.
  case server(ServerError)
  /// No connection became free in time: nothing has happened.
  case busy
  /// With `sent` the outcome is unknown: it may have happened. Without, nothing has happened.
  case connectionLost(sent: Bool)
  /// There is no connection, and this is why. Holds no password.
  case unreachable(String)
  /// The caller's task was cancelled before anything was sent.
  case cancelled
  /// The database or session is closed.
  case closed
  /// A value that PostgreSQL could not take was refused before anything was sent. Parameters count from 1; 0 is the
  /// statement itself.
  case invalidValue(parameter: Int, reason: String)
  /// The statement does what cannot be done here, such as `begin` in a pipeline. The outcome is unknown.
  case protocolViolation(String)
}

/// For logs. Leaves out the detail and hint of the server, which hold values more often than the message does.
extension PostgresError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .server(let error):
      "\(error.severity) \(error.sqlstate)\(error.statement.map { " in \($0)" } ?? ""): \(error.message)"
    case .busy: "no database connection became free in time"
    case .connectionLost(sent: true): "the database connection was lost and the outcome is unknown"
    case .connectionLost(sent: false): "the database connection was lost before anything was sent"
    case .unreachable(let reason): "the database cannot be reached: \(reason)"
    case .cancelled: "cancelled before anything was sent"
    case .closed: "the database is closed"
    case .invalidValue(let parameter, let reason): "parameter $\(parameter) is refused: \(reason)"
    case .protocolViolation(let reason): "misuse of the database connection: \(reason)"
    }
  }
}
