import FoundationEssentials
import Logging
import Postgres
import SQL
import ServiceLifecycle

/// Plans, applies and undoes what admins upload, one after the other.
///
/// What is to be done stands in `app.import_batch`; a step that is interrupted is rolled back and done again.
public struct UploadedImports: Service {
  private static let pause = Duration.seconds(2)
  /// How often a step is begun before it is given up.
  private static let attempts = 5

  private let connection: StandingConnection
  private let logger: Logger

  /// - Parameter conninfo: of a role that may become `school_support_jobs`.
  public init(_ conninfo: String, logger: Logger) {
    connection = StandingConnection(conninfo: conninfo, work: "imports", channel: "import", logger: logger)
    self.logger = logger
  }

  /// Until shutdown. A lost connection is opened again.
  public func run() async throws {
    await connection.run { session in
      while !Task.isCancelled {
        while try await next(session), !Task.isCancelled {}
        _ = try await session.notifications(timeout: Self.pause)
      }
    }
  }

  /// Does what has waited longest. False if nothing waits.
  private func next(_ session: Session) async throws -> Bool {
    // Counted before it begins, so that what ends this process is not begun for ever.
    guard let step = Step(try await session.query(.nextImport)) else { return false }
    try await session.transaction { session in
      let values: [Value] = [.int(step.school), .int(step.batch), .text(step.state)]
      guard try session.query(.lockImport, values).bool(0, 0) == true else { return }
      try session.execute("savepoint step")
      do {
        guard step.attempts <= Self.attempts else {
          throw JobError("It was interrupted \(Self.attempts) times and is given up.")
        }
        try await perform(step, session)
      } catch let error as JobError {
        try fail(step, error.description, session)
      } catch let error as PostgresError where !error.isTransient {
        logger.error("an import failed", metadata: ["import": "\(step.batch)", "error": "\(error)"])
        try fail(step, error.sentence, session)
      }
    }
    return true
  }

  private func perform(_ step: Step, _ session: isolated Session) async throws {
    if step.state == "undo_requested" {
      try session.query(.undoImport, [.int(step.school), .int(step.batch)])
      return
    }
    try session.query(.enterImport, [.int(step.school), .int(step.batch)])
    let run = ImportRun(
      kind: step.kind, options: step.options, schoolID: step.school, school: step.schoolName)
    let isPlan = step.state == "uploaded"
    var position = 0
    let outcome = try await run.apply(session, isPlan: isPlan) {
      defer { position += 1 }
      return try chunk(position, of: step, session)
    } progress: { _ in
    }
    try session.query(
      .finishImport,
      [
        .int(step.school), .int(step.batch), .text(isPlan ? "planned" : "applied"), .text(outcome.json),
      ])
  }

  private func fail(_ step: Step, _ reason: String, _ session: isolated Session) throws {
    try session.execute("rollback to savepoint step")
    // It may quote the file.
    let text = reason.replacing("\0", with: "")
    try session.query(.failImport, [.int(step.school), .int(step.batch), .text(text)])
  }

  private func chunk(_ position: Int, of step: Step, _ session: isolated Session) throws -> [UInt8]? {
    let rows = try session.query(.readImportChunk, [.int(step.school), .int(step.batch), .int(position)])
    return rows.count == 1 ? rows.string(0, 0).map(Self.bytes) : nil
  }

  private static func bytes(hex: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hex.utf8.count / 2)
    var high: UInt8?
    for digit in hex.utf8 {
      let value = digit < UInt8(ascii: "a") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }

  /// What waits to be done.
  private struct Step: Sendable {
    let school: Int
    let batch: Int
    let kind: String
    let state: String
    let options: ImportOptions
    let attempts: Int
    let schoolName: String

    init?(_ rows: Rows) {
      guard rows.count == 1, let school = rows.int(0, 0), let batch = rows.int(0, 1) else { return nil }
      self.school = school
      self.batch = batch
      kind = rows.string(0, 2) ?? ""
      state = rows.string(0, 3) ?? ""
      let text = rows.string(0, 4) ?? "{}"
      options = (try? JSONDecoder().decode(ImportOptions.self, from: Data(text.utf8))) ?? ImportOptions()
      attempts = rows.int(0, 5) ?? 0
      schoolName = rows.string(0, 6) ?? ""
    }
  }
}

extension PostgresError {
  /// Deadlocks, locks that were not to be had, a server that shuts down and lost connections pass by themselves.
  fileprivate var isTransient: Bool {
    switch self {
    case .server(let error): ["08", "40", "53", "55", "57"].contains(String(error.sqlstate.prefix(2)))
    case .invalidValue, .protocolViolation: false
    case .busy, .connectionLost, .unreachable, .cancelled, .closed: true
    }
  }

  /// What is told of it. Only the class SS is written for people (see app.refuse); the rest stands in the log.
  fileprivate var sentence: String {
    if case .server(let error) = self, error.sqlstate.hasPrefix("SS") { return error.message }
    return "The database cannot take a value of it; nothing was changed, and the server's log says which."
  }
}
