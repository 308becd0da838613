import Figures
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Postgres
import ServiceLifecycle

/// One process that serves the API: an event loop, a database thread, and what they need.
public struct Worker: Service {
  private let listener: Listener<RouterResponder<APIContext>>
  private let eventLoop: any EventLoop
  private let activity: ActivityRecorder
  private let readiness: Readiness
  private let pulse: ChangePulse
  private let registry: Registry
  private let database: Database
  private let replica: Replica?
  private let passwords: PasswordQueue
  private let logger: Logger

  /// - Parameters:
  ///   - follows: another listens at this address until this worker does.
  ///   - replica: makes the connections to a standby of the database, which answers reads.
  public init(
    _ configuration: APIConfiguration, listen address: ListenAddress, follows: Bool = false, database: Database,
    replica: (@Sendable () -> Database)? = nil, logger: Logger
  ) {
    let api = API(configuration, database: database, replica: replica, logger: logger)
    self.replica = api.replica
    eventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
    listener = Listener(
      address: address, follows: follows, responder: api.router().buildResponder(), eventLoop: eventLoop,
      logger: logger, readiness: api.readiness)
    readiness = api.readiness
    registry = api.metrics.registry
    pulse = api.pulse
    activity = api.activity
    passwords = api.passwords
    self.database = database
    self.logger = logger
  }

  /// Until shutdown: first open streams end, then the listener, then what it needed.
  public func run() async throws {
    try await ServiceGroup(
      configuration: .init(
        services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
        logger: logger)
    ).run()
    try await passwords.close()
    await database.close()
  }

  /// They end in the order from last to first.
  private var services: [any Service] {
    let own: [any Service] = [activity, readiness, listener, pulse]
    return replica.map { [$0] + own } ?? own
  }

  /// Why this worker cannot serve; nil if it can. At most a second old.
  public var problem: String? { readiness.problem }

  /// The figures of this worker. Does not return while its event loop is stuck.
  public func metrics() async -> Snapshot {
    try? await eventLoop.submit {}.get()
    var snapshot = registry.snapshot
    DatabaseMetrics.describe(database.statistics, in: &snapshot)
    if let replica { DatabaseMetrics.describe(replica.statistics, as: "replica", in: &snapshot) }
    ProcessMetrics.describe("worker", in: &snapshot)
    return snapshot
  }
}
