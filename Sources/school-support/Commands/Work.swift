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

  func run() async throws {
    let settings = try await Settings()
    let logger = try settings.logger("worker")
    let worker = Worker(
      try settings.api(), listen: try settings.listen(listen), database: Database(try settings.database()),
      logger: logger)
    var services = [
      ServiceGroupConfiguration.ServiceConfiguration(
        service: worker, successTerminationBehavior: .gracefullyShutdownGroup)
    ]
    if supervised {
      services.append(.init(service: Lifeline(), successTerminationBehavior: .gracefullyShutdownGroup))
    }
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(20)
    try await ServiceGroup(configuration: configuration).run()
  }
}
