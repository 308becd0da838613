import Postgres
import SQL

/// Brings a CSV file in from the command line: one school after the other, each all or nothing.
public struct FileImport: Sendable {
  /// Opens the file from its start; each call of what it returns gives the next piece, nil at the end.
  public typealias Source = @Sendable () throws(JobError) -> (() throws(JobError) -> [UInt8]?)

  /// How far it is, for whoever waits.
  public enum Progress: Sendable {
    case read(bytes: Int)
    case step(String)
  }

  public struct Request: Sendable {
    public var kind: String
    public var fileName: String
    /// Nil: each school that the file names, or the only one there is.
    public var school: String?
    public var options: ImportOptions
    /// Nothing is kept.
    public var dryRun: Bool
    /// More than a tenth of what is there may change or end.
    public var acceptsMany: Bool

    public init(
      kind: String, fileName: String, school: String?, options: ImportOptions, dryRun: Bool, acceptsMany: Bool
    ) {
      self.kind = kind
      self.fileName = fileName
      self.school = school
      self.options = options
      self.dryRun = dryRun
      self.acceptsMany = acceptsMany
    }
  }

  private struct Stop: Error {
    let outcome: ImportRun.Outcome
    let refusals: [String]
  }

  private let session: Session
  private let progress: @Sendable (Progress) -> Void
  private let report: @Sendable (String) -> Void

  /// - Parameter session: of a role that may become `school_support_jobs`.
  public init(
    _ session: Session, progress: @escaping @Sendable (Progress) -> Void = { _ in },
    report: @escaping @Sendable (String) -> Void
  ) {
    self.session = session
    self.progress = progress
    self.report = report
  }

  /// Throws `JobError` for a file that cannot be read, a school that is not there, and when it stops because too much
  /// would change.
  public func run(_ request: Request, _ source: Source) async throws {
    var request = request
    let named = try Self.schools(of: source, request)
    if let school = request.school { request.options.set["school"] = school }
    let schools: [String?] = named.isEmpty ? [request.school] : named
    for school in schools {
      try await run(request, school: school, isOneOfMany: named.count > 1, source)
    }
  }

  /// The schools that the file itself names, in their order; none if `--school` does.
  private static func schools(of source: Source, _ request: Request) throws -> [String] {
    guard request.school == nil else { return [] }
    var reader = ImportReader(
      known: [("school", false)], options: request.options.forSchools, school: "", isOneOfMany: true)
    let next = try source()
    while let bytes = try next() { _ = try reader.add(bytes) }
    _ = try reader.finish()
    return reader.otherSchools.sorted()
  }

  private func run(_ request: Request, school: String?, isOneOfMany: Bool, _ source: Source) async throws {
    let start = ContinuousClock.now
    do {
      let outcome = try await session.transactionAsJobs { session in
        let found = try await find(session, school, request)
        let run = ImportRun(
          kind: request.kind, options: request.options, schoolID: found.id, school: found.name,
          isOneOfMany: isOneOfMany)
        return try await perform(run, request, session, source)
      }
      tell(outcome, school, since: start)
    } catch let stop as Stop {
      for line in stop.refusals { report(line) }
      tell(stop.outcome, school, since: start)
      guard request.dryRun else {
        throw JobError(
          "Nothing was kept: more than 10 % of the rows that are there would change or end. If that is right, add --confirm."
        )
      }
      report("Dry run: nothing was kept.")
    }
  }

  private func perform(
    _ run: ImportRun, _ request: Request, _ session: isolated Session, _ source: Source
  ) async throws -> ImportRun.Outcome {
    let batch = try session.query(
      .beginImport,
      [.int(run.schoolID), .text(run.kind), .text(request.fileName), .text(try request.options.text)]
    ).int(0, 0)
    try session.query(.enterImport, [.int(run.schoolID), Value(batch)])
    let next = try source()
    var read = 0
    let outcome = try await run.apply(session) {
      let bytes = try next()
      read += bytes?.count ?? 0
      progress(.read(bytes: read))
      return bytes
    } progress: {
      progress(.step($0))
    }
    let refusals = try session.query(.listStagedRefusals)
    let lines = (0..<refusals.count).map { row in
      "line \(refusals.string(row, 0) ?? ""): \(refusals.string(row, 1) ?? "") \(refusals.string(row, 2) ?? "")"
    }
    if request.dryRun || (outcome.isStopped && !request.acceptsMany) { throw Stop(outcome: outcome, refusals: lines) }
    for line in lines { report(line) }
    try session.query(.finishImport, [.int(run.schoolID), Value(batch), "applied", .text(outcome.json)])
    report("import \(batch ?? 0)")
    return outcome
  }

  private func find(
    _ session: isolated Session, _ name: String?, _ request: Request
  ) async throws -> (id: Int, name: String) {
    var rows = try session.query(.findSchool, [Value(name)])
    if rows.count == 0, let name, request.kind == "students" {
      rows = try session.query(.createSchool, [.text(name), .null])
    }
    guard rows.count == 1, let id = rows.int(0, 0) else {
      throw JobError(
        name.map { "There is no school \($0): import its students first, or correct the name." }
          ?? "Which school? Name it with --school, or in a column school of the file.")
    }
    return (id, rows.string(0, 1) ?? "")
  }

  private func tell(_ outcome: ImportRun.Outcome, _ school: String?, since start: ContinuousClock.Instant) {
    let seconds = max(0.001, (ContinuousClock.now - start) / .seconds(1))
    let header = ["school", "rows", "new", "changed", "unchanged", "missing", "refused", "rows/s"]
    let row =
      [school ?? "", String(outcome.rows)] + outcome.counts.map { $0 ?? "-" }
      + [String(Int(Double(outcome.rows) / seconds))]
    if !outcome.ignoredColumns.isEmpty {
      report("Columns that were not read: \(outcome.ignoredColumns.joined(separator: ", ")).")
    }
    report(TextTable(header, [row]).text)
  }
}

extension ImportOptions {
  /// For a first look at the file, which asks for nothing but the school.
  fileprivate var forSchools: ImportOptions {
    var options = ImportOptions()
    options.map = map.filter { $0.value == "school" }
    options.set = set.filter { $0.key == "school" }
    return options
  }
}
