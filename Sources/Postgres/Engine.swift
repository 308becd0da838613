import Glibc
import Synchronization

/// The loop of the database's thread: takes what callers left, sends it, waits, reads, answers.
///
/// Nothing in here is shared: the thread that calls `run` owns it all but the mailbox and the published figures.
final class Engine {
  private let configuration: DatabaseConfiguration
  private let mailbox: Mailbox
  private let published: Published
  private var lanes: [LaneState]
  private var isClosing = false

  init(_ configuration: DatabaseConfiguration, mailbox: Mailbox, published: Published) {
    self.configuration = configuration
    self.mailbox = mailbox
    self.published = published
    lanes = Lane.allCases.map { LaneState($0, configuration) }
  }

  /// Until the mailbox is closed and every request is answered.
  func run() {
    while true {
      let now = Instant.now
      receive()
      connect(now)
      for index in lanes.indices {
        lanes[index].dispatch(now)
        lanes[index].expire(now)
      }
      publish()
      if isClosing && lanes.allSatisfy(\.isIdle) { break }
      wait()
    }
    for lane in lanes { lane.close() }
    publish()
  }

  private func receive() {
    let contents = mailbox.take()
    for request in contents.requests { lanes[request.lane.index].enqueue(request) }
    if !contents.cancelled.isEmpty {
      for index in lanes.indices { lanes[index].cancel(Set(contents.cancelled)) }
    }
    isClosing = contents.isClosing
  }

  private func connect(_ now: Instant) {
    for index in lanes.indices {
      for connection in lanes[index].connections where !connection.isOpen {
        let isReconnect = connection.wasOpen
        if let reason = connection.connect(now, whenDone: { [mailbox] in mailbox.wakeUp.wake() }) {
          lanes[index].failure = reason
        }
        guard connection.isOpen else { continue }
        lanes[index].failure = nil
        if isReconnect { lanes[index].noteReconnect() }
      }
    }
  }

  /// Sleeps until a socket is ready, somebody calls, or time is up; then reads.
  private func wait() {
    var descriptors = [pollfd(fd: mailbox.wakeUp.descriptor, events: Int16(POLLIN), revents: 0)]
    var polled: [(lane: Int, connection: PipelineConnection)] = []
    for index in lanes.indices {
      for connection in lanes[index].connections {
        guard let descriptor = connection.pollDescriptor else { continue }
        descriptors.append(descriptor)
        polled.append((index, connection))
      }
    }
    poll(&descriptors, nfds_t(descriptors.count), timeout)
    // While requests share a connection, whoever else is ready runs first and leaves requests and answers, which then go in one
    // batch: on busy processors that nearly doubles the throughput. One request a connection has nothing to gain from it.
    if isPipelining { sched_yield() }
    if descriptors[0].revents != 0 { mailbox.wakeUp.clear() }
    let now = Instant.now
    for (descriptor, (lane, connection)) in zip(descriptors.dropFirst(), polled) {
      lanes[lane].handle(connection.read(now, isReady: descriptor.revents != 0), now)
    }
  }

  private var isPipelining: Bool {
    lanes.contains { lane in lane.connections.contains { $0.inFlight > 1 } }
  }

  /// In milliseconds; -1 waits for an event.
  private var timeout: Int32 {
    guard mailbox.mayRest() else { return 0 }
    return lanes.compactMap(\.wakesAt).min().map { Instant.now.pollTimeout(until: $0) } ?? -1
  }

  private func publish() {
    var statistics = Statistics()
    for index in lanes.indices {
      statistics[lanes[index].lane] = lanes[index].count()
      statistics.failure = statistics.failure ?? lanes[index].failure
    }
    published.set(statistics)
  }
}
