import ArgumentParser
import Jobs

/// Schools, from the command line.
struct School: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create, change or list schools.", subcommands: [Create.self, Change.self, List.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create a school, with the default rules.")

    @Argument(help: "Its name.") var name: String
    @Option(help: "Decides what day it is there, such as Europe/Lisbon; default UTC.") var timeZone: String?

    func run() async throws {
      try await Administration.run { session in
        let id = try await SchoolAdministration(session).create(name: name, timeZone: timeZone)
        print("Created school \(id), \(name).")
      }
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give a school another name or time zone.")

    @Argument(help: "Its name or id.") var school: String
    @Option(help: "The new name.") var name: String?
    @Option(help: "Such as Europe/Lisbon.") var timeZone: String?

    func validate() throws {
      guard name != nil || timeZone != nil else { throw ValidationError("Say what changes: --name or --time-zone.") }
    }

    func run() async throws {
      try await Administration.run { session in
        try await SchoolAdministration(session).change(school: school, name: name, timeZone: timeZone)
      }
      print("Changed \(school).")
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the schools.")

    func run() async throws {
      try await Administration.run { print(try await SchoolAdministration($0).list(), terminator: "") }
    }
  }
}
