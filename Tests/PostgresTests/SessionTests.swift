import Postgres
import Testing

struct SessionTests {
  private struct Stop: Error {}

  @Test func `a transaction is rolled back when its body throws`() async throws {
    try await Server.withSchema("create table item (id int)") { schema in
      let session = try await Server.session()
      await #expect(throws: Stop.self) {
        try await session.transaction { session in
          try session.query("insert into \(schema).item values (1)")
          throw Stop()
        }
      }
      try await session.transaction { session in
        _ = try session.query("insert into \(schema).item values ($1)", [2])
      }
      let rows = try await session.query("select id from \(schema).item")
      #expect((0..<rows.count).map { rows.int($0, 0) } == [2])
      await session.close()
    }
  }

  @Test func `rows go in by COPY, and a bad one brings none`() async throws {
    try await Server.withSchema("create table item (id int, name text)") { schema in
      let session = try await Server.session()
      let copy = "copy \(schema).item from stdin (format csv)"
      let lines = (0..<5000).map { Array("\($0),\"a \"\"name\"\"\"\n".utf8) }
      #expect(try await session.copyIn(copy, from: lines) == 5000)
      await #expect(throws: PostgresError.self) { try await session.copyIn(copy, from: [Array("1,a\nx,b\n".utf8)]) }
      #expect(try await session.query("select count(*) from \(schema).item").int(0, 0) == 5000)
      await session.close()
    }
  }

  @Test func `who listens is told`() async throws {
    let listener = try await Server.session()
    let sender = try await Server.session()
    try await listener.listen("news \"quoted\"")
    try await sender.query("select pg_notify($1, 'hello')", ["news \"quoted\""])
    let notifications = try await listener.notifications(timeout: .seconds(5))
    #expect(notifications.map(\.payload) == ["hello"])
    #expect(try await listener.notifications(timeout: .milliseconds(20)) == [])
    await listener.close()
    await sender.close()
  }
}
