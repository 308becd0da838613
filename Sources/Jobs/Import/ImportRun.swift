import FoundationEssentials
import Postgres
import SQL

/// One file for one school, staged, checked and applied inside of a transaction that somebody else ends.
struct ImportRun: Sendable {
  let kind: String
  let options: ImportOptions
  let schoolID: Int
  let school: String
  /// Whether rows of other schools are left out, because each school of the file has a run of its own.
  var isOneOfMany = false

  /// What came of a run.
  struct Outcome: Sendable {
    /// `{rows, new, changed, unchanged, missing, refused, stopped, ignored_columns}`
    let json: String
    /// The numbers of new, changed, unchanged, missing and refused rows; nil where there is nothing to count.
    let counts: [String?]
    /// Whether too much would change or end to go on unasked.
    let isStopped: Bool
    let rows: Int
    /// Columns of the file that are none of ours.
    let ignoredColumns: [String]
  }

  /// Stages the pieces of the file and applies them; a plan takes back what it applied and keeps what was staged and
  /// refused. Throws `JobError` for a file that cannot be read.
  func apply(
    _ session: isolated Session, isPlan: Bool = false, pieces: () async throws -> [UInt8]?, progress: (String) -> Void
  ) async throws -> Outcome {
    let reader = try await stage(session, pieces)
    progress("checking")
    try session.execute("analyze import_row")
    try session.query(.checkImport, [.int(schoolID), .text(kind)])
    progress("applying")
    if isPlan { try session.execute("savepoint staged") }
    let counts = try session.query(
      .applyImport,
      [
        .int(schoolID), .text(kind), .bool(options.endMissing), .int(reader.count),
        .text(try Self.json(reader.ignoredColumns)),
      ])
    if isPlan { try session.execute("rollback to savepoint staged") }
    return Outcome(
      json: counts.string(0, 0) ?? "{}", counts: (1...5).map { counts.string(0, $0) },
      isStopped: counts.bool(0, 6) == true, rows: reader.count, ignoredColumns: reader.ignoredColumns)
  }

  private static func json(_ texts: [String]) throws -> String {
    String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
  }

  private func stage(_ session: isolated Session, _ pieces: () async throws -> [UInt8]?) async throws -> ImportReader {
    let columns = try session.query(.listImportColumns, [.text(kind)])
    let known = (0..<columns.count).map { (columns.string($0, 0) ?? "", columns.bool($0, 1) == true) }
    var reader = ImportReader(known: known, options: options, school: school, isOneOfMany: isOneOfMany)
    try session.query(.stageImport)
    while let bytes = try await pieces() { try copy(reader.add(bytes), reader, session) }
    try copy(reader.finish(), reader, session)
    return reader
  }

  private func copy(_ piece: ImportReader.Piece, _ reader: ImportReader, _ session: isolated Session) throws {
    if !piece.rows.isEmpty {
      let columns = reader.columnNames.map { "\"\($0)\"" }.joined(separator: ", ")
      _ = try session.copyIn("copy import_row (line, \(columns)) from stdin", from: [piece.rows])
    }
    if !piece.refusals.isEmpty {
      _ = try session.copyIn("copy import_refusal from stdin", from: [piece.refusals])
    }
  }
}
