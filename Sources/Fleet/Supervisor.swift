import Figures
import Glibc
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Keeps children running: starts again what dies or is silent, replaces them one by one on SIGHUP, and on shutdown ends
/// them all. SIGUSR1 is passed on to the children.
public final class Supervisor: Service {
  /// Why the children cannot run at all.
  public struct CannotRun: Error, CustomStringConvertible {
    public let description: String
  }

  private enum Event: Sendable {
    case heard(Roster.ID, Report)
    case exited(Roster.ID, Int32)
    case reload([Program])
    case passOn(Int32)
    case tick
    case shutDown
  }

  private struct State {
    var roster: Roster
    var children: [Roster.ID: ChildProcess] = [:]
    var reports: [Roster.ID: Report] = [:]
    /// What children that have ended had counted.
    var counted = Snapshot()
  }

  private let plan: @Sendable () async throws -> [Program]
  private let manager: ServiceManager
  private let logger: Logger
  private let state: Mutex<State>
  private let events: AsyncStream<Event>
  private let feed: AsyncStream<Event>.Continuation

  /// - Parameters:
  ///   - manager: is told how the children are.
  ///   - plan: one program for each child; asked again on SIGHUP.
  public convenience init(
    manager: ServiceManager, logger: Logger, plan: @escaping @Sendable () async throws -> [Program]
  ) {
    self.init(limits: Roster.Limits(), manager: manager, logger: logger, plan: plan)
  }

  init(
    limits: Roster.Limits, manager: ServiceManager = ServiceManager([:]), logger: Logger,
    plan: @escaping @Sendable () async throws -> [Program]
  ) {
    self.plan = plan
    self.manager = manager
    self.logger = logger
    state = Mutex(State(roster: Roster(limits: limits)))
    (events, feed) = AsyncStream.makeStream()
  }

  /// Until shutdown, when all children have ended. Throws `CannotRun` if a child cannot be started at all.
  public func run() async throws {
    let programs = try await plan()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await self.tick() }
      group.addTask { await self.watchdog() }
      group.addTask { await self.receiveSignals() }
      defer { group.cancelAll() }
      var goesOn = try perform(state.withLock { $0.roster.start(programs, .now) })
      try await withGracefulShutdownHandler {
        for await event in events where goesOn {
          goesOn = try perform(actions(on: event))
          if !goesOn { break }
        }
      } onGracefulShutdown: {
        self.feed.yield(.shutDown)
      }
    }
  }

  /// The figures of all children together.
  public var metrics: Snapshot {
    state.withLock { state in
      var sum = state.reports.values.reduce(into: state.counted) { $0.add($1.metrics) }
      state.roster.describe(in: &sum)
      return sum
    }
  }

  /// Why the children do not do all their work; nil if they do.
  public var problem: String? {
    state.withLock { state in
      if state.roster.allWork { return nil }
      return state.reports.values.compactMap(\.problem).first ?? "not every child is ready"
    }
  }

  // MARK: Events

  private func actions(on event: Event) -> [Roster.Action] {
    let now = ContinuousClock.now
    return state.withLock { state in
      switch event {
      case .heard(let id, let report):
        state.reports[id] = report
        return state.roster.heard(id, works: report.problem == nil, now)
      case .exited(let id, let status):
        state.children[id] = nil
        if let report = state.reports.removeValue(forKey: id) { state.counted.add(report.metrics.counted) }
        return state.roster.exited(id, status: status, now)
      case .reload(let programs): return state.roster.reload(programs, now)
      case .passOn(let signal):
        // One that has not reported yet may not handle it yet, and would end.
        for (id, child) in state.children where state.reports[id] != nil { child.send(signal) }
        return []
      case .tick: return state.roster.tick(now)
      case .shutDown:
        manager.isStopping()
        return state.roster.shutDown(now)
      }
    }
  }

  private func tick() async {
    while (try? await Task.sleep(for: .milliseconds(100))) != nil { feed.yield(.tick) }
  }

  private func watchdog() async {
    guard let interval = manager.watchdogInterval else { return }
    while (try? await Task.sleep(for: interval)) != nil { manager.isAlive() }
  }

  private func receiveSignals() async {
    for await signal in await UnixSignalsSequence(trapping: .sighup, .sigusr1) {
      guard signal == .sighup else {
        feed.yield(.passOn(signal.rawValue))
        continue
      }
      logger.notice("the children are replaced")
      manager.isReloading()
      do {
        feed.yield(.reload(try await plan()))
      } catch {
        logger.error("the children go on as they are", metadata: ["error": "\(error)"])
        manager.isReady("old settings: the new ones are wrong")
      }
    }
  }

  // MARK: Actions

  /// False when all is over.
  private func perform(_ actions: [Roster.Action]) throws(CannotRun) -> Bool {
    for action in actions {
      switch action {
      case .start(let id, let program): start(id, program)
      case .terminate(let id): state.withLock { $0.children[id] }?.send(SIGTERM)
      case .kill(let id): state.withLock { $0.children[id] }?.send(SIGKILL)
      case .note(let what, let program): logger.warning("\(what)", metadata: ["child": "\(program.kind)"])
      case .ready:
        logger.notice("all children are ready")
        manager.isReady("all children are ready")
      case .end: return false
      case .giveUp(let reason):
        state.withLock { state in for child in state.children.values { child.send(SIGKILL) } }
        throw CannotRun(description: reason)
      }
    }
    return true
  }

  private func start(_ id: Roster.ID, _ program: Program) {
    do {
      let child = try ChildProcess(program)
      state.withLock { $0.children[id] = child }
      logger.info("a child runs", metadata: ["child": "\(program.kind)", "pid": "\(child.pid)"])
      child.follow(heard: { self.feed.yield(.heard(id, $0)) }, exited: { self.feed.yield(.exited(id, $0)) })
    } catch {
      logger.error("\(error)", metadata: ["child": "\(program.kind)"])
      feed.yield(.exited(id, 127))
    }
  }
}
