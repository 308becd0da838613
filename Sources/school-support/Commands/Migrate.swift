import ArgumentParser
import Jobs
import SQL

/// The schema, up and down.
struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database's schema to this release's version, or to another.",
    discussion: """
      migrate            the same as migrate up
      migrate up         to the newest migration of this release
      migrate down       undo the newest migration
      migrate to 0003    to migration 0003, up or down; to 0000 undoes all
      migrate status     which migrations are in force
      migrate plan       print the SQL that migrate up would run

      It may run while servers serve: requests wait for it, less than a second as a rule.
      """)

  enum Verb: String, ExpressibleByArgument, CaseIterable {
    case up, down, to, status, plan
  }

  @Argument(help: "up, down, to, status or plan.")
  var verb = Verb.up

  @Argument(help: ArgumentHelp("With to: four digits.", valueName: "NNNN"))
  var number: Int?

  @Flag(help: "Run steps although they lose data.")
  var acceptDataLoss = false

  @Option(
    help: ArgumentHelp(
      "Migrations besides this release's, as NNNN_name.up.sql and .down.sql: to try one that is being written.",
      valueName: "folder"))
  var with: String?

  func validate() throws {
    guard (verb == .to) == (number != nil) else {
      throw ValidationError(
        verb == .to ? "migrate to needs a number, such as: migrate to 0003" : "Only migrate to takes a number.")
    }
  }

  func run() async throws {
    try await Administration.run { session in
      let trial = try with.map(MigrationFolder.read) ?? []
      let migrator = Migrator(session, migrations: Migration.all + trial, report: Administration.report)
      switch verb {
      case .up: try await migrator.migrate(.newest, acceptDataLoss: acceptDataLoss)
      case .down: try await migrator.migrate(.previous, acceptDataLoss: acceptDataLoss)
      case .to: try await migrator.migrate(.number(number ?? 0), acceptDataLoss: acceptDataLoss)
      case .status: print(try await migrator.status(), terminator: "")
      case .plan: print(try await migrator.plannedSQL(.newest), terminator: "")
      }
    }
  }
}
