import CPQ
import Glibc

/// One connection in pipeline mode, nonblocking. Belongs to the database's thread.
final class PipelineConnection {
  /// What reading has brought.
  enum Event {
    /// A request is done, its transaction has ended; so many nanoseconds after the one before it, if that was later than its
    /// sending.
    case answered(Flight, after: Int64)
    /// The connection is gone, and with it these requests, whose outcome is unknown.
    case lost([Flight], reason: String)
  }

  private enum Phase {
    case closed(retryAt: Instant)
    case connecting(Dial)
    case open
  }

  private let conninfo: String
  private let lane: LaneConfiguration
  private let configuration: DatabaseConfiguration
  private var handle: OpaquePointer?
  private var phase = Phase.closed(retryAt: .past)
  private var backoff = Backoff()
  private var prepared = PreparedStatements()
  private var flights = Queue<Flight>()
  private var parameters = ParameterBuffer()
  private var mustFlush = false
  private var answeredAt = Instant.past
  /// Nothing more can be sent; what was is still to be answered.
  private var isBroken = false
  private(set) var wasOpen = false

  init(_ configuration: DatabaseConfiguration, lane: LaneConfiguration, conninfo: String) {
    self.configuration = configuration
    self.lane = lane
    self.conninfo = conninfo
  }

  var isOpen: Bool { if case .open = phase { true } else { false } }
  var takesMore: Bool { isOpen && !isBroken }
  var inFlight: Int { flights.count }

  // MARK: Waiting

  /// What to wait for, or nil while there is no connection.
  var pollDescriptor: pollfd? {
    guard isOpen else { return nil }
    return pollfd(fd: PQsocket(handle), events: Int16(mustFlush ? POLLIN | POLLOUT : POLLIN), revents: 0)
  }

  /// When this connection wants to be looked at again, whatever happens.
  var wakesAt: Instant? {
    switch phase {
    case .closed(let retryAt): retryAt
    case .connecting: nil
    case .open: flights.first?.deadline
    }
  }

  // MARK: Connecting

  /// Begins to connect if it is time to, or takes the connection that was made meanwhile. Returns why it failed, if so.
  func connect(_ now: Instant, whenDone wake: @escaping @Sendable () -> Void) -> String? {
    switch phase {
    case .closed(let retryAt):
      if retryAt <= now { phase = .connecting(Dial(conninfo, whenDone: wake)) }
      return nil
    case .connecting(let dial):
      guard dial.isDone else { return nil }
      handle = dial.take()
      return PQstatus(handle) == CONNECTION_OK ? open(now) : fail(now)
    case .open: return nil
    }
  }

  private func open(_ now: Instant) -> String? {
    guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else { return fail(now) }
    phase = .open
    (wasOpen, isBroken) = (true, false)
    backoff.succeeded()
    prepared = PreparedStatements()
    return nil
  }

  private func fail(_ now: Instant, _ reason: String? = nil) -> String {
    let reason = reason ?? message
    finish()
    phase = .closed(retryAt: now + backoff.failed(dice: Double.random(in: 0..<1)))
    return reason
  }

  private var message: String {
    let text = handle.flatMap(PQerrorMessage).map { String(cString: $0) } ?? ""
    return text.isEmpty ? "the connection was closed" : text.split(separator: "\n").joined(separator: "; ")
  }

  private func finish() {
    PQfinish(handle)
    handle = nil
    mustFlush = false
  }

  /// Ends the connection for good.
  func close() {
    if case .connecting(let dial) = phase { dial.abandon() }
    finish()
    phase = .closed(retryAt: Instant(nanoseconds: .max))
  }

  // MARK: Sending

  /// Sends a request. False if the connection broke before its Sync was sent, so that nothing has happened.
  func send(_ request: PendingRequest, _ now: Instant) -> Bool {
    let generation = prepared.generation
    let preparing = unprepared(in: request.steps)
    guard preparing.allSatisfy(sendPrepare), request.steps.allSatisfy(sendExecute), cpq_pipeline_sync(handle) == 1
    else {
      isBroken = true
      return false
    }
    let deadline = now + (lane.requestDeadline ?? configuration.requestDeadline)
    flights.append(Flight(request, preparing: preparing, generation: generation, sentAt: now, deadline: deadline))
    mustFlush = true
    return true
  }

  private func unprepared(in steps: [Step]) -> [Statement] {
    var statements: [Statement] = []
    for step in steps where prepared.name(of: step.statement) == nil && !statements.contains(step.statement) {
      statements.append(step.statement)
    }
    return statements
  }

  private func sendPrepare(_ statement: Statement) -> Bool {
    PQsendPrepare(handle, prepared.add(statement), statement.text, 0, nil) == 1
  }

  private func sendExecute(_ step: Step) -> Bool {
    guard let name = prepared.name(of: step.statement) else { return false }
    return parameters.withPointers(step.values) { count, values in
      PQsendQueryPrepared(handle, name, count, values, nil, nil, 0) == 1
    }
  }

  /// Hands what was sent to the kernel. Call it once after a batch.
  func flush() {
    guard mustFlush else { return }
    // A failure shows at the next read.
    mustFlush = PQflush(handle) == 1
  }

  // MARK: Reading

  /// Reads what has come, and gives up a connection that is lost or stuck.
  func read(_ now: Instant, isReady: Bool) -> [Event] {
    guard isOpen else { return [] }
    var events: [Event] = []
    if isReady {
      flush()
      // What came before the end of the connection still counts.
      let isAlive = PQconsumeInput(handle) == 1
      while !flights.isEmpty, PQisBusy(handle) == 0 {
        guard take(&events, now) else { break }
      }
      if !isAlive { return events + [lose(now)] }
    }
    if PQstatus(handle) == CONNECTION_BAD || isFatal || isBroken && flights.isEmpty { return events + [lose(now)] }
    if let deadline = flights.first?.deadline, deadline <= now {
      return events + [lose(now, "no answer within the deadline of a request")]
    }
    return events
  }

  /// Whether the request at the front was told that the server ends this connection.
  private var isFatal: Bool {
    guard case .server(let error) = flights.first?.error else { return false }
    return error.endsConnection
  }

  /// Takes one result. False if there was none although the connection says it is not busy, or after a fatal error.
  private func take(_ events: inout [Event], _ now: Instant) -> Bool {
    // The null that ends the results of one statement, then the first result of the next.
    guard let result = PQgetResult(handle) ?? (PQisBusy(handle) == 0 ? PQgetResult(handle) : nil) else { return false }
    guard var flight = flights.popFirst() else { return false }
    switch PQresultStatus(result) {
    case PGRES_PIPELINE_SYNC:
      PQclear(result)
      settle(flight)
      events.append(.answered(flight, after: now.nanoseconds - max(flight.sentAt, answeredAt).nanoseconds))
      answeredAt = now
      return true
    case PGRES_PIPELINE_ABORTED:
      PQclear(result)
      flight.skipped()
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
      flight.received(Rows(result))
    default:
      flight.failed(error(result, flight.current))
      PQclear(result)
    }
    flights.prepend(flight)
    return !isFatal
  }

  private func error(_ result: OpaquePointer, _ statement: Statement?) -> PostgresError {
    ServerError(result, statement: statement?.name).map(PostgresError.server) ?? .connectionLost(sent: true)
  }

  /// What was prepared outlives the failure of its request; what was to be prepared behind the failure is not there.
  private func settle(_ flight: Flight) {
    guard flight.error != nil else { return }
    if flight.isStale && flight.generation == prepared.generation { prepared.forgetAll() }
    if flight.generation == prepared.generation {
      for statement in flight.notPrepared { prepared.forget(statement) }
    }
  }

  private func lose(_ now: Instant, _ reason: String? = nil) -> Event {
    .lost(flights.removeAll(), reason: fail(now, reason))
  }
}
