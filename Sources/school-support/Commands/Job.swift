import ArgumentParser
import Fleet
import Jobs
import Logging
import ServiceLifecycle
import UnixSignals

/// What runs beside the workers.
struct Job: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "Evaluate indicators and alerts as facts change, import what is uploaded, mail, without a supervisor.")

  @Flag(help: .hidden)
  var supervised = false

  func run() async throws {
    let settings = try await Settings()
    let logger = try settings.logger("jobs")
    let url = try settings.databaseJobsURL
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
      .init(
        service: Evaluation(url, logger: logger), successTerminationBehavior: .gracefullyShutdownGroup),
      .init(
        service: UploadedImports(url, logger: logger), successTerminationBehavior: .gracefullyShutdownGroup),
      .init(
        service: ResetMails(url, configuration: try settings.mail(), logger: logger),
        successTerminationBehavior: .gracefullyShutdownGroup),
    ]
    if supervised {
      services.append(.init(service: Lifeline(), successTerminationBehavior: .gracefullyShutdownGroup))
    }
    try await ServiceGroup(
      configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    ).run()
  }
}
