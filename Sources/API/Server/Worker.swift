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
  private let passwords: PasswordQueue
  private let logger: Logger

  public init(
    _ configuration: APIConfiguration, listen address: ListenAddress, database: Database, logger: Logger
  ) {
    let api = API(configuration, database: database, logger: logger)
    eventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
    listener = Listener(
      address: address, responder: api.router().buildResponder(), eventLoop: eventLoop, logger: logger,
      readiness: api.readiness)
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
        services: [
          .init(service: activity, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: readiness, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: listener, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: pulse, successTerminationBehavior: .gracefullyShutdownGroup),
        ], logger: logger)
    ).run()
    try await passwords.close()
    await database.close()
  }

  /// Why this worker cannot serve; nil if it can. At most a second old.
  public var problem: String? { readiness.problem }

  /// The figures of this worker. Does not return while its event loop is stuck.
  public func metrics() async -> Snapshot {
    try? await eventLoop.submit {}.get()
    var snapshot = registry.snapshot
    DatabaseMetrics.describe(database.statistics, in: &snapshot)
    ProcessMetrics.describe("worker", in: &snapshot)
    return snapshot
  }
}
