import ArgumentParser
import Jobs

/// The demo school.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A school to try things with.", subcommands: [Load.self])

  struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Load the demo school. Every login has the password \(DemoSchool.password).")

    func run() async throws {
      try await Administration.run { try await DemoSchool($0, report: Administration.report).load() }
    }
  }
}
