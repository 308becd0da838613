import Crypto
import FoundationEssentials
import Hummingbird
import NIOCore
import Postgres
import SQL

/// Files of other systems: uploaded, planned, confirmed, undone. The jobs process does the work.
struct Imports: Sendable {
  static let kinds = [
    "students", "enrolments", "assignments", "lessons", "calendar", "grades", "incidents", "attendance", "users",
  ]
  /// 100 MiB.
  static let limit = 100 << 20
  /// How long a client may take to send a file.
  static let timeout = TimeAmount.minutes(10)
  /// Bytes of a piece in the database.
  private static let pieceSize = 1 << 20

  static let resource = Resource(noun: "Import", entity: "import_batch", read: .readImport, roles: [.admin])

  let database: Database

  private var versioned: Versioned { Versioned(database: database, resource: Self.resource) }

  /// `GET /api/imports/`: newest first.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let page = try Page(try Query(request, "cursor", "limit"), list: "imports")
    let rows = try await database.read(.listImports, [page.after, .int(page.limit)], as: context.caller(.admin))
    return Answer.page(rows, page, of: request)
  }

  /// `POST /api/imports/`: takes a CSV file, piece by piece; the jobs process then makes a plan of it.
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    let query = try Query(request, "kind", "file_name", "map", "set", "number_rows", "end_missing")
    let kind = try query.choice("kind", Self.kinds)
    guard kind != .null else { throw Problem.invalid(field: "kind", message: "kind is missing", allowed: Self.kinds) }
    guard request.headers[.contentType]?.lowercased().hasPrefix("text/csv") == true else {
      throw Problem.unsupportedMediaType("text/csv")
    }
    let name = try query.text("file_name")
    let values = [kind, name == .null ? "upload.csv" : name, .text(try options(query))]
    let rows = try await database.run([Step(.createImport, values)], as: caller, on: .write)[0]
    guard let id = rows.int(0, 0) else { throw Problem.notFound }
    let hash = try await upload(request, context, to: id, as: caller)
    let creation = Creation(
      database: database, caller: caller, key: try IdempotencyKey(request, body: "\(request.uri.query ?? "") \(hash)"))
    return try await creation.answer(
      [Step(.endUpload, [.int(id)]), Step(.readCreatedImport, [])], at: "/api/imports/")
  }

  /// `GET /api/imports/{id}/`: its state, its plan, and what came of it.
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.get(request, context)
  }

  /// `GET /api/imports/{id}/refusals/`: the rows that cannot go in: line, column, reason.
  @Sendable func listRefusals(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    let id = try context.id()
    let page = try Page(try Query(request, "cursor", "limit"), list: "refusals-\(id)", by: .nameAndID)
    let rows = try await database.read(.listImportRefusals, [.int(id), page.after, .int(page.limit)], as: caller)
    guard rows.count == 1 else { throw try await versioned.absence(id, caller) }
    return Answer.page(rows, page, of: request)
  }

  /// `POST /api/imports/{id}/confirm/`: goes on with the plan.
  @Sendable func confirm(_ request: Request, _ context: APIContext) async throws -> Response {
    let body = try await Body(request, context, [Field(name: "accept_many", kind: .boolean)])
    return try await advance(context, .confirmImport, [.bool(body.fields["accept_many"] == .boolean(true))])
  }

  /// `POST /api/imports/{id}/undo/`: asks to take it back.
  @Sendable func undo(_ request: Request, _ context: APIContext) async throws -> Response {
    _ = try await Body(request, context, [])
    return try await advance(context, .askToUndo, [])
  }

  private func advance(_ context: APIContext, _ statement: Statement, _ values: [Value]) async throws -> Response {
    let caller = try context.caller(.admin)
    let id = try context.id()
    let rows = try await database.run(
      [Step(statement, [.int(id)] + values), Step(.readImport, [.int(id)])], as: caller, on: .write)
    guard rows[1].count == 1, let version = rows[1].int(0, 0) else { throw try await versioned.absence(id, caller) }
    return Answer.changed(rows[1].buffer(0, 1), version: version)
  }

  /// What the file does not say by itself, as `app.import_batch.options` has it.
  private func options(_ query: Query) throws -> String {
    var options: [String: JSONValue] = [:]
    for name in ["map", "set"] { options[name] = .object(try pairs(query, name)) }
    for name in ["number_rows", "end_missing"] {
      let flag = try query.choice(name, ["true", "false"])
      options[name] = .boolean(flag == "true")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(options), as: UTF8.self)
  }

  /// `one=two,three=four`
  private func pairs(_ query: Query, _ name: String) throws(Problem) -> [String: JSONValue] {
    var pairs: [String: JSONValue] = [:]
    for text in (query[name] ?? "").split(separator: ",") {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw .invalid(field: name, message: "\(name) must be pairs such as theirs=ours,name=full_name")
      }
      pairs[parts[0]] = .text(parts[1])
    }
    return pairs
  }

  // MARK: Upload

  /// Writes the body as it comes, so that a worker holds one piece of it. Returns its SHA-256 in hexadecimal.
  private func upload(
    _ request: Request, _ context: APIContext, to id: Int, as caller: Caller
  ) async throws -> String {
    let channel = context.channel
    let timer = channel.eventLoop.scheduleTask(in: Self.timeout) { channel.close(promise: nil) }
    defer { timer.cancel() }
    var pieces = Pieces()
    for try await buffer in request.body {
      pieces.add(buffer.readableBytesView)
      guard pieces.size <= Self.limit else { throw Problem.bodyTooLarge(limit: Self.limit) }
      if pieces.pending.count >= Self.pieceSize { try await write(pieces.take(), to: id, as: caller) }
    }
    if !pieces.pending.isEmpty { try await write(pieces.take(), to: id, as: caller) }
    return pieces.hash.finalize().withUnsafeBytes { Hexadecimal.encode($0) }
  }

  private func write(_ piece: (position: Int, bytes: [UInt8]), to id: Int, as caller: Caller) async throws {
    let values: [Value] = [.int(id), .int(piece.position), .bytes(piece.bytes)]
    _ = try await database.run([Step(.addImportChunk, values)], as: caller, on: .write)
  }

  /// What has come of a file and is not written yet.
  private struct Pieces {
    private(set) var pending: [UInt8] = []
    private(set) var size = 0
    private(set) var hash = SHA256()
    private var position = 0

    mutating func add(_ bytes: ByteBufferView) {
      pending += bytes
      size += bytes.count
      hash.update(data: Array(bytes))
    }

    mutating func take() -> (position: Int, bytes: [UInt8]) {
      defer {
        pending = []
        position += 1
      }
      return (position, pending)
    }
  }
}
