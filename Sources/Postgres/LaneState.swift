/// The connections of one lane and the requests that wait for them. Belongs to the database's thread.
struct LaneState {
  let lane: Lane
  let connections: [PipelineConnection]
  private let maxWaiting: Int
  private let settings: LaneConfiguration
  private let longestFlight: Int64
  private var waiting = Queue<PendingRequest>()
  /// No later than when the first of them has waited too long.
  private var nextExpiry: Instant?
  private var pace: Pace
  /// Why there is no connection; nil once there was one.
  var failure: String?
  private(set) var statistics = LaneStatistics()

  init(_ lane: Lane, _ configuration: DatabaseConfiguration) {
    self.lane = lane
    maxWaiting = configuration.maxWaiting
    let settings = configuration.lanes[lane] ?? LaneConfiguration(connections: 0)
    self.settings = settings
    longestFlight = (settings.requestDeadline ?? configuration.requestDeadline).nanoseconds / 2
    let conninfo = ConnectionString(configuration, lane: settings).text
    connections = (0..<settings.connections).map { _ in
      PipelineConnection(configuration, lane: settings, conninfo: conninfo)
    }
    pace = Pace(connections: connections.count)
    statistics.connections = connections.count
  }

  var isIdle: Bool { waiting.isEmpty && connections.allSatisfy { $0.inFlight == 0 } }
  var wakesAt: Instant? { ([nextExpiry] + connections.map(\.wakesAt)).compactMap(\.self).min() }

  mutating func enqueue(_ request: PendingRequest) {
    guard waiting.count < maxWaiting, !connections.isEmpty, !waitsInVain(request) else { return refuse(request) }
    waiting.append(request)
    expects(request)
  }

  private mutating func expects(_ request: PendingRequest) {
    nextExpiry = min(nextExpiry ?? request.waitsUntil, request.waitsUntil)
  }

  /// Whoever would wait for long is told at once: they come back sooner, and few wait and are refused in the end. What cannot be
  /// foreseen, such as a disk that does not answer for a moment, they wait out.
  private func waitsInVain(_ request: PendingRequest) -> Bool {
    let open = connections.count(where: \.isOpen)
    let inFlight = connections.reduce(0) { $0 + $1.inFlight }
    return pace.wait(behind: inFlight + waiting.count, on: open, depth: depth) > request.longestQueue
  }

  /// A connection that is behind others' slow requests for too long would count as stuck.
  private var depth: Int { pace.depth(upTo: settings.depth, within: longestFlight) }

  mutating func cancel(_ ids: Set<Int>) {
    for request in waiting.remove(where: { ids.contains($0.id) }) { request.finish(.failure(.cancelled)) }
  }

  /// Refuses what has waited too long: not always those in front, since some have more patience.
  mutating func expire(_ now: Instant) {
    guard let nextExpiry, nextExpiry <= now else { return }
    for request in waiting.remove(where: { $0.waitsUntil <= now }) { refuse(request) }
    self.nextExpiry = waiting.elements.map(\.waitsUntil).min()
  }

  private mutating func refuse(_ request: PendingRequest) {
    statistics.refused += 1
    let isUp = connections.contains(where: \.isOpen)
    request.finish(.failure(isUp ? .busy : failure.map(PostgresError.unreachable) ?? .busy))
  }

  /// Gives waiting requests to the connections that have least to do.
  mutating func dispatch(_ now: Instant) {
    while !waiting.isEmpty, let connection = leastLoaded, let request = waiting.popFirst() {
      if connection.send(request, now) {
        statistics.waits.add(now.nanoseconds - request.postedAt.nanoseconds)
      } else {
        requeue(request, now)
      }
    }
    for connection in connections { connection.flush() }
  }

  private var leastLoaded: PipelineConnection? {
    var best: PipelineConnection?
    let depth = depth
    for connection in connections
    where connection.takesMore && connection.inFlight < depth && connection.inFlight < best?.inFlight ?? .max {
      best = connection
      if connection.inFlight == 0 { break }
    }
    return best
  }

  /// A second chance for what has surely had no effect.
  private mutating func requeue(_ request: PendingRequest, _ now: Instant) {
    guard !request.isRetried else { return request.finish(.failure(.connectionLost(sent: false))) }
    request.isRetried = true
    waiting.prepend(request)
    expects(request)
  }

  /// Answers callers, or sends again what failed on statements that were out of date.
  mutating func handle(_ events: [PipelineConnection.Event], _ now: Instant) {
    for event in events {
      switch event {
      case .answered(let flight, _) where flight.isStale:
        requeue(flight.request, now)
      case .answered(let flight, let nanoseconds):
        statistics.answered += 1
        pace.answered(after: nanoseconds)
        flight.request.finish(flight.outcome)
      case .lost(let flights, let reason):
        statistics.lost += 1
        failure = reason
        for flight in flights { flight.request.finish(.failure(.connectionLost(sent: true))) }
      }
    }
  }

  mutating func noteReconnect() { statistics.reconnects += 1 }

  /// The figures of this moment.
  mutating func count() -> LaneStatistics {
    statistics.connectionsUp = connections.count(where: \.isOpen)
    statistics.inFlight = connections.reduce(0) { $0 + $1.inFlight }
    statistics.waiting = waiting.count
    return statistics
  }

  func close() { for connection in connections { connection.close() } }
}
