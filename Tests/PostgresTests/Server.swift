import Foundation
import Postgres
import Testing

/// The real PostgreSQL that the tests run against.
enum Server {
  /// DATABASE_URL of a superuser.
  static var url: String {
    get throws {
      try #require(
        ProcessInfo.processInfo.environment["DATABASE_URL"],
        "DATABASE_URL names a PostgreSQL that the tests may use; ./bin/test makes one")
    }
  }

  static func session() async throws -> Session {
    try await Session.connect(try url, applicationName: "tests")
  }

  /// A schema that one test has to itself.
  static func withSchema<R: Sendable>(_ sql: String = "", _ body: (String) async throws -> R) async throws -> R {
    let schema = "test_\(UUID().uuidString.filter { $0 != "-" }.lowercased())"
    let session = try await session()
    try await session.execute("create schema \(schema); set search_path = \(schema); \(sql)")
    let result = await Result { try await body(schema) }
    try await session.execute("drop schema \(schema) cascade")
    await session.close()
    return try result.get()
  }

  static func database(
    connections: Int = 4, depth: Int = 16, queueTimeout: Duration = .seconds(30), deadline: Duration = .seconds(10)
  ) async throws -> Database {
    let lane = LaneConfiguration(connections: connections, depth: depth, statementTimeout: .seconds(20))
    let database = Database(
      DatabaseConfiguration(
        conninfo: try url, lanes: [.write: lane], queueTimeout: queueTimeout, requestDeadline: deadline))
    #expect(await database.waitUntilReady(timeout: .seconds(10)))
    return database
  }
}

/// Something that a statement waits for until the test lets it pass.
struct Door {
  private let key = Int.random(in: 1..<(1 << 48))
  private let keeper: Session

  init() async throws {
    keeper = try await Server.session()
    try await keeper.execute("select pg_advisory_lock(\(key))")
  }

  /// The statement that waits.
  var passage: String { "select pg_advisory_xact_lock(\(key))" }

  func open() async throws {
    try await keeper.execute("select pg_advisory_unlock(\(key))")
    await keeper.close()
  }
}

/// Waits until something has become true; a busy machine may take its time.
func eventually(_ condition: () -> Bool) async throws {
  for _ in 0..<1000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
  try #require(condition())
}

extension Result where Failure == any Error {
  init(_ body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}

extension Database {
  func write(_ text: String, _ values: [Value] = []) async throws(PostgresError) -> Rows {
    try await run([Step(Statement(name: text, text: text), values)], on: .write)[0]
  }
}

/// Why the work failed; nil if it did not.
func failure(_ work: () async throws(PostgresError) -> Rows) async -> PostgresError? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error
  }
}

/// What the server answered why, as SQLSTATE.
func sqlstate(_ work: () async throws(PostgresError) -> Rows) async -> String? {
  guard case .server(let error) = await failure(work) else { return nil }
  return error.sqlstate
}
