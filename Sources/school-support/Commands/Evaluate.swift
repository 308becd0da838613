import ArgumentParser
import Jobs

/// Indicators and alerts of everybody.
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate all students, and bring their alerts in line.",
    discussion: "The jobs process does this once a day, and for whoever has changed within a second.")

  @Option(help: "YYYY-MM-DD: a day that has passed, not before the last that was evaluated. (default: today)")
  var asOf: String?

  @Option(help: "The name of one school. (default: every school)")
  var school: String?

  func run() async throws {
    try await Administration.run { session in
      try await WholeEvaluation(session, report: Administration.report).run(asOf: asOf, school: school)
    }
  }
}
