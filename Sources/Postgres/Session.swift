import CPQ
import Glibc

/// A connection for work outside of requests: migrations, imports, clean-up. It blocks, on a thread of its own.
public actor Session {
  private let queue = SessionQueue()
  public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  private let handle: Handle
  private var prepared: Set<String> = []
  private var parameters = ParameterBuffer()

  /// Opens a connection. Throws `.unreachable` with libpq's reason.
  public static func connect(
    _ conninfo: String, applicationName: String, onNotice: (@Sendable (String) -> Void)? = nil
  ) async throws(PostgresError) -> Session {
    let session = Session(conninfo, applicationName, onNotice)
    try await session.check()
    return session
  }

  private init(_ conninfo: String, _ applicationName: String, _ onNotice: (@Sendable (String) -> Void)?) {
    handle = Handle(conninfo, applicationName, onNotice)
  }

  private func check() throws(PostgresError) {
    handle.open()
    guard PQstatus(handle.connection) == CONNECTION_OK else { throw .unreachable(handle.message) }
  }

  /// Runs many statements, as `psql` does; with no transaction around them they are one.
  public func execute(_ script: String) throws(PostgresError) {
    _ = try rows(PQexec(handle.connection, script), of: nil)
  }

  /// Runs one statement, prepared under its name.
  @discardableResult
  public func query(_ statement: Statement, _ values: [Value] = []) throws(PostgresError) -> Rows {
    try values.validate()
    if !prepared.contains(statement.name) {
      _ = try rows(PQprepare(handle.connection, statement.name, statement.text, 0, nil), of: statement.name)
      prepared.insert(statement.name)
    }
    let result = parameters.withPointers(values) { count, values in
      PQexecPrepared(handle.connection, statement.name, count, values, nil, nil, 0)
    }
    return try rows(result, of: statement.name)
  }

  /// Runs one statement that is needed once.
  @discardableResult
  public func query(_ text: String, _ values: [Value] = []) throws(PostgresError) -> Rows {
    try values.validate()
    let result = parameters.withPointers(values) { count, values in
      PQexecParams(handle.connection, text, count, nil, values, nil, nil, 0)
    }
    return try rows(result, of: nil)
  }

  /// Commits when the body returns, rolls back when it throws.
  public func transaction<R: Sendable>(
    _ body: @Sendable (isolated Session) async throws -> R
  ) async throws -> R {
    try execute("begin")
    do {
      let result = try await body(self)
      try execute("commit")
      return result
    } catch {
      try? execute("rollback")
      throw error
    }
  }

  /// Sends rows to `COPY ... FROM STDIN` and returns how many there were. An error of the source ends the COPY.
  public func copyIn(_ copy: String, from chunks: some Sequence<[UInt8]>) throws -> Int {
    let result = PQexec(handle.connection, copy)
    guard PQresultStatus(result) == PGRES_COPY_IN else {
      _ = try rows(result, of: nil)
      throw PostgresError.protocolViolation("not a COPY FROM STDIN")
    }
    PQclear(result)
    for chunk in chunks { try put(chunk) }
    guard PQputCopyEnd(handle.connection, nil) == 1 else { throw PostgresError.connectionLost(sent: true) }
    let copied = try rows(PQgetResult(handle.connection), of: nil).affected
    while let rest = PQgetResult(handle.connection) { PQclear(rest) }
    return copied
  }

  private func put(_ chunk: [UInt8]) throws(PostgresError) {
    let sent = chunk.withUnsafeBytes { bytes in
      PQputCopyData(handle.connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard sent == 1 else { throw .connectionLost(sent: true) }
  }

  /// Subscribes to a channel.
  public func listen(_ channel: String) throws(PostgresError) {
    let quoted = channel.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    try execute("listen \"\(quoted)\"")
  }

  /// What was told since the last time; waits for it, at most so long.
  public func notifications(timeout: Duration) throws(PostgresError) -> [Notification] {
    let deadline = Instant.now + timeout
    while true {
      guard PQconsumeInput(handle.connection) == 1 else { throw .connectionLost(sent: true) }
      let notifications = handle.notifications()
      guard notifications.isEmpty, Instant.now < deadline else { return notifications }
      var descriptor = pollfd(fd: PQsocket(handle.connection), events: Int16(POLLIN), revents: 0)
      poll(&descriptor, 1, Instant.now.pollTimeout(until: deadline))
    }
  }

  /// Ends the connection. Whatever is called afterwards throws.
  public func close() { handle.close() }

  private func rows(_ result: OpaquePointer?, of statement: String?) throws(PostgresError) -> Rows {
    guard let result else { throw .connectionLost(sent: true) }
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return Rows(result)
    default:
      defer { PQclear(result) }
      throw ServerError(result, statement: statement).map(PostgresError.server) ?? .connectionLost(sent: true)
    }
  }
}
