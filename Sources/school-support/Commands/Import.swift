import ArgumentParser
import Jobs

/// Data of other systems.
struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring in data from a CSV file, or take it back.",
    subcommands: [File.self, List.self, Undo.self], defaultSubcommand: File.self)

  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case students, enrolments, assignments, lessons, calendar, grades, incidents, attendance, users
  }

  struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring in a CSV file.",
      discussion: """
        The first line names the columns, in any order and letter case; see docs/import.md. Fields are separated by , or \
        ; and the text is UTF-8. Rows that cannot go in are told with line, column and reason; all others go in \
        together or not at all. Importing the same file again changes nothing.
        """)

    @Argument(help: "What the file holds.") var kind: Kind
    @Argument(help: "The CSV file.") var file: String
    @Option(help: "The school of all rows, for a file without a column school.") var school: String?
    @Option(help: "A foreign column name and ours, theirs=ours; may be repeated.") var map: [String] = []
    @Option(help: "One value for a column in all rows, column=value; may be repeated.") var set: [String] = []
    @Flag(help: "Without numbers of students: number the rows, such as GP-17 in school GP.") var numberRows = false
    @Flag(help: "Students who are not in the file have left, lessons have ended.") var endMissing = false
    @Flag(help: "Tell what would be done, and keep nothing.") var dryRun = false
    @Flag(help: "Go on although more than 10 % of the rows that are there change or end.") var confirm = false

    func run() async throws {
      let request = FileImport.Request(
        kind: kind.rawValue, fileName: String(file.split(separator: "/").last?.suffix(200) ?? "-"), school: school,
        options: try options(), dryRun: dryRun, acceptsMany: confirm)
      let file = try InputFile(file)
      try await Administration.run { session in
        let bar = ProgressBar(total: file.size)
        defer { bar.finish() }
        let work = FileImport(session) {
          bar.show($0)
        } report: { line in
          bar.finish()
          Administration.report(line)
        }
        try await work.run(request) { () throws(JobError) in try file.open() }
      }
    }

    private func options() throws -> ImportOptions {
      var options = ImportOptions()
      options.map = try pairs(map, of: "--map", as: "theirs=ours")
      options.set = try pairs(set, of: "--set", as: "column=value")
      options.numberRows = numberRows
      options.endMissing = endMissing
      return options
    }

    private func pairs(_ texts: [String], of option: String, as form: String) throws -> [String: String] {
      var pairs: [String: String] = [:]
      for text in texts {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw JobError("\(option) \(text): write it as \(form).") }
        pairs[parts[0]] = parts[1]
      }
      return pairs
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the last imports.")

    func run() async throws {
      try await Administration.run { try await ImportHistory($0, report: Administration.report).list() }
    }
  }

  struct Undo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an import back, as long as nobody has changed its rows since.")

    @Argument(help: "The number of the import, as list and the import itself tell it.") var number: Int

    func run() async throws {
      try await Administration.run { try await ImportHistory($0, report: Administration.report).undo(number) }
    }
  }
}
