import Logging
import Postgres
import SQL
import ServiceLifecycle
import Synchronization

/// The standby that answers reads of one worker.
///
/// What it answers has the client's own last write in it and is at most `maxLag` behind. It never decides who is calling: the
/// primary is asked at the same time, and both must say the same.
final class Replica: Service {
  /// How long a read waits for what the standby lacks.
  private static let patience = Duration.milliseconds(50)
  private static let pause = Duration.milliseconds(2)
  /// How often both are asked how far they are, if nobody waits for it.
  private static let interval = Duration.milliseconds(100)

  /// How often at most other connections are tried, when the present ones lead to what is no standby any more.
  private static let renewal = Duration.seconds(5)

  private let primary: Database
  private let standby: Mutex<Database>
  private let connect: @Sendable () -> Database
  private let metrics: ReplicaMetrics
  private let logger: Logger
  private let state: Mutex<ReplicaState>
  private let (pokes, poke) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

  /// - Parameter connect: makes the connections to the standby.
  init(
    primary: Database, connect: @escaping @Sendable () -> Database, maxLag: Duration, metrics: ReplicaMetrics,
    logger: Logger
  ) {
    self.primary = primary
    self.connect = connect
    standby = Mutex(connect())
    self.metrics = metrics
    self.logger = logger
    state = Mutex(ReplicaState(maxLag: maxLag))
  }

  /// Why no read goes to the standby; nil if it is used.
  var problem: String? { state.withLock { $0.problem(at: .now) } }

  /// Of the connections to the standby, for reads.
  var statistics: LaneStatistics { current.statistics.read }

  private var current: Database { standby.withLock { $0 } }

  /// Behind all that is committed by now. If the primary does not say, newer than anything: then reads go there.
  func position() async -> LogPosition {
    let rows = try? await primary.run([Step(.readPosition, [])], on: .write)
    return rows?[0].string(0, 0).flatMap { LogPosition($0) } ?? .newest
  }

  /// Runs reading statements on a caller's behalf. Nil if the primary has to: whatever goes wrong here may go well there.
  func read(
    _ steps: [Step], as caller: Caller, after position: LogPosition?
  ) async throws(PostgresError) -> [Rows]? {
    guard let needed = await reach(position) else { return nil }
    let entrance = [caller.enter, Step(.readStanding, [])]
    async let standing = primary.outcome(entrance, on: .read)
    async let answer = current.outcome(entrance + steps, on: .read)
    let entered: [Rows]
    do {
      entered = try await standing.get()
    } catch .server(let error) where error.isLostRace {
      // The primary tries again.
      return nil
    }
    caller.user.note(entered[0].int(0, 0))
    return await accept(answer, of: entered[1].string(0, 0), needed)
  }

  private func accept(
    _ answer: Result<[Rows], PostgresError>, of standing: String?, _ needed: LogPosition
  ) -> [Rows]? {
    switch answer {
    case .success(let rows) where rows[1].string(0, 0) != standing: metrics.count(.differs)
    // Each connection answers for itself: they may lead to different standbys.
    case .success(let rows) where rows[1].string(0, 1).flatMap({ LogPosition($0) }).map({ $0 < needed }) ?? true:
      metrics.count(.behind)
    case .success(let rows):
      metrics.count(.answered)
      return Array(rows.dropFirst(2))
    case .failure(.server(let error)) where error.sqlstate == "28000": metrics.count(.differs)
    case .failure: metrics.count(.failed)
    }
    return nil
  }

  /// What the standby must have replayed for this read, once it has; nil if that takes too long.
  private func reach(_ position: LogPosition?) async -> LogPosition? {
    guard let needed = state.withLock({ $0.needed(for: position, at: .now) }) else {
      metrics.count(.unused)
      return nil
    }
    let deadline = ContinuousClock.now + Self.patience
    while !state.withLock({ $0.has(needed) }) {
      guard needed != .newest, ContinuousClock.now < deadline, state.withLock({ $0.isClose(at: .now) }) else {
        metrics.count(.behind)
        return nil
      }
      poke.yield()
      try? await Task.sleep(for: Self.pause)
    }
    return needed
  }

  /// Returns once the standby shows this, or is not used.
  func waitUntilShown(_ position: LogPosition) async {
    while state.withLock({ $0.problem(at: .now) == nil && !$0.has(position) }), !Task.isCancelled {
      poke.yield()
      try? await Task.sleep(for: Self.pause * 10)
    }
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        group.addTask { await self.watchPrimary() }
        group.addTask { await self.watchStandby() }
        group.addTask { await self.keepWatching() }
      }
    }
    await current.close()
  }

  private func watchPrimary() async {
    repeat {
      let (asked, replayed) = (ContinuousClock.now, state.withLock { $0.replayed })
      guard let row = try? await primary.run([Step(.readPrimary, [])], on: .read)[0],
        let position = row.string(0, 0).flatMap({ LogPosition($0) })
      else { continue }
      state.withLock { $0.primary(isAt: position, identity: row.string(0, 1), at: asked, replayed: replayed) }
    } while (try? await Task.sleep(for: Self.interval)) != nil
  }

  /// Asks by a connection of its own, so that no slow read stands in front.
  private func watchStandby() async {
    var renewed = ContinuousClock.now
    for await _ in pokes {
      guard let row = try? await current.run([Step(.readStandby, [])], on: .report)[0] else { continue }
      let replayed = row.string(0, 0).flatMap { LogPosition($0) }
      state.withLock { $0.standby(hasReplayed: replayed, identity: row.string(0, 1), at: .now) }
      if replayed == nil, ContinuousClock.now - renewed > Self.renewal {
        renewed = .now
        await renew()
      }
    }
  }

  /// Connections outlive a promotion; libpq looks for a standby only when it connects.
  private func renew() async {
    let former = standby.withLock { standby in
      defer { standby = connect() }
      return standby
    }
    await former.close()
  }

  private func keepWatching() async {
    var (turn, told) = (0, String?.none)
    while (try? await Task.sleep(for: Self.interval)) != nil {
      poke.yield()
      turn += 1
      if turn % 10 == 0 { tell(problem, &told) }
    }
  }

  /// Says once what has changed.
  private func tell(_ problem: String?, _ told: inout String?) {
    metrics.note(isUsed: problem == nil)
    guard problem != told else { return }
    told = problem
    if let problem {
      logger.warning("the replica is not used", metadata: ["reason": "\(problem)"])
    } else {
      logger.notice("the replica is used")
    }
  }
}
