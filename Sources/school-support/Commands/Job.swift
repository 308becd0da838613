import ArgumentParser
import Fleet
import Jobs
import Logging
import ServiceLifecycle

/// What runs beside the workers.
struct Job: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "Evaluate indicators and alerts as facts change, import what is uploaded, mail, without a supervisor.")

  @Flag(help: .hidden)
  var supervised = false

  func run() async throws {
    let settings = try await Settings()
    let level = try settings.logLevel()
    let logger = try settings.logger("jobs", level)
    let url = try settings.databaseJobsURL
    let lags = Lags(url, backupStatus: settings.backupStatusFile, logger: logger)
    var services: [any Service] = [
      level, Evaluation(url, logger: logger), UploadedImports(url, logger: logger),
      ResetMails(url, configuration: try settings.mail(), logger: logger), lags,
    ]
    if supervised {
      services += [Lifeline(), Heartbeat { Report(problem: lags.problem, metrics: lags.metrics) }]
    }
    try await ServiceGroup(configuration: .child(services, logger)).run()
  }
}
