import ArgumentParser
import Jobs

/// Indicators and alerts of everybody.
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate all students, and bring their alerts in line.",
    discussion: "The jobs process does this once a day, and for whoever has changed within a second.")

  @Option(help: "YYYY-MM-DD: what the rules give as of that day is written into the history. (default: today)")
  var asOf: String?

  @Option(help: "The name of one school. (default: every school)")
  var school: String?

  func run() async throws {
    try await Administration.run { session in
      try await WholeEvaluation(session, report: Administration.report).run(asOf: asOf, school: school)
    }
  }
}
