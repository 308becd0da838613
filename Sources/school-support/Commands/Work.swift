import API
import ArgumentParser
import Fleet
import Logging
import Postgres
import ServiceLifecycle
import UnixSignals

/// One worker process.
struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Serve the API with one process, without a supervisor.")

  @Option(help: "HOST:PORT or unix:PATH. (default: LISTEN, or 127.0.0.1:8080)")
  var listen: String?

  @Flag(help: .hidden)
  var supervised = false

  @Flag(help: .hidden)
  var follows = false

  func run() async throws {
    let settings = try await Settings()
    let level = try settings.logLevel()
    let logger = try settings.logger("worker", level)
    var replica: (@Sendable () -> Database)?
    if let configuration = try settings.replica() { replica = { Database(configuration) } }
    let worker = Worker(
      try settings.api(), listen: try settings.listen(listen), follows: follows,
      database: Database(try settings.database()), replica: replica, logger: logger)
    var services: [any Service] = [level, worker]
    if supervised {
      services += [Lifeline(), Heartbeat { Report(problem: worker.problem, metrics: await worker.metrics()) }]
    }
    try await ServiceGroup(configuration: .child(services, logger)).run()
  }
}

extension ServiceGroupConfiguration {
  /// Of a process that ends when one of its services does: within 18 s, before the supervisor kills it after 20 s.
  static func child(_ services: [any Service], _ logger: Logger) -> Self {
    var configuration = Self(
      services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(18)
    return configuration
  }
}
