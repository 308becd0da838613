import Hummingbird
import Logging
import NIOPosix
import Postgres
import ServiceLifecycle

/// One process that serves the API: an event loop, a database thread, and what they need.
public struct Worker: Service {
  private let listener: Listener<RouterResponder<APIContext>>
  private let activity: ActivityRecorder
  private let database: Database
  private let passwords: PasswordQueue
  private let logger: Logger

  public init(
    _ configuration: APIConfiguration, listen address: ListenAddress, database: Database, logger: Logger
  ) {
    let api = API(configuration, database: database, logger: logger)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    listener = Listener(
      address: address, responder: api.router().buildResponder(), eventLoop: group.next(), logger: logger)
    activity = api.activity
    passwords = api.passwords
    self.database = database
    self.logger = logger
  }

  /// Until shutdown: the listener ends first, then what it needed.
  public func run() async throws {
    try await ServiceGroup(
      configuration: .init(
        services: [
          .init(service: activity, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: listener, successTerminationBehavior: .gracefullyShutdownGroup),
        ], logger: logger)
    ).run()
    try await passwords.close()
    await database.close()
  }
}
