import Logging
import Postgres
import SQL
import ServiceLifecycle
import Synchronization

/// Tells the open streams of a worker that something has changed, whoever changed it. It looks four times a second while
/// anybody listens, and now and then while nobody does, so that whoever comes is told where to begin: NOTIFY would take one
/// lock over all commits of the database.
final class ChangePulse: Service {
  private static let interval = Duration.milliseconds(250)
  /// So long without a change, and streams are told all the same, so that a broken connection is noticed.
  private static let silence = Duration.seconds(15)
  /// While nobody listens, one look in so many is made, after the first ones.
  private static let idleLooks = 40
  /// While the horizon stands still, streams are told at so many looks after a new number was seen that its transaction may have ended.
  private static let lateLooks = 4

  private struct State {
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    var lastID = 0
    var horizon = EventHorizon()
    var isOver = false
  }

  private let database: Database
  private let state = Mutex(State())

  init(database: Database) { self.database = database }

  /// Up to which number all events are there to be seen; nil while nobody knows.
  var settled: Int? { state.withLock { $0.horizon.settled } }

  /// Whether the process drains.
  var isOver: Bool { state.withLock { $0.isOver } }

  /// Beats when something may have changed; ends when the process drains.
  ///
  /// - Parameter atOnce: for who knows already that something may have.
  func beats(atOnce: Bool) -> AsyncStream<Void> {
    let (beats, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    if atOnce { continuation.yield() }
    let id = state.withLock { state -> Int? in
      guard !state.isOver else { return nil }
      state.lastID += 1
      state.listeners[state.lastID] = continuation
      return state.lastID
    }
    guard let id else {
      continuation.finish()
      return beats
    }
    continuation.onTermination = { _ in self.state.withLock { _ = $0.listeners.removeValue(forKey: id) } }
    return beats
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var (turn, changed, told) = (0, 0, ContinuousClock.now)
      var last: (newest: Int, settled: Int?) = (0, nil)
      while (try? await Task.sleep(for: Self.interval)) != nil {
        turn += 1
        guard self.isHeard || turn <= 2 || turn % Self.idleLooks == 0 else { continue }
        // A number is drawn before its transaction ends: what it counts is there to be seen once the horizon has passed it.
        let seen = (newest: await self.look() ?? last.newest, settled: self.settled)
        if seen.newest != last.newest { changed = turn }
        let mayHaveEnded = seen.settled != seen.newest && turn - changed <= Self.lateLooks
        guard seen != last || mayHaveEnded || .now - told >= Self.silence else { continue }
        (last, told) = (seen, .now)
        self.beat()
      }
    }
    end()
  }

  private var isHeard: Bool { state.withLock { !$0.listeners.isEmpty } }

  /// The newest event.
  private func look() async -> Int? {
    guard let rows = try? await database.run([Step(.readHorizon, [])], on: .read)[0],
      let newest = rows.int(0, 0), let oldest = rows.int(0, 1), let next = rows.int(0, 2)
    else { return nil }
    state.withLock { $0.horizon.look(newest: newest, oldest: oldest, next: next) }
    return newest
  }

  private func beat() {
    for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield() }
  }

  private func end() {
    let listeners = state.withLock { state in
      state.isOver = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }
}
