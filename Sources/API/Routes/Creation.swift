import Hummingbird
import Postgres
import SQL

/// A POST that makes something: once, also when it comes again under its `Idempotency-Key`.
struct Creation: Sendable {
  let database: Database
  let caller: Caller
  let key: IdempotencyKey?

  init(database: Database, caller: Caller, key: IdempotencyKey?) {
    self.database = database
    self.caller = caller
    self.key = key
  }

  /// Throws `Problem.invalid` for a key that cannot be one.
  init(_ database: Database, _ request: Request, _ body: Body, as caller: Caller) throws {
    self.init(
      database: database, caller: caller, key: try IdempotencyKey(request, body: try body.json(without: "password")))
  }

  /// Runs the steps, of which the last answers id, version and body of what was made, or no row if the caller does not
  /// see what it belongs to; then `absence` says why. `path` is where it is found, up to its id; nil: nowhere.
  /// `existing` finds what stands in the way when there may be only one.
  func answer(
    _ steps: [Step], at path: String? = nil, absence: () async throws -> Problem = { .notFound },
    existing: () async throws -> Int? = { nil }
  ) async throws -> Response {
    let rows: Rows
    switch await run(steps) {
    case .success(let results): rows = results[results.count - 1]
    case .failure(let error) where error.isDuplicate: throw Problem.duplicate(existing: try await existing())
    case .failure(let error):
      guard let reply = try await keptReply(after: error) else { throw error }
      rows = reply
    }
    guard rows.count == 1, let id = rows.int(0, 0) else { throw try await absence() }
    return Answer.created(rows.buffer(0, 2), version: rows.int(0, 1), location: path.map { "\($0)\(id)/" })
  }

  private func run(_ steps: [Step]) async -> Result<[Rows], PostgresError> {
    let begin = key.map { [Step(.beginReply, [.text($0.text), .bytes($0.requestHash)])] } ?? []
    do {
      return .success(try await database.run(begin + steps, as: caller, on: .write))
    } catch {
      return .failure(error)
    }
  }

  /// What was answered before: when the key has a reply, or when the connection broke before the answer came.
  private func keptReply(after error: PostgresError) async throws -> Rows? {
    guard let key else { return nil }
    switch error {
    case .server(let answer) where answer.sqlstate == "SSREP": break
    case .connectionLost(sent: true): break
    default: return nil
    }
    let rows = try await database.read(.readReply, [.text(key.text), .bytes(key.requestHash)], as: caller)
    guard rows.count == 1 else { return nil }
    guard rows.bool(0, 3) == true else { throw Problem.otherRequest }
    return rows
  }
}

extension PostgresError {
  fileprivate var isDuplicate: Bool {
    guard case .server(let error) = self else { return false }
    return error.sqlstate == "23505"
  }
}

extension Creation {
  /// 403 for a student of the caller's own school, else 422, because another school's students do not exist.
  func absence(ofStudent id: Int?) async throws -> Problem {
    let rows = try await database.read(.existsInSchool, ["student", .int(id ?? 0)], as: caller)
    guard rows.bool(0, 0) == true else { return .invalid(field: "student_id", message: "There is no such student") }
    return .forbidden(nil)
  }
}
