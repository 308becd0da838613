import ArgumentParser
import Jobs

/// Retention.
struct Clean: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cleanup", abstract: "Remove what has passed its time (app.retention_policy); holds are respected.")

  @Flag(help: "Tell what would be removed, and remove nothing.")
  var dryRun = false

  func run() async throws {
    try await Administration.run { session in
      let cleanup = Cleanup(session, report: Administration.report)
      if dryRun { try await cleanup.dryRun() } else { try await cleanup.run() }
    }
  }
}
