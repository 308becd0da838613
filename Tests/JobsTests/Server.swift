import Foundation
import Postgres
import SQL
import Synchronization
import Testing

@testable import Jobs

/// A database that one test has to itself, on the server that DATABASE_URL names.
enum Server {
  static var url: String {
    get throws {
      try #require(
        ProcessInfo.processInfo.environment["DATABASE_URL"],
        "DATABASE_URL names a PostgreSQL that the tests may use; ./bin/test makes one")
    }
  }

  /// The URL of another database of the same server.
  static func url(of database: String) throws -> String {
    try url.replacing(/^(postgres(?:ql)?:\/\/[^\/?]*)\/?[^?]*/) { "\($0.1)/\(database)" }
  }

  static func withDatabase(_ body: (Session, String) async throws -> Void) async throws {
    let name = "test_\(UUID().uuidString.filter { $0 != "-" }.lowercased())"
    let admin = try await Session.connect(try url, applicationName: "tests")
    try await admin.execute("create database \(name)")
    let session = try await Session.connect(try url(of: name), applicationName: "tests")
    var failure: (any Error)?
    do { try await body(session, try url(of: name)) } catch { failure = error }
    await session.close()
    try await admin.execute("drop database \(name) with (force)")
    await admin.close()
    if let failure { throw failure }
  }

  static func withMigratedDatabase(_ body: (Session, String) async throws -> Void) async throws {
    try await withDatabase { session, url in
      try await Migrator(session, report: { _ in }).migrate(.newest)
      try await body(session, url)
    }
  }
}

extension Session {
  /// Checks the first column of a query's rows.
  func expect(_ sql: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = try lines(sql)
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  func lines(_ sql: String) throws -> [String] {
    let rows = try query(sql)
    return (0..<rows.count).map { rows.string($0, 0) ?? "" }
  }
}

/// What a job reports.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  @Sendable func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}
